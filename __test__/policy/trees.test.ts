import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
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
        "tree.entries": { root: anywhere },
        "tree.size": { root: anywhere },
        "tree.copy": { from: anywhere, to: anywhere },
        "tree.link": { root: anywhere },
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

const noLinks = { paths: [], targets: [] };
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
    expect(await call("tree.copy", { from: "work/in", to: "work/copy" })).toMatchObject({
      result: { links: 1, files: 0 },
    });
    expect(readlinkSync(join(base, "work/copy"))).toBe("sub");
    expect(await call("tree.remove", { path: "work/copy" })).toMatchObject({
      result: { files: 1, folders: 0 },
    });
    expect(existsSync(join(base, "work/copy"))).toBe(false);
  });

  test("links are made that stay inside", async () => {
    const params = { root: "work", paths: ["new/a", "b"], targets: ["../a", "sub/b"] };
    expect(await call("tree.link", { ...params, executable: true })).toMatchObject({
      result: { links: 2, skipped: 0 },
    });
    expect(readlinkSync(join(base, "work/new/a"))).toBe("../a");
    expect(statSync(join(base, "work/sub/b")).mode & 0o111).not.toBe(0);
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

  test("entries come as tree.walk finds them", async () => {
    const options = { root: "work", followSymlinks: true };
    const { result } = await call("tree.entries", options);
    const entries = result as { path: string; kind: string | null; errorCode: string | null }[];
    const said = entries.map(({ path, kind, errorCode }) => `${path} ${kind} ${errorCode}`);
    expect(said.sort()).toEqual([
      "a file null",
      "in-file file null",
      "in/b file null",
      "out null ERR_PINTLE_DENIED",
      "out-file null ERR_PINTLE_DENIED",
      "sub/b file null",
    ]);
    expect(await call("tree.entries", { root: "outside" })).toMatchObject(denied);
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
  test("the contents of files that may have another name outside", async () => {
    linkSync(join(base, "outside", secret), join(base, "work/sub/hard"));
    for (const hardLink of [false, true]) {
      const answer = await call("tree.copy", { from: "work/sub", to: "work/copy", hardLink });
      expect(answer).toMatchObject(denied);
      expect(existsSync(join(base, "work/copy/hard"))).toBe(false);
    }
    expect(await call("hash.tree", { root: "work/sub" })).toMatchObject(denied);
  });

  test.each(["../outside", "sub/../../outside", "/etc/passwd", "..", "sub/../a"])(
    "a link to %s",
    async (target) => {
      const params = { root: "work", paths: ["good", "bad"], targets: ["a", target] };
      expect(await call("tree.link", params)).toMatchObject({
        error: { code: "ERR_PINTLE_DENIED", pointer: "/targets/1" },
      });
      expect(existsSync(join(base, "work/good"))).toBe(false);
    },
  );

  test("a link, or a mode, by way of what leads out", async () => {
    const through = { root: "work", paths: ["out/x"], targets: ["a"] };
    expect(await call("tree.link", through)).toMatchObject({ error: { pointer: "/paths/0" } });
    const { mode } = statSync(join(base, "outside", secret));
    linkSync(join(base, "outside", secret), join(base, "work/hard"));
    for (const target of [`out/${secret}`, "out-file", "hard"]) {
      const params = { root: "work", paths: ["x"], targets: [target], executable: true };
      const answer = await call("tree.link", params);
      expect(answer, target).toMatchObject({ error: { pointer: "/targets/0" } });
    }
    expect(statSync(join(base, "outside", secret)).mode).toBe(mode);
    expect(readdirSync(join(base, "outside"))).toEqual([secret]);
    expect(existsSync(join(base, "work/x"))).toBe(false);
  });

  test.each<[method: string, params: Record<string, unknown>]>([
    ["tree.copy", { from: "outside", to: "work/x" }],
    ["tree.copy", { from: `work/out/${secret}`, to: "work/x" }],
    ["tree.copy", { from: "work/a", to: "outside/a" }],
    ["tree.copy", { from: "work/a", to: "work/out/a" }],
    ["tree.copy", { from: "work/sub", to: "work/out" }],
    ["tree.copy", { from: "work/sub", to: "work/out/deep/er" }],
    ["tree.copy", { from: "work/a", to: "shelf/a" }],
    ["tree.copy", { from: "work/sub", to: "shelf/sub" }],
    ["tree.link", { root: "outside", ...noLinks }],
    ["tree.link", { root: "work/out", ...noLinks }],
    ["tree.link", { root: "shelf", ...noLinks }],
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
