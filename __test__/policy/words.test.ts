/** What is typed for one call under a policy: no word is the content of a file, or another number. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hash } from "../../index.ts";
import { host } from "../transports/host.ts";

const secret = "the-secret-that-stands-outside";

let base: string;
let policy: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "pintle-words-")));
  mkdirSync(join(base, "work"));
  writeFileSync(join(base, "secret"), secret);
  writeFileSync(join(base, "work/inside"), secret);
  policy = join(base, "policy.json");
  const digit = { integer: { min: 0, max: 9 } };
  writeFileSync(
    policy,
    JSON.stringify({
      version: 1,
      roots: { work: { path: "work", access: "write" } },
      commands: {
        "hash.bytes": true,
        "hash.file": { path: { under: "work" } },
        "math.divideF64": { a: true, b: digit },
        "archive.listBytes": true,
      },
      programs: {
        say: {
          program: "/bin/echo",
          args: [{ pattern: "@?[a-z/]+" }],
          cwd: { under: "work" },
          stdin: true,
        },
        count: { program: "/bin/echo", args: [digit], cwd: { under: "work" } },
      },
    }),
  );
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function one(
  words: readonly string[],
  input = "",
  under: readonly string[] = ["--policy", policy],
) {
  const { status, stdout, stderr } = spawnSync(host(), [...under, ...words], {
    input,
    encoding: "utf8",
    cwd: base,
  });
  return { status, stdout, stderr };
}

describe("@FILE", () => {
  test.each(["secret", "work/inside", "/dev/stdin", "/proc/self/environ"])(
    "is refused for bytes: %s",
    async (file) => {
      for (const words of [
        ["hash.bytes", `@${file}`],
        ["hash.bytes", "--data", `@${file}`],
        ["archive.listBytes", `@${file}`],
        ["program.run", "say", "a", "--stdin", `@${file}`],
      ]) {
        const { status, stdout, stderr } = one(words, secret);
        expect(status, words.join(" ")).not.toBe(0);
        expect(stdout).toBe("");
        expect(stderr).not.toContain(secret);
        expect(stderr).not.toContain(await hash.bytes(Buffer.from(secret)));
      }
    },
  );

  test("is refused because of the policy", () => {
    const words = ["hash.bytes", "@secret"];
    expect(one(words)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("expected text or @- under a policy"),
    });
    expect(one(words, "", [])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
    });
  });

  test("is text for what is not bytes", () => {
    const said = one(["program.run", "say", "@secret"]);
    expect(said.stdout).toContain(Buffer.from("@secret\n").toString("base64"));
    expect(said.stdout + said.stderr).not.toContain(secret);
    expect(one(["hash.file", "@work/inside"]).status).not.toBe(0);
  });

  test("and @- is stdin", async () => {
    const { stdout } = one(["hash.bytes", "@-"], secret);
    expect(stdout.trim()).toBe(await hash.bytes(Buffer.from(secret)));
  });
});

describe("a number", () => {
  test.each([
    "-0",
    "-0.0",
    "-0e0",
    "10",
    "-1",
    "0.5",
    "010",
    "0x1",
    "1_0",
    "\u0661",
    "1e400",
    "NaN",
  ])("of a command is refused: %s", (text) => {
    for (const words of [
      ["math.divideF64", "1", text],
      ["math.divideF64", "1", "--b", text],
    ]) {
      const { status, stdout } = one(words);
      expect(status, words.join(" ")).not.toBe(0);
      expect(stdout).toBe("");
    }
  });

  test.each([
    "010",
    "+5",
    "0x1",
    "1e0",
    "-0",
    "-1",
    "1.0",
    " 1",
    "1 ",
    "1\n",
    "\u0661",
    "\uff11",
    "1_0",
    "",
  ])("of a program is refused: %j", (text) => {
    const { status, stdout } = one(["program.run", "count", text]);
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
  });

  test("that is another zero is refused by the rule", () => {
    const { stderr } = one(["math.divideF64", "1", "-0"]);
    expect(stderr).toContain("expected a whole number from 0 to 9");
  });

  test("is good within the bounds", () => {
    expect(one(["math.divideF64", "1", "8"]).stdout.trim()).toBe("0.125");
    expect(one(["math.divideF64", "1", "+5"]).stdout.trim()).toBe("0.2");
    expect(one(["program.run", "count", "9"]).status).toBe(0);
  });
});
