import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandGenerator } from "../../examples/command-generator/generator.ts";
import { main } from "../../examples/command-generator/main.ts";
import { type Policy, runGuest } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { assemble } from "./wat.ts";

const examples = new URL("../../examples/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, examples));

test.each(["guests/relay/relay", "command-generator/generator"])(
  "%s.wasm is what its text says",
  (name) => {
    const assembled = assemble(read(`${name}.wat`).toString());
    expect(Buffer.compare(read(`${name}.wasm`), assembled)).toBe(0);
  },
);

describe("the command generator", () => {
  const generator = new URL("command-generator/generator.wasm", examples);

  test("runs by every way, with one result", async () => {
    expect(await main(generator)).toEqual({
      command: { method: "math.add", params: { a: 5, b: 7 } },
      native: 12,
      process: 12,
      plan: [12, 120],
      composed: 12,
    });
  });

  test.each([
    [0, -1],
    [2_147_483_647, -2_147_483_648],
    [10, 109],
  ])("writes %i and %i", (a, b) => {
    const make_command = commandGenerator(readFileSync(generator));
    expect(make_command("subtract", a, b)).toEqual({ method: "math.subtract", params: { a, b } });
  });
});

describe("the guest in Rust that clones a repository", () => {
  const wasm = new URL(
    "../../target/wasm/wasm32-unknown-unknown/guest/pintle_example_git_clone.wasm",
    import.meta.url,
  );

  /** A repository with one file, and a policy that allows to clone it. */
  function ground() {
    const folder = testFolder();
    // Not in the root: anyone who can write there could redirect git.
    const source = testFolder();
    const from = join(source, "from");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: source });
    git("init", "-q", from);
    writeFileSync(join(from, "README.md"), "# Hello\n");
    git("-C", from, "add", ".");
    git("-C", from, "commit", "-q", "-m", "Hello");
    const policy: Policy = {
      version: 1,
      roots: { work: { path: folder, access: "write" } },
      programs: {
        clone: {
          preset: "git-clone",
          program: "/usr/bin/git",
          under: "work",
          from: { oneOf: [from] },
        },
      },
      commands: {
        "tree.walk": { root: { under: "work" }, exclude: true },
        "hash.files": { root: { under: "work" }, paths: { under: "work" }, algorithm: true },
      },
    };
    return { from, into: join(folder, "into"), policy };
  }

  test("clones it, and reads what came", async () => {
    const { from, into, policy } = ground();
    const input = { from, into };
    const sha256 = createHash("sha256").update("# Hello\n").digest("hex");
    expect(await runGuest(wasm, { policy, input })).toEqual({
      exitCode: 0,
      paths: ["README.md"],
      digests: [sha256],
    });
    expect(readFileSync(join(into, "README.md"), "utf8")).toBe("# Hello\n");
  });

  test("gets nothing else", async () => {
    const { into, policy } = ground();
    const input = { from: "ext::sh -c id", into };
    expect(await failure(() => runGuest(wasm, { policy, input }))).toMatchObject({
      code: "ERR_PINTLE_GUEST_ERROR",
      details: { code: "ERR_PINTLE_DENIED", command: "program.run" },
    });
  });

  test("says what is wrong with its input", async () => {
    expect(await failure(() => runGuest(wasm, { input: { from: 1 } }))).toMatchObject({
      code: "ERR_PINTLE_GUEST_ERROR",
      details: { code: "INVALID_INPUT" },
    });
  });
});
