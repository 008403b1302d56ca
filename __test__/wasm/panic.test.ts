import { expect, test } from "vitest";
import { planFor } from "../../lib/plan/plan.ts";
import { failure } from "../failure.ts";
import { wasmEcho, wasmFixture, wasmTrouble } from "../fixtures/wasm.ts";

const panic = wasmTrouble("panic");
const int32 = wasmEcho("int32");

test("a panic is an error with its message and place, and the next call finds a new instance", async () => {
  for (let round = 0; round < 300; round += 1) {
    const error = await failure(() => panic(`round ${round}`));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_PANIC",
      command: "trouble.panic",
      pointer: "",
    });
    expect(error.message).toMatch(
      /^trouble\.panic: the command panicked at .*trouble\.rs:\d+:\d+: round/,
    );
    expect(error.message).toContain(`: round ${round}`);
    expect(int32(round)).toBe(round);
  }
});

test("a panic with something that is not a text still is an error", async () => {
  const error = await failure(() => wasmTrouble("panicPayload")());
  expect(error.message).toMatch(/no message$/);
});

test("a panic in a call that returns a promise rejects", async () => {
  const error = await failure(() => wasmTrouble("panicBlocking")("later"));
  expect(error).toMatchObject({ code: "ERR_PINTLE_PANIC", command: "trouble.panicBlocking" });
  expect(error.message).toMatch(/: later$/);
});

test("a plan that was checked before a panic still runs", async () => {
  const plan = planFor(wasmFixture)(((p: { echo: { int32(value: number): number } }) =>
    p.echo.int32(7)) as never);
  expect(await plan.run()).toBe(7);
  await failure(() => panic("between"));
  expect(await plan.run()).toBe(7);
});

test("a panic while a getter of an outer call runs leaves the outer call whole", async () => {
  const point = {
    get x() {
      expect(() => panic("inside")).toThrow(/inside/);
      return 1;
    },
    y: 2,
  };
  expect(wasmEcho("point")(point)).toMatchObject({ x: 1, y: 2 });
  expect(int32(5)).toBe(5);
});

test("a failure has everything that a native one has", async () => {
  const error = await failure(() => wasmTrouble("fail")(5));
  expect(error).toMatchObject({
    code: "ERR_FIXTURE_TROUBLE",
    command: "trouble.fail",
    pointer: "/number",
    details: { number: 5 },
    cause: "the reason",
  });
  const finite = await failure(() => wasmTrouble("infinite")());
  expect(finite.code).toBe("ERR_PINTLE_NOT_FINITE");
});

test("a call that reports progress can be cancelled", async () => {
  const heard: number[] = [];
  const tell = wasmTrouble("tell");
  await tell(3, { onProgress: ({ done }: { done: number }) => heard.push(done) });
  expect(heard).toEqual([1, 2, 3]);
});
