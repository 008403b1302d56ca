/** What an addon says of values by a contract that it was given, natively and as WebAssembly. */

import { expect, test } from "vitest";
import { builtin, PintleError } from "../../index.ts";
import type { CommandBinding, ContractHandle } from "../../lib/binding/binding.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture, wasmTrouble } from "../fixtures/wasm.ts";

const bindings: readonly (readonly [string, CommandBinding])[] = [
  ["native", builtin.binding],
  ["wasm", wasmFixture.binding],
];

function thrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof PintleError ? error.toJSON() : error;
  }
}

test.each(bindings)("another addon's contract is read: %s", (_, binding) => {
  const contract = binding.readContract(fixture.binding.contract());
  const run = fixture.commands.echo?.int64;
  expect(thrown(() => binding.checkCall(contract, "echo.int64", { value: 1n }))).toBeUndefined();
  for (const value of ["1", 1, null, 2n ** 63n, Symbol("a"), [1n], () => 1, new Date(0)]) {
    const given = thrown(() => binding.checkCall(contract, "echo.int64", { value }));
    expect(given).toEqual(thrown(() => run?.(value)));
  }
  expect(thrown(() => binding.checkAnswer(contract, "echo.int64", "1"))).toMatchObject({
    code: "ERR_PINTLE_INVALID_TYPE",
    command: "echo.int64",
    pointer: "",
  });
});

test.each(bindings)("a document that is none is refused at its place: %s", (_, binding) => {
  const refused = (change: (contract: Record<string, unknown>) => void) => {
    const document = structuredClone(fixture.contract) as unknown as Record<string, unknown>;
    change(document);
    return thrown(() => binding.readContract(JSON.stringify(document)));
  };
  expect(thrown(() => binding.readContract("{"))).toMatchObject({
    code: "ERR_PINTLE_INVALID_JSON",
  });
  expect(refused((contract) => delete contract.$defs)).toMatchObject({
    code: "ERR_PINTLE_INVALID_VALUE",
    pointer: "/$defs",
  });
  const commands = { "echo.int64": { params: [{ name: 1 }] } };
  expect(refused((contract) => Object.assign(contract, { "x-commands": commands }))).toMatchObject({
    code: "ERR_PINTLE_INVALID_VALUE",
    pointer: "/x-commands/echo.int64/params/0/kind",
  });
});

test("anything but a contract is rejected", () => {
  const { binding } = builtin;
  for (const handle of [{}, 1, binding.preparePlan('{"steps":[]}')]) {
    const check = () => binding.checkCallable(handle as ContractHandle, "math.add");
    expect(thrown(check)).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE" });
  }
});

test("a contract outlives the instance that has read it", () => {
  const { binding } = wasmFixture;
  const contract = binding.readContract(fixture.binding.contract());
  expect(() => wasmTrouble("panic")("on purpose")).toThrow("on purpose");
  expect(thrown(() => binding.checkCall(contract, "echo.int64", { value: 1n }))).toBeUndefined();
});
