import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { atTerminal, cli } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "pintle-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

const adding = (a: number) => JSON.stringify([{ method: "math.add", params: { a, b: 40 } }]);

describe("pintle run", () => {
  it("runs a bare array from stdin and writes the result", async () => {
    const { code, stdout, stderr } = await cli(["run", "-"], adding(2));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, steps: [{ status: "ok", result: 42 }] });
  });

  it("writes an error result with code and pointer, and exits 1", async () => {
    const { code, stdout } = await cli(["run", "-", "--json"], adding(2_147_483_647));
    expect(code).toBe(1);
    expect(stdout.trimEnd()).not.toContain("\n");
    expect(JSON.parse(stdout).steps[0]).toMatchObject({
      status: "error",
      error: {
        code: "ERR_PINTLE_OVERFLOW",
        pointer: "/0/params",
        message: expect.stringContaining("does not fit into i32"),
      },
    });
  });

  it("names line and column of malformed JSON, and exits 2", async () => {
    const { code, stdout, stderr } = await cli(["run", "-"], '[{"method":\n "math.add",}]');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("line 2 column 13");
    expect(stderr).toContain("ERR_PINTLE_INVALID_JSON");
  });

  it("finds a wrong plan before anything runs, and exits 2", async () => {
    const canary = join(folder, "canary");
    const touch = { method: "program.run", params: { program: "touch", args: [canary] } };
    const wrong = { method: "math.add", params: { a: 1, b: "2" } };
    const { code, stderr } = await cli(["run", "-"], JSON.stringify([touch, wrong]));
    expect(code).toBe(2);
    expect(stderr).toContain("pointer: /1/params/b");
    expect((await cli(["call", "tree.walk", folder, "--json"])).stdout).not.toContain("canary");
  });

  it("reads a file and an input, and writes the outputs", async () => {
    const file = join(folder, "plan.json");
    const sum = {
      id: "sum",
      method: "math.add",
      params: { b: 1 },
      refs: { "/a": { input: "/n" } },
    };
    writeFileSync(file, JSON.stringify({ steps: [sum], outputs: { n: { resultOf: "sum" } } }));
    const { code, stdout } = await cli(["run", file, "--input", '{"n":41}']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outputs: { n: 42 } });
  });

  it.each([
    [["run", "/nonexistent/plan.json"], "/nonexistent/plan.json cannot be read"],
    [["run", "-", "--input", "{"], "--input: expected JSON"],
    [["run"], "missing required argument 'file'"],
  ])("%j is a usage error", async (args, message) => {
    const ended = await cli(args, adding(1));
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
  });

  it("shows the status of its steps at a terminal, on stderr", async () => {
    const file = join(folder, "two.json");
    writeFileSync(file, adding(2));
    const { code, stderr, stdout } = await atTerminal(["run", file], []);
    expect(code).toBe(0);
    expect(stderr).toContain("1 of 1 steps done; 0: ok");
    expect(JSON.parse(stdout).ok).toBe(true);
  });
});
