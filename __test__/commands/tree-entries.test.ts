import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EntriesOptions, native, plan, type TreeEntry, tree } from "../../index.ts";
import { failure } from "../failure.ts";
import { all } from "../streams/all.ts";

const kinds = ["file", "directory", "symlink", "other"] as const;
const letters: Readonly<Record<string, (typeof kinds)[number]>> = {
  f: "file",
  d: "directory",
  l: "symlink",
  p: "other",
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-entries-"));
  for (let folder = 0; folder < 40; folder++) {
    const path = join(root, `folder ${folder}`, "žluť");
    mkdirSync(path, { recursive: true });
    for (let file = 0; file < 25; file++) {
      writeFileSync(join(path, `${file}.${file % 2 === 0 ? "txt" : "log"}`), "x".repeat(file));
    }
    symlinkSync("0.txt", join(path, "link"));
  }
  // More than one thread gets at a time.
  mkdirSync(join(root, "wide"));
  for (let file = 0; file < 1500; file++) {
    writeFileSync(join(root, "wide", `${file}`), "");
  }
  execFileSync("mkfifo", [join(root, "pipe")]);
  writeFileSync(join(root, ".gitignore"), "*.log\nwide\n");
  execFileSync("git", ["init", "--quiet", root]);
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function byPath(entries: readonly TreeEntry[]): TreeEntry[] {
  return [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

describe("tree.entries", () => {
  test("finds what find finds, with sizes and times", async () => {
    const format = "%P\\t%y\\t%s\\t%T@\\n";
    const lines = execFileSync("find", [root, "-mindepth", "1", "-printf", format], {
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    const expected = lines
      .trimEnd()
      .split("\n")
      .map((line): TreeEntry => {
        const [path = "", kind = "", size, mtime] = line.split("\t");
        return {
          path,
          kind: letters[kind] ?? "other",
          size: Number(size),
          mtimeMs: expect.closeTo(Number(mtime) * 1000, 1),
          errorCode: null,
          errorMessage: null,
        };
      });
    const entries = await all(tree.entries(root, { kinds: [...kinds], stat: true }));
    expect(entries.length).toBeGreaterThan(2500);
    expect(byPath(entries)).toEqual(byPath(expected));
  });

  test("leaves out what git leaves out", async () => {
    const args = ["ls-files", "-z", "--others", "--exclude-standard"];
    const listed = execFileSync("git", args, { cwd: root, encoding: "utf8" });
    const entries = await all(tree.entries(root, { gitignore: true, kinds: ["file", "symlink"] }));
    expect(byPath(entries).map(({ path }) => path)).toEqual(
      listed
        .split("\0")
        .filter(Boolean)
        .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
  });

  const options: readonly EntriesOptions[] = [
    {},
    { stat: true },
    { kinds: [] },
    { kinds: [...kinds], maxDepth: 2 },
    { glob: ["**/*.txt"], exclude: ["folder 1*"], stat: true },
    { followSymlinks: true, skipHidden: true },
    { minSize: 3, maxSize: 9, gitignore: true },
  ];
  test.each(options)("returns what tree.walk returns with %j", async (options) => {
    const walk = await tree.walk(root, options);
    const expected = walk.paths.map(
      (path, index): TreeEntry => ({
        path,
        kind: kinds[walk.kinds[index] ?? 0] ?? null,
        size: walk.sizes?.[index] ?? null,
        mtimeMs: walk.mtimesMs?.[index] ?? null,
        errorCode: null,
        errorMessage: null,
      }),
    );
    expect(byPath(await all(tree.entries(root, options)))).toEqual(expected);
    expect(byPath(tree.entriesSync(root, options))).toEqual(expected);
  });

  test("what cannot be read is an item", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pintle-entries-"));
    symlinkSync(".", join(folder, "circle"));
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff)]), "");
    writeFileSync(join(folder, "file"), "");
    const { errors, paths } = await tree.walk(folder, { followSymlinks: true });
    const entries = byPath(await all(tree.entries(folder, { followSymlinks: true })));
    const failed = entries.filter(({ errorCode }) => errorCode !== null);
    expect(failed).toHaveLength(2);
    expect(
      failed.map(({ path, errorCode, errorMessage }) => [path, errorCode, errorMessage]),
    ).toEqual(errors.map(({ path, code, message }) => [path, code, message]));
    expect(failed.map(({ kind, size }) => [kind, size])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(entries.flatMap(({ path, kind }) => (kind === null ? [] : [path]))).toEqual(paths);
    rmSync(folder, { recursive: true });
  });

  test("its batches are columns", async () => {
    let count = 0;
    for await (const { path, kind, size } of tree.entries(root, { stat: true }).batches()) {
      expect([kind.length, size.length]).toEqual([path.length, path.length]);
      count += path.length;
    }
    expect(count).toBe(tree.walkSync(root).count);
  });

  test("fails as tree.walk does", async () => {
    for (const [at, options] of [
      [join(root, "absent"), {}],
      [root, { glob: ["["] }],
      [root, { ignoreFiles: ["a/b"] }],
      [root, { sorted: true }],
    ] as const) {
      const error = await failure(() => tree.entries(at, options as EntriesOptions).next());
      const { sorted: _, ...known } = options as { sorted?: boolean };
      if ("sorted" in options) {
        expect(error).toMatchObject({ code: "ERR_PINTLE_UNKNOWN_ARG", pointer: "/sorted" });
        continue;
      }
      const twin = await failure(() => tree.walk(at, known));
      expect([error.code, error.pointer]).toEqual([twin.code, twin.pointer]);
    }
  });

  test.runIf(process.platform === "linux")("closes its folders when the loop is left", async () => {
    const open = () =>
      readdirSync("/proc/self/fd").flatMap((name) => {
        try {
          return [readlinkSync(`/proc/self/fd/${name}`)];
        } catch {
          return []; // That of the list itself.
        }
      });
    for (let round = 0; round < 20; round++) {
      for await (const { path } of tree.entries(root, { kinds: [...kinds], stat: true })) {
        expect(path).not.toBe("");
        // However far it is ahead, it holds a few folders of each level per thread.
        expect(open().filter((path) => path.startsWith(root)).length).toBeLessThan(100);
        break;
      }
      expect(open().filter((path) => path.startsWith(root))).toEqual([]);
    }
  });

  test("waits for a slow consumer, and ends with the signal", async () => {
    const controller = new AbortController();
    const entries = tree.entries("/", { kinds: [...kinds], signal: controller.signal });
    const first = await entries.next();
    expect(first.done).toBe(false);
    controller.abort("enough");
    const error = await failure(async () => {
      for await (const _ of entries) {
        // What had come before.
      }
    });
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "enough" });
  });

  test("feeds a forEach", async () => {
    const files = { glob: ["folder */**/*.txt"] };
    const sums = plan((p, { root }: { root: string }) => ({
      sums: p.each(p.tree.entries(root, files), (entry) => ({
        path: entry.path,
        sum: p.hash.files([entry.path], { root, algorithm: "sha256" }).digests[0],
      })),
    }));
    const { sums: found } = await sums.run({ root });
    const expected = execFileSync(
      "sh",
      ["-c", "find . -path './folder *.txt' -exec sha256sum {} +"],
      { cwd: root, encoding: "utf8" },
    );
    const lines = found.map(({ path, sum }) => `${sum}  ./${path}`);
    expect(lines.sort()).toEqual(expected.trimEnd().split("\n").sort());
  });

  test("by name it is a list", async () => {
    const list = (await native().call("tree.entries", { root })) as TreeEntry[];
    expect(byPath(list)).toEqual(byPath(tree.entriesSync(root)));
  });
});

test.runIf(process.getuid?.() !== 0)("a folder that may not be read is an item", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pintle-entries-"));
  mkdirSync(join(folder, "closed"));
  chmodSync(join(folder, "closed"), 0);
  expect(await all(tree.entries(folder))).toMatchObject([
    { path: "closed", kind: null, errorCode: "ERR_PINTLE_IO" },
  ]);
  chmodSync(join(folder, "closed"), 0o700);
  rmSync(folder, { recursive: true });
});
