import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, type Caller, callers } from "./callers.ts";

const secret = "stands-outside";

let base: string;
let caller: Caller;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "pintle-trees-")));
  for (const folder of ["work/sub", "shelf", "outside"]) {
    mkdirSync(join(base, folder), { recursive: true });
  }
  writeFileSync(join(base, "work/a"), "a");
  writeFileSync(join(base, "work/sub/b"), "bb");
  writeFileSync(join(base, "shelf/c"), "ccc");
  writeFileSync(join(base, "outside", secret), secret);
  symlinkSync("../outside", join(base, "work/out"));
  symlinkSync(`../outside/${secret}`, join(base, "work/out-file"));
  symlinkSync("sub", join(base, "work/in"));
  symlinkSync("a", join(base, "work/in-file"));
  const policy = join(base, "policy.json");
  const anywhere = { under: ["work", "shelf"] };
  writeFileSync(
    policy,
    JSON.stringify({
      version: 1,
      roots: { work: { path: "work", access: "write" }, shelf: { path: "shelf" } },
      commands: {
        "tree.walk": { root: anywhere },
        "tree.size": { root: anywhere },
        "tree.copy": { from: anywhere, to: anywhere },
        "tree.remove": { path: anywhere },
        "hash.tree": { root: anywhere },
      },
    }),
  );
  caller = callers["guest session"]!(policy);
});
afterEach(async () => {
  await caller.close();
  expect(readFileSync(join(base, "outside", secret), "utf8")).toBe(secret);
  rmSync(base, { recursive: true, force: true });
});

/** Calls with paths that are relative to the ground. */
function call(method: string, params: Record<string, unknown>): Promise<Answer> {
  const entries = Object.entries(params).map(([name, value]) =>
    typeof value === "string" ? [name, join(base, value)] : [name, value],
  );
  return caller.call(method, Object.fromEntries(entries));
}

const denied = { error: { code: "ERR_PINTLE_DENIED" } };

describe("within the roots of a policy", () => {
  test("trees are copied, measured and removed", async () => {
    expect(await call("tree.copy", { from: "shelf", to: "work/new/shelf" })).toMatchObject({
      result: { files: 1 },
    });
    expect(await call("tree.size", { root: "work/new" })).toMatchObject({ result: { bytes: 3 } });
    expect(await call("tree.copy", { from: "work/a", to: "work/new/a" })).toMatchObject({
      result: { files: 1 },
    });
    expect(await call("tree.remove", { path: "work/new" })).toMatchObject({
      result: { files: 2, folders: 2 },
    });
  });

  test("links are listed, copied and removed, and what they lead to outside is not", async () => {
    expect(await call("tree.copy", { from: "work", to: "work/../shelf" })).toMatchObject(denied);
    expect(await call("tree.remove", { path: "work/sub" })).toMatchObject({
      result: { folders: 1 },
    });
    expect(await call("tree.copy", { from: "work/out", to: "work/copy" })).toMatchObject({
      result: { links: 1, files: 0 },
    });
    expect(readlinkSync(join(base, "work/copy"))).toBe("../outside");
    expect(await call("tree.remove", { path: "work/copy" })).toMatchObject({
      result: { files: 1, folders: 0 },
    });
    expect(existsSync(join(base, "work/copy"))).toBe(false);
  });

  test("links are followed as long as they stay inside", async () => {
    const options = { root: "work", followSymlinks: true, stat: true };
    const { result } = await call("tree.walk", options);
    const { paths, errors } = result as {
      paths: string[];
      errors: { path: string; code: string }[];
    };
    expect(paths).toEqual(["a", "in-file", "in/b", "sub/b"]);
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ["out", "ERR_PINTLE_DENIED"],
      ["out-file", "ERR_PINTLE_DENIED"],
    ]);
  });

  test("rules of git outside do not count", async () => {
    writeFileSync(join(base, ".gitignore"), "a\n");
    writeFileSync(join(base, "work/.gitignore"), "b\n");
    const options = { root: "work/sub", gitignore: true };
    expect(await call("tree.walk", options)).toMatchObject({ result: { paths: [] } });
    expect(await call("tree.walk", { root: "work", gitignore: true })).toMatchObject({
      result: { paths: [".gitignore", "a", "in", "in-file", "out", "out-file"] },
    });
  });
});

describe("a policy denies", () => {
  test("the contents of files that may stand outside under another name", async () => {
    linkSync(join(base, "outside", secret), join(base, "work/sub/hard"));
    for (const hardLink of [false, true]) {
      const answer = await call("tree.copy", { from: "work/sub", to: "work/copy", hardLink });
      expect(answer).toMatchObject(denied);
      expect(existsSync(join(base, "work/copy/hard"))).toBe(false);
    }
    expect(await call("hash.tree", { root: "work/sub" })).toMatchObject(denied);
  });

  test.each<[method: string, params: Record<string, string>]>([
    ["tree.copy", { from: "outside", to: "work/x" }],
    ["tree.copy", { from: `work/out/${secret}`, to: "work/x" }],
    ["tree.copy", { from: "work/a", to: "outside/a" }],
    ["tree.copy", { from: "work/a", to: "work/out/a" }],
    ["tree.copy", { from: "work/sub", to: "work/out" }],
    ["tree.copy", { from: "work/sub", to: "work/out/deep/er" }],
    ["tree.copy", { from: "work/a", to: "shelf/a" }],
    ["tree.copy", { from: "work/sub", to: "shelf/sub" }],
    ["tree.remove", { path: "outside" }],
    ["tree.remove", { path: `work/out/${secret}` }],
    ["tree.remove", { path: "shelf/c" }],
    ["tree.remove", { path: "work" }],
    ["tree.remove", { path: "shelf" }],
    ["tree.size", { root: "outside" }],
    ["tree.size", { root: "work/out" }],
    ["hash.tree", { root: "work/out" }],
  ])("%s %j", async (method, params) => {
    const answer = await call(method, params);
    expect(answer).toMatchObject(denied);
    expect(existsSync(join(base, "shelf/c"))).toBe(true);
    expect(existsSync(join(base, "work/x"))).toBe(false);
  });
});
