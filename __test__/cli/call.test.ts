import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hash } from "../../index.ts";
import { atTerminal, cli } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "pintle-call-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("pintle call", () => {
  it.each([
    [["math.add", "3", "4"], "7\n"],
    [["math.add", "3", "-4"], "-1\n"],
    [["math.add", "--a", "3", "--b=-4"], "-1\n"],
    [["math.addI64", "9007199254740993", "-1"], "9007199254740992\n"],
    [["--json", "math.addI64", "9007199254740993", "-1"], '"9007199254740992"\n'],
    [["math.addInto", "[1,2]", "[3,4]", "--json"], "[4,6]\n"],
  ])("%j writes %j", async (args, stdout) => {
    expect(await cli(["call", ...args])).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("reads bytes as text, from a file, and encoded as asked", async () => {
    const file = join(folder, "data");
    writeFileSync(file, "abc");
    const digest = hash.bytes(Buffer.from("abc"), { algorithm: "sha256", encoding: "sri" });
    const flags = ["--algorithm", "sha256", "--encoding", "sri"];
    expect((await cli(["call", "hash.bytes", "abc", ...flags])).stdout).toBe(`${digest}\n`);
    expect((await cli(["call", "hash.bytes", `@${file}`, ...flags])).stdout).toBe(`${digest}\n`);
  });

  it("takes lists, flags that are off and maps", async () => {
    writeFileSync(join(folder, "a.ts"), "");
    writeFileSync(join(folder, "b.js"), "");
    const globs = ["--glob", "*.ts", "--glob", "*.js", "--no-sorted"];
    const walk = await cli(["call", "tree.walk", "--root", folder, ...globs, "--json"]);
    expect(JSON.parse(walk.stdout).paths.toSorted()).toEqual(["a.ts", "b.js"]);
    const script = "console.log(process.env.A, process.env.B)";
    const env = ["--env", "A=1", "--env", "B=x=y"];
    const run = await cli(["call", "program.run", ...env, process.execPath, "--", "-e", script]);
    expect(JSON.parse(run.stdout)).toMatchObject({ exitCode: 0, stdout: "1 x=y\n" });
  });

  it("exits 2 when a file cannot be read", async () => {
    const ended = await cli(["call", "hash.bytes", "@/nonexistent/file"]);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain("/nonexistent/file cannot be read");
  });

  it("finds arguments that the command cannot take before it runs", async () => {
    const ended = await cli(["call", "math.add", "3", "2147483648"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toBe(
      "error: math.add: b: expected an integer from -2147483648 to 2147483647 (i32), got 2147483648\n" +
        "  code: ERR_PINTLE_OUT_OF_RANGE\n  pointer: /b\n  hint: pintle call math.add --help\n",
    );
  });

  it("exits 1 when the command fails, and writes the error as JSON if asked", async () => {
    const ended = await cli(["call", "math.add", "2147483647", "1", "--json"]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("code: ERR_PINTLE_OVERFLOW");
    expect(JSON.parse(ended.stdout)).toMatchObject({
      error: { code: "ERR_PINTLE_OVERFLOW", command: "math.add" },
    });
  });

  it("suggests the command that was meant", async () => {
    const ended = await cli(["call", "math.ad", "1", "2"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('did you mean "math.add"?');
  });

  it("writes help from the contract", async () => {
    const { code, stdout } = await cli(["call", "tree.walk", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--max-depth <u32>");
    expect(stdout).toContain("--kinds <file|directory|symlink|other>...");
    expect(stdout).toContain("--[no-]sorted ");
    expect(stdout).toContain("Lists what is below `root`.");
  });
});

describe("pintle call at a terminal", () => {
  it("asks for two numbers", async () => {
    const ended = await atTerminal(["call", "math.add"], ["3", "4"]);
    expect(ended).toMatchObject({ code: 0, stdout: "7\n" });
    expect(ended.stderr).toContain("a (i32): ");
    expect(ended.stderr).toContain("b (i32): ");
  });

  it("asks again after an answer that is not a number", async () => {
    const ended = await atTerminal(["call", "math.add", "3"], ["four", "4"]);
    expect(ended).toMatchObject({ code: 0, stdout: "7\n" });
    expect(ended.stderr).toContain('expected an integer, got "four"');
  });

  it("asks for a list on one line", async () => {
    expect(await atTerminal(["call", "math.sum"], ["1 2  3"])).toMatchObject({
      code: 0,
      stdout: "6\n",
    });
  });

  it("gives up when the input ends", async () => {
    const ended = await atTerminal(["call", "math.add"], ["3"]);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain("not given");
  });
});
