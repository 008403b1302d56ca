import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { connect, replay } from "../../index.ts";
import { failure } from "../failure.ts";
import { atTerminal, cli } from "./terminal.ts";

const plan = JSON.stringify([{ method: "math.add", params: { a: 2_147_483_647, b: 1 } }]);

describe.each(["native", "stdio", "wasm"])("--transport %s", (transport) => {
  const over = (command: string, ...args: string[]) => [command, "--transport", transport, ...args];

  it("calls a command", async () => {
    const sum = await cli(over("call", "math.addI64", "9007199254740993", "-1"));
    expect(sum).toEqual({ code: 0, stdout: "9007199254740992\n", stderr: "" });
    const digest = await cli(over("call", "hash.bytes", "hällo", "--algorithm", "sha256"));
    expect(digest.stdout).toBe(`${createHash("sha256").update("hällo").digest("hex")}\n`);
  });

  it("asks a person for what is missing", async () => {
    const ended = await atTerminal(over("call", "math.add"), ["3", "4"]);
    expect(ended).toMatchObject({ code: 0, stdout: "7\n" });
    expect(ended.stderr).toContain("a (i32): ");
    expect(ended.stderr).toContain("b (i32): ");
  });

  it("reports the same error", async () => {
    const { code, stdout } = await cli(over("call", "--json", "math.divide", "1", "0"));
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "ERR_PINTLE_DIVISION_BY_ZERO",
      pointer: "/b",
    });
  });

  it("runs a plan", async () => {
    const { code, stdout } = await cli(over("run", "-"), plan);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).steps[0].error).toMatchObject({
      code: "ERR_PINTLE_OVERFLOW",
      pointer: "/0/params",
    });
  });
});

it("what is recorded can be replayed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pintle-record-"));
  try {
    const file = join(folder, "calls.jsonl");
    expect((await cli(["call", "--record", file, "math.add", "2", "40"])).stdout).toBe("42\n");
    await using client = await connect({ transport: replay(file) });
    expect(await client.math.add(2, 40)).toBe(42);
    expect(await failure(() => client.math.add(2, 41))).toMatchObject({
      code: "ERR_PINTLE_NOT_RECORDED",
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each(["native", "stdio"])("--transport %s starts programs", async (transport) => {
  const args = ["--transport", transport, "program.run", "printf", "--", "%s", "hällo"];
  const bytes = await cli(["call", ...args]);
  expect(JSON.parse(bytes.stdout)).toMatchObject({ exitCode: 0, stdout: "hällo" });
});

it("--transport wasm says of a command that it is not portable", async () => {
  const call = await cli(["call", "--transport", "wasm", "tree.walk", "."]);
  expect(call).toMatchObject({ code: 1, stdout: "" });
  expect(call.stderr).toContain("tree.walk: it is not portable");
  expect(call.stderr).toContain("code: ERR_PINTLE_NOT_PORTABLE");
  const steps = JSON.stringify([{ method: "tree.walk", params: { root: "." } }]);
  const run = await cli(["run", "--transport", "wasm", "-"], steps);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain("pointer: /0/method");
});

describe("--transport mock", () => {
  const folder = mkdtempSync(join(tmpdir(), "pintle-mock-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const over = (file: string, ...args: string[]) => [
    ...["call", "--transport", "mock", "--mock", join(folder, file)],
    ...args,
  ];

  it("answers from a recording", async () => {
    const file = join(folder, "calls.jsonl");
    await cli(["call", "--record", file, "math.add", "2", "40"]);
    expect((await cli(over("calls.jsonl", "math.add", "2", "40"))).stdout).toBe("42\n");
    const other = await cli(over("calls.jsonl", "math.add", "2", "41"));
    expect(other.code).toBe(1);
    expect(other.stderr).toContain("code: ERR_PINTLE_NOT_RECORDED");
  });

  it("answers from handlers", async () => {
    writeFileSync(
      join(folder, "handlers.mjs"),
      `export default { "math.add": ({ a, b }) => a * b };`,
    );
    expect((await cli(over("handlers.mjs", "math.add", "6", "7"))).stdout).toBe("42\n");
    const other = await cli(over("handlers.mjs", "math.divide", "6", "7"));
    expect(other.stderr).toContain('add "math.divide"');
  });

  it.each([
    ["absent.jsonl", "there is no"],
    ["broken.mjs", "cannot be loaded"],
    ["none.mjs", "expected handlers by method as the default export"],
  ])("%s is a usage error", async (file, message) => {
    writeFileSync(join(folder, "broken.mjs"), "export default {");
    writeFileSync(join(folder, "none.mjs"), "export const handlers = {};");
    const ended = await cli(over(file, "math.add", "1", "2"));
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
  });

  it.each([[["--transport", "mock"]], [["--mock", "x.jsonl"]]])(
    "%j alone is a usage error",
    async (flags) => {
      const ended = await cli(["call", ...flags, "math.add", "1", "2"]);
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toContain("--transport mock and --mock FILE go together");
    },
  );
});

it("there is no other transport", async () => {
  const { code, stderr } = await cli(["call", "--transport", "pigeon", "math.add", "1", "2"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Allowed choices are native, stdio, wasm, mock");
});
