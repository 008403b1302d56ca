import { linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callers } from "../policy/callers.ts";
import { describeTree, ground, tool, useGround } from "./trees.ts";

useGround();

/** A root that may be written, one that may be read, and what is in neither. */
function prepare(): string {
  for (const name of ["work", "read", "outside"]) {
    mkdirSync(join(ground.path, name));
    writeFileSync(join(ground.path, name, "file"), name);
    tool("tar", ["-cf", `${name}/a.tar`, "-C", name, "file"]);
  }
  symlinkSync("../outside", join(ground.path, "work/link"));
  mkdirSync(join(ground.path, "work/hard"));
  linkSync(join(ground.path, "outside/file"), join(ground.path, "work/hard/file"));
  const policy = {
    version: 1,
    roots: {
      work: { path: join(ground.path, "work"), access: "write" },
      read: { path: join(ground.path, "read"), access: "read" },
    },
    commands: {
      "archive.extract": { archive: { under: "work" }, into: { under: "work" } },
      "archive.create": { root: { under: "work" }, archive: { under: "work" } },
      "archive.list": { archive: { under: "read" } },
      "archive.extractBytes": { into: { under: "read" } },
    },
  };
  const path = join(ground.path, "policy.json");
  writeFileSync(path, JSON.stringify(policy));
  return path;
}

test.each(Object.keys(callers))("a policy keeps archives in its roots, for a %s", async (kind) => {
  const caller = callers[kind]?.(prepare());
  const at = (path: string) => join(ground.path, path);
  const before = describeTree(at("outside"));
  const code = async (method: string, params: object) =>
    (await caller?.call(`archive.${method}`, params))?.error?.code ?? "ok";
  const denied = "ERR_PINTLE_DENIED";
  const archive = at("work/a.tar");
  try {
    expect(await code("extract", { archive, into: at("work/new/deep") })).toBe("ok");
    expect(await code("extract", { archive, into: at("work"), overwrite: "always" })).toBe("ok");
    expect(await code("create", { root: at("work/new"), archive: at("work/b.zip") })).toBe("ok");
    expect(await code("list", { archive: at("read/a.tar") })).toBe("ok");
    for (const into of [
      "outside",
      "outside/new",
      "work/link",
      "work/link/new",
      "work/../outside",
    ]) {
      expect(await code("extract", { archive, into: at(into) })).toBe(denied);
      expect(await code("create", { root: at("work/new"), archive: `${at(into)}/b.tar` })).toBe(
        denied,
      );
      expect(await code("create", { root: at(into), archive: at("work/c.tar") })).toBe(denied);
    }
    for (const from of ["outside/a.tar", "work/link/a.tar"]) {
      expect(await code("extract", { archive: at(from), into: at("work/x") })).toBe(denied);
    }
    // A file with another name may be one from outside.
    const hard = { root: at("work/hard"), archive: at("work/c.tar") };
    expect(await code("create", hard)).toBe(denied);
    const data = Buffer.from("no archive").toString("base64");
    expect(await code("extractBytes", { data, into: at("read/x") })).not.toBe("ok");
    expect(await code("createBytes", { root: at("work") })).toBe(denied);
    expect(describeTree(at("outside"))).toEqual(before);
    expect(readdirSync(at("read")).sort()).toEqual(["a.tar", "file"]);
    expect(readdirSync(at("work/new/deep"))).toEqual(["file"]);
  } finally {
    await caller?.close();
  }
});
