import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { checkData } from "ssri";
import { describe, expect, test } from "vitest";
import { hash, plan } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const names = ["sha1", "sha256", "sha384", "sha512"] as const;

/** An integrity string of one hash. */
function sri(text: string, algorithm: string = "sha512"): string {
  return `${algorithm}-${createHash(algorithm).update(text).digest("base64")}`;
}

/** A folder with files that hold their names. */
function filesOf(...files: string[]): string {
  const folder = testFolder();
  for (const name of files) {
    writeFileSync(join(folder, name), name);
  }
  return folder;
}

describe("hash.checkBytes", () => {
  test("says what ssri says, of any hashes together", async () => {
    // Right or wrong hashes of several algorithms, and some that nobody here knows.
    const part = fc.oneof(
      fc.tuple(fc.constantFrom(...names), fc.constantFrom("data", "other", "third")),
      fc.constant(["unknown", ""] as const),
    );
    const strings = fc
      .array(part, { minLength: 1, maxLength: 5 })
      .map((parts) =>
        parts.map(([name, text]) => (name === "unknown" ? "sha3-AAAA" : sri(text, name))).join(" "),
      );
    await fc.assert(
      fc.asyncProperty(strings, async (integrity) => {
        const theirs = checkData(Buffer.from("data"), integrity);
        if (theirs) {
          expect(hash.checkBytes(utf8("data"), integrity)).toBe(String(theirs));
        } else {
          const error = await failure(() => hash.checkBytes(utf8("data"), integrity));
          const known = integrity.split(" ").some((part) => !part.startsWith("sha3-"));
          expect(error.code).toBe(known ? "ERR_PINTLE_INTEGRITY" : "ERR_PINTLE_INVALID_VALUE");
        }
      }),
    );
  });

  test("names what was expected and what is there", async () => {
    const expected = [sri("one"), sri("two")];
    const error = await failure(() => hash.checkBytes(utf8("three"), expected.join("\n")));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INTEGRITY",
      command: "hash.checkBytes",
      pointer: "/data",
      details: { path: null, expected, actual: sri("three") },
    });
  });

  test("passes over options", () => {
    expect(hash.checkBytes(utf8("a"), `${sri("a")}?ct=text/plain`)).toBe(sri("a"));
  });

  test.each([
    ["nothing", ""],
    ["no dash", "sha512"],
    ["an algorithm that collides at will", sri("a", "md5")],
    ["no base64", "sha512-$$$$"],
    ["base64 without its padding", sri("a").replace(/=+$/, "")],
    ["too few bytes", "sha512-AAAA"],
    ["a faulty hash beside a right one", `sha1-AAAA ${sri("a")}`],
  ])("refuses a string with %s", async (_what, integrity) => {
    const error = await failure(() => hash.checkBytes(utf8("a"), integrity));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/integrity" });
  });
});

test("hash.checkFile returns the hash of the file", async () => {
  const path = join(filesOf("a"), "a");
  expect(await hash.checkFile(path, `${sri("a")} ${sri("b", "sha1")}`)).toBe(sri("a"));
  expect(hash.checkFileSync(path, sri("a", "sha1"))).toBe(sri("a", "sha1"));
  expect(await failure(() => hash.checkFile(path, sri("b")))).toMatchObject({
    code: "ERR_PINTLE_INTEGRITY",
    pointer: "/path",
    details: { path, expected: [sri("b")], actual: sri("a") },
  });
});

describe("hash.checkFiles", () => {
  test("returns the hash of each file, each by its own algorithm", async () => {
    const root = filesOf("a", "bb", "ccc");
    const integrities = [
      sri("a"),
      sri("bb", "sha1"),
      `${sri("x", "sha1")} ${sri("ccc", "sha256")}`,
    ];
    expect(await hash.checkFiles(["a", "bb", "ccc"], integrities, { root })).toEqual({
      integrities: [sri("a"), sri("bb", "sha1"), sri("ccc", "sha256")],
      count: 3,
      bytes: 6,
    });
  });

  test("points to the first file that differs", async () => {
    const root = filesOf("a", "b", "c");
    const error = await failure(() =>
      hash.checkFiles(["a", "b", "c"], [sri("a"), sri("c"), sri("b")], { root }),
    );
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INTEGRITY",
      pointer: "/paths/1",
      details: { path: "b", expected: [sri("c")], actual: sri("b") },
    });
  });

  test.each([
    ["ERR_PINTLE_INVALID_VALUE", "/integrities", ["a"], []],
    ["ERR_PINTLE_INVALID_VALUE", "/integrities/1", ["a", "b"], [sri("a"), "sha512-"]],
    ["ERR_PINTLE_IO", "/paths/1", ["a", "gone"], [sri("a"), sri("a")]],
  ])("rejects with %s at %s", async (code, pointer, paths, integrities) => {
    const root = filesOf("a", "b");
    const error = await failure(() => hash.checkFiles(paths, integrities, { root }));
    expect(error).toMatchObject({ code, pointer });
  });

  test("is a step of a plan, with columns for input", async () => {
    const root = filesOf("one", "two");
    const verify = plan((p, input: { root: string; integrities: string[] }) => {
      const found = p.tree.walk(input.root);
      return p.hash.checkFiles(found.paths, input.integrities, { root: input.root }).count;
    });
    expect(await verify.run({ root, integrities: [sri("one"), sri("two")] })).toBe(2);
    const error = await failure(() => verify.run({ root, integrities: [sri("one"), sri("one")] }));
    expect(error.code).toBe("ERR_PINTLE_INTEGRITY");
  });
});
