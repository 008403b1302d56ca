import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder } from "../conformance/folder.ts";
import { guest, relay } from "../guest/wat.ts";
import { cli } from "./terminal.ts";

const { path: here } = folder();
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(here, name), content);
  return join(here, name);
};

const wasm = file("relay.wasm", relay);
const policy = file("policy.json", '{"version":1,"commands":{"math.*":true}}');
const request = '{"method":"math.add","params":{"a":2,"b":40}}';

/** A guest that asks for nothing, and only says what it wishes. */
const wishing = file("wish.wasm", guest({ data: `{"result":${request}}` }));

describe("pintle guest run", () => {
  it("runs a guest, and writes its result", async () => {
    const ended = await cli(["guest", "run", wasm, "--policy", policy, "--input", request]);
    expect(ended).toEqual({ code: 0, stdout: "42\n", stderr: "" });
  });

  it.each([
    ["a file", `@${file("input.json", request)}`, ""],
    ["stdin", "-", request],
  ])("reads the input from %s", async (_, input, stdin) => {
    const ended = await cli(["guest", "run", wasm, "--policy", policy, "--input", input], stdin);
    expect(ended).toEqual({ code: 0, stdout: "42\n", stderr: "" });
  });

  it("writes one line with --json", async () => {
    const { stdout } = await cli(["guest", "run", wishing, "--json"]);
    expect(stdout).toBe(`${request}\n`);
  });

  it("runs what the guest wishes for, under the policy", async () => {
    const ended = await cli(["guest", "run", wishing, "--policy", policy, "--run-result"]);
    expect(ended).toEqual({ code: 0, stdout: "42\n", stderr: "" });
    const denied = await cli(["guest", "run", wishing, "--run-result"]);
    expect(denied).toMatchObject({ code: 1, stdout: "" });
    expect(denied.stderr).toContain("code: ERR_PINTLE_DENIED");
  });

  it("denies everything without a policy, and exits 1", async () => {
    const { code, stdout } = await cli(["guest", "run", wasm, "--input", request, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "ERR_PINTLE_GUEST_ERROR",
      details: { code: "ERR_PINTLE_DENIED" },
    });
  });

  it("keeps to the limits", async () => {
    const spinning = file("spin.wasm", guest({ run: "(loop $l (br $l)) (i64.const 0)" }));
    const { code, stderr } = await cli(["guest", "run", spinning, "--timeout-ms", "50"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error: the guest did not end within 50 ms\n");
    const small = await cli(["guest", "run", wasm, "--calls", "0", "--input", request]);
    expect(small.stderr).toContain("code: ERR_PINTLE_GUEST_LIMIT");
  });

  it.each([
    [["run", "/nonexistent/g.wasm"], "/nonexistent/g.wasm cannot be read"],
    [["run", policy], `${policy}: the module is not a guest: it does not start like WebAssembly`],
    [["run", wasm, "--policy", wasm], "code: ERR_PINTLE_INVALID_JSON"],
    [["run", wasm, "--policy", "/nonexistent"], "/nonexistent cannot be read"],
    [["run", wasm, "--input", "{"], "--input: expected JSON"],
    [["run", wasm, "--input", "@/nonexistent"], "--input: /nonexistent cannot be read"],
    [["run", wasm, "--timeout-ms", "soon"], "limits.timeoutMs: expected an integer"],
    [["run"], "missing required argument 'file'"],
  ])("%j is a usage error", async (args, message) => {
    const ended = await cli(["guest", ...args]);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
  });
});
