import { expect, test } from "vitest";
import { countCargo } from "../../scripts/test/cargo.mjs";
import { none, settle } from "../../scripts/test/counts.mjs";

test("Cargo's counts are those of all its test programs", () => {
  const output = [
    "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.0s",
    "   Doc-tests pintle",
    "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
  ].join("\n");
  expect(countCargo(output)).toEqual({ passed: 15, failed: 2, skipped: 1 });
});

test("a program that reports no counts is one test", () => {
  expect(settle(true)).toEqual({ ...none, passed: 1 });
  expect(settle(false)).toEqual({ ...none, failed: 1 });
});

test("a program that dies after tests that passed has failed", () => {
  expect(settle(false, { ...none, passed: 7 })).toEqual({ ...none, passed: 7, failed: 1 });
});

test("counts that tell of failures are left alone", () => {
  const counts = { passed: 7, failed: 2, skipped: 0 };
  expect(settle(false, counts)).toEqual(counts);
});
