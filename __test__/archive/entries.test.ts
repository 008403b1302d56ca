import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArchivedEntry, archive } from "../../index.ts";
import { failure } from "../failure.ts";
import { all } from "../streams/all.ts";

const kinds = ["file", "directory", "symlink", "other", "hardLink", "label"] as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-listed-"));
  const script = `
    mkdir -p in/sub && cd in
    for n in $(seq 1500); do echo $n > sub/$n; done
    ln -s sub/1 link; ln sub/2 again; mkfifo pipe; chmod 640 sub/3; touch -d @1.5 sub/4
    tar -cf ../a.tar . && tar -czf ../a.tar.gz . && tar --zstd -cf ../a.tar.zst .`;
  execFileSync("sh", ["-ec", script], { cwd: folder });
  archive.createSync(join(folder, "in"), join(folder, "a.zip"), { kinds: ["file", "symlink"] });
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(["a.tar", "a.tar.gz", "a.tar.zst", "a.zip"])("archive.entries of %s", (name) => {
  test("returns what archive.list returns, in its order", async () => {
    const path = join(folder, name);
    const listed = await archive.list(path);
    const expected = listed.paths.map(
      (path, index): ArchivedEntry => ({
        path,
        kind: kinds[listed.kinds[index] ?? 0] ?? "other",
        size: listed.sizes[index] ?? 0,
        mode: listed.modes[index] ?? 0,
        mtimeMs: listed.mtimesMs[index] ?? 0,
        linkTarget: listed.linkTargets[index] ?? "",
      }),
    );
    const entries = await all(archive.entries(path));
    expect(entries.length).toBeGreaterThan(1500);
    expect(entries).toEqual(expected);
    expect(archive.entriesSync(path)).toEqual(expected);
  });

  test("ends when the loop is left", async () => {
    for await (const { path } of archive.entries(join(folder, name))) {
      expect(path).not.toBe("");
      break;
    }
  });
});

test("archive.entries returns the names that tar lists", async () => {
  const path = join(folder, "a.tar");
  const names = execFileSync("tar", ["-tf", path], { encoding: "utf8" }).trimEnd().split("\n");
  const entries = await all(archive.entries(path));
  const named = entries.map(({ path, kind }) => (kind === "directory" ? `${path}/` : path));
  expect(named.map((name) => name.replace(/\/+$/, "/"))).toEqual(names);
});

test("what is wrong with an archive comes after the entries before it", async () => {
  const path = join(folder, "cut.tar");
  execFileSync("sh", ["-c", `head -c 600000 a.tar > ${path}`], { cwd: folder });
  const before: string[] = [];
  const error = await failure(async () => {
    for await (const entry of archive.entries(path)) {
      before.push(entry.path);
    }
  });
  const twin = await failure(() => archive.list(path));
  expect([error.code, error.pointer]).toEqual([twin.code, twin.pointer]);
  expect(before.length).toBeGreaterThan(100);
  const whole = archive.listSync(join(folder, "a.tar")).paths;
  expect(before).toEqual(whole.slice(0, before.length));
});

test("archive.entries fails as archive.list does", async () => {
  writeFileSync(join(folder, "none"), "no archive\n");
  for (const [name, options] of [
    ["none", {}],
    ["absent", {}],
    ["a.tar", { maxEntries: 10 }],
    ["a.tar", { maxBytes: 10 }],
    ["a.tar", { format: "zip" }],
  ] as const) {
    const path = join(folder, name);
    const error = await failure(() => all(archive.entries(path, options)));
    const twin = await failure(() => archive.list(path, options));
    expect([error.code, error.pointer, error.message.replace("entries", "list")]).toEqual([
      twin.code,
      twin.pointer,
      twin.message,
    ]);
  }
});
