import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { plan, tree } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";

const onUnix = process.platform !== "win32";

let root: string;
beforeEach(() => {
  root = testFolder();
  mkdirSync(join(root, "a"));
  writeFileSync(join(root, "a", "cli.js"), "#!/usr/bin/env node\n", { mode: 0o644 });
  writeFileSync(join(root, "there"), "there");
});

describe("tree.link", () => {
  test("makes links, and the folders that they are in", async () => {
    const paths = [".bin/a", "x/y/./z", "top"];
    const targets = ["../a/cli.js", "nowhere", "./a"];
    expect(await tree.link(root, paths, targets)).toEqual({ links: 3, skipped: 0 });
    expect(readlinkSync(join(root, ".bin", "a"))).toBe("../a/cli.js");
    expect(readlinkSync(join(root, "x", "y", "z"))).toBe("nowhere");
    expect(readFileSync(join(root, "top", "cli.js"), "utf8")).toContain("node");
    expect(statSync(join(root, "a", "cli.js")).mode & 0o111).toBe(0);
  });

  test("makes the root, too", () => {
    const inside = join(root, "new", "root");
    expect(tree.linkSync(inside, ["a"], ["b"])).toEqual({ links: 1, skipped: 0 });
    expect(readlinkSync(join(inside, "a"))).toBe("b");
    expect(tree.linkSync(join(root, "none"), [], [])).toEqual({ links: 0, skipped: 0 });
  });

  test.runIf(onUnix)("lets a trusted caller link to anywhere", async () => {
    await tree.link(root, ["out", "up"], ["/nowhere/at/all", "../../x/../y"]);
    expect(readlinkSync(join(root, "out"))).toBe("/nowhere/at/all");
    expect(readlinkSync(join(root, "up"))).toBe("../../x/../y");
  });

  test.runIf(onUnix)("makes programs executable when asked to", async () => {
    chmodSync(join(root, "there"), 0o640);
    const options = { executable: true };
    await tree.link(root, [".bin/a", ".bin/there"], ["../a/cli.js", "../there"], options);
    expect(statSync(join(root, "a", "cli.js")).mode & 0o7777).toBe(0o755);
    expect(statSync(join(root, "there")).mode & 0o7777).toBe(0o750);
  });

  test("takes columns of another step, and reports how far it is", async () => {
    const relink = plan((p, input: { from: string; to: string }) => {
      const { paths } = p.tree.walk(input.from);
      return p.tree.link(input.to, paths, paths).links;
    });
    expect(await relink.run({ from: root, to: join(root, "links") })).toBe(2);
    expect(readlinkSync(join(root, "links", "a", "cli.js"))).toBe("a/cli.js");
    const told: number[] = [];
    const paths = Array.from({ length: 50 }, (_, i) => `link-${i}`);
    await tree.link(root, paths, paths, { onProgress: ({ done }) => told.push(done) });
    expect(told.at(-1)).toBe(50);
  });

  test("can be cancelled", async () => {
    const options = { signal: AbortSignal.abort() };
    const error = await failure(() => tree.link(root, ["new"], ["a"], options));
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "tree.link" });
    expect(existsSync(join(root, "new"))).toBe(false);
  });
});

describe("what is there already", () => {
  beforeEach(() => symlinkSync("elsewhere", join(root, "link")));
  const link = (overwrite?: "always" | "ifNewer" | "never" | "error") =>
    tree.link(root, ["there", "link"], ["a", "a"], { overwrite });

  test.each(["always", "ifNewer", undefined] as const)("is replaced with %s", async (overwrite) => {
    expect(await link(overwrite)).toEqual({ links: 2, skipped: 0 });
    expect(["there", "link"].map((name) => readlinkSync(join(root, name)))).toEqual(["a", "a"]);
    expect((await tree.walk(root)).paths).toEqual(["a/cli.js", "link", "there"]);
  });

  test("is left when it must not be replaced", async () => {
    expect(await link("never")).toEqual({ links: 0, skipped: 2 });
    expect(readFileSync(join(root, "there"), "utf8")).toBe("there");
    expect(readlinkSync(join(root, "link"))).toBe("elsewhere");
  });

  test("is an error when that is asked for", async () => {
    expect(await failure(() => link("error"))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/paths/0",
      details: { errno: "EEXIST", path: join(root, "there") },
    });
  });

  test("is never a folder that is replaced, nor a link that is followed", async () => {
    for (const path of ["a", "there/x", "link/x"]) {
      const error = await failure(() => tree.link(root, ["new", path], ["x", "x"]));
      expect(error, path).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/paths/1" });
    }
    expect((await tree.walk(root)).paths).toEqual(["a/cli.js", "link", "new", "there"]);
  });
});

describe("what cannot be linked", () => {
  test.each<[string, string, () => unknown]>([
    ["INVALID_VALUE", "/targets", () => tree.link(root, ["x", "y"], ["a"])],
    ["INVALID_VALUE", "/paths/1", () => tree.link(root, ["x", "../y"], ["a", "a"])],
    ["INVALID_VALUE", "/paths/0", () => tree.link(root, ["/x"], ["a"])],
    ["INVALID_VALUE", "/paths/0", () => tree.link(root, [""], ["a"])],
    ["INVALID_VALUE", "/targets/1", () => tree.link(root, ["x", "y"], ["a", ""])],
    ["INVALID_VALUE", "/targets/0", () => tree.link(root, ["x"], ["../a"], { executable: true })],
    ["INVALID_VALUE", "/overwrite", () => tree.link(root, [], [], { overwrite: "x" as never })],
    ["INVALID_TYPE", "/targets/0", () => tree.link(root, ["x"], [1 as never])],
    ["MISSING_ARG", "/targets", () => (tree.link as (...args: unknown[]) => unknown)(root, [])],
    ["IO", "/targets/0", () => tree.link(root, ["x"], ["missing"], { executable: true })],
    ["IO", "/targets/0", () => tree.link(root, ["x"], ["a"], { executable: true })],
    ["IO", "/root", () => tree.link(join(root, "there"), ["x"], ["a"])],
  ])("is ERR_PINTLE_%s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({
      code: `ERR_PINTLE_${code}`,
      pointer,
      command: "tree.link",
    });
    expect((await tree.walk(root)).paths).toEqual(["a/cli.js", "there"]);
  });
});
