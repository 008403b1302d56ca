import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hash, PintleError } from "../../index.ts";
import { failure } from "../failure.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-fingerprint-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Plants files, in the order given. */
function plant(root: string, files: readonly (readonly [path: string, content: string])[]): string {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const files = [
  ["a", "one"],
  ["b/c", "two"],
  ["b.txt", ""],
  ["ü/日本", "three"],
  [".hidden", "four"],
] as const;

const fingerprint = async (root: string) => (await hash.tree(root)).digest;

/** A length as the documentation of `hash.tree` has it: 64 bits, little-endian. */
function length(bytes: Buffer): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(bytes.length));
  return buffer;
}

test("hash.tree is what its documentation says", async () => {
  plant(folder, files);
  symlinkSync("../nowhere", join(folder, "b", "link"));
  const sha256 = (data: string) => createHash("sha256").update(data).digest();
  const entries = [
    ...files.map(([path, content]) => ({ path, kind: 0, rest: [sha256(content)] })),
    {
      path: "b/link",
      kind: 2,
      rest: [length(Buffer.from("../nowhere")), Buffer.from("../nowhere")],
    },
  ];
  const expected = createHash("sha256").update("pintle-tree-1\0");
  for (const { path, kind, rest } of entries.sort((one, other) =>
    Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)),
  )) {
    const name = Buffer.from(path);
    for (const part of [Buffer.of(kind), length(name), name, ...rest]) {
      expected.update(part);
    }
  }
  expect(await hash.tree(folder, { algorithm: "sha256" })).toEqual({
    digest: expected.digest("hex"),
    count: 6,
    bytes: "onetwothreefour".length,
  });
});

describe("hash.tree does not change with", () => {
  test("the order in which files were made", async () => {
    const one = plant(join(folder, "one"), files);
    const other = plant(join(folder, "other"), [...files].reverse());
    expect(await fingerprint(one)).toBe(await fingerprint(other));
    expect(hash.treeSync(one)).toEqual(await hash.tree(other));
  });

  test("times, permissions and empty folders", async () => {
    plant(folder, files);
    const before = await fingerprint(folder);
    utimesSync(join(folder, "a"), 1, 1);
    chmodSync(join(folder, "a"), 0o400);
    mkdirSync(join(folder, "empty", "folders"), { recursive: true });
    expect(await fingerprint(folder)).toBe(before);
  });
});

describe("hash.tree changes with", () => {
  test.each<[string, () => void]>([
    ["a byte", () => writeFileSync(join(folder, "a"), "onf")],
    ["a name", () => renameSync(join(folder, "a"), join(folder, "A"))],
    ["a place", () => renameSync(join(folder, "a"), join(folder, "b", "a"))],
    ["a file more", () => writeFileSync(join(folder, "more"), "")],
    ["a file less", () => rmSync(join(folder, "b.txt"))],
    ["a link more", () => symlinkSync("a", join(folder, "link"))],
    [
      "a link in place of the file that it leads to",
      () => {
        rmSync(join(folder, "b", "c"));
        writeFileSync(join(folder, "a"), "two");
        symlinkSync("../a", join(folder, "b", "c"));
      },
    ],
    [
      "contents that change places",
      () => {
        writeFileSync(join(folder, "a"), "two");
        writeFileSync(join(folder, "b", "c"), "one");
      },
    ],
  ])("%s", async (_what, change) => {
    plant(folder, files);
    const before = await fingerprint(folder);
    change();
    expect(await fingerprint(folder)).not.toBe(before);
  });
});

test("hash.tree leaves out what git ignores, when asked to", async () => {
  const clean = plant(join(folder, "clean"), [[".gitignore", "*.log\n"], ...files]);
  const built = plant(join(folder, "built"), [[".gitignore", "*.log\n"], ["x.log", ""], ...files]);
  expect(await fingerprint(built)).not.toBe(await fingerprint(clean));
  const options = { gitignore: true };
  expect(await hash.tree(built, options)).toEqual(await hash.tree(clean, options));
});

test("hash.tree of what is not there is an error at the root", async () => {
  const error = await hash.tree(join(folder, "missing")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PintleError);
  expect(error).toMatchObject({ code: "ERR_PINTLE_IO", command: "hash.tree", pointer: "/root" });
});

// Other systems refuse such names.
test.runIf(process.platform === "linux")(
  "hash.tree replaces no name that is not UTF-8",
  async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/f`), Buffer.from([0xff])]), "");
    expect(await failure(() => hash.tree(folder))).toMatchObject({
      code: "ERR_PINTLE_NOT_UTF8",
      pointer: "/root",
    });
  },
);
