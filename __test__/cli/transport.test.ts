import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connect, replay } from "../../index.ts";
import { failure } from "../failure.ts";
import { cli } from "./terminal.ts";

const plan = JSON.stringify([{ method: "math.add", params: { a: 2_147_483_647, b: 1 } }]);

describe.each(["native", "stdio"])("--transport %s", (transport) => {
  const over = (command: string, ...args: string[]) => [command, "--transport", transport, ...args];

  it("calls a command", async () => {
    const sum = await cli(over("call", "math.addI64", "9007199254740993", "-1"));
    expect(sum).toEqual({ code: 0, stdout: "9007199254740992\n", stderr: "" });
    const bytes = await cli(over("call", "program.run", "printf", "--", "%s", "hällo"));
    expect(JSON.parse(bytes.stdout)).toMatchObject({ exitCode: 0, stdout: "hällo" });
  });

  it("tells the same error", async () => {
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

it("there is no other transport", async () => {
  const { code, stderr } = await cli(["call", "--transport", "pigeon", "math.add", "1", "2"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Allowed choices are native, stdio");
});
