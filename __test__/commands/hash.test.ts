import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Algorithm, hash } from "../../index.ts";
import { failure } from "../failure.ts";
import blake3 from "../fixtures/vectors/blake3.json" with { type: "json" };
import nist from "../fixtures/vectors/nist.json" with { type: "json" };
import rfc1321 from "../fixtures/vectors/rfc1321.json" with { type: "json" };

/** Those that node:crypto has, too. */
const others = ["sha256", "sha384", "sha512", "sha1", "md5"] as const;

const utf8 = (text: string) => new TextEncoder().encode(text);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-hash-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file in the folder of the test, and returns its path. */
function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("hash.bytes", () => {
  test.each(blake3.cases)("agrees with BLAKE3's own vector of $input_len bytes", (vector) => {
    const input = Uint8Array.from({ length: vector.input_len }, (_, index) => index % 251);
    expect(hash.bytes(input)).toBe(vector.hash);
  });

  test("uses BLAKE3 and hexadecimal digits when nothing is said", () => {
    const digest = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85";
    expect(hash.bytes(utf8("abc"))).toBe(digest);
    expect(hash.bytes(utf8("abc"), { algorithm: "blake3", encoding: "hex" })).toBe(digest);
  });

  test.each([...nist.cases, ...rfc1321.cases])(
    "agrees with the example of $algorithm for $times times $text",
    ({ algorithm, text, times, hash: digest }) => {
      const data = utf8(text.repeat(times));
      expect(hash.bytes(data, { algorithm: algorithm as Algorithm })).toBe(digest);
    },
  );

  test("agrees with node:crypto on any data, in each encoding", () => {
    const algorithm = fc.constantFrom(...others);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), algorithm, (data, algorithm) => {
        const digest = createHash(algorithm).update(data).digest();
        const found = (encoding: "hex" | "base64" | "sri") =>
          hash.bytes(data, { algorithm, encoding });
        expect(found("hex")).toBe(digest.toString("hex"));
        expect(found("base64")).toBe(digest.toString("base64"));
        if (algorithm !== "md5" && algorithm !== "sha1") {
          // https://www.w3.org/TR/SRI: the algorithm, a dash, base64.
          expect(found("sri")).toBe(`${algorithm}-${digest.toString("base64")}`);
        }
      }),
    );
  });

  test("sees only the part of the memory that the array is a view of", () => {
    const memory = utf8("xabcx");
    expect(hash.bytes(memory.subarray(1, 4))).toBe(hash.bytes(utf8("abc")));
  });

  test.each(["blake3", "sha1", "md5"] as const)("does not write %s as SRI", async (algorithm) => {
    const error = await failure(() => hash.bytes(utf8(""), { algorithm, encoding: "sri" }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/encoding" });
  });

  test.each([
    [
      "ERR_PINTLE_INVALID_VALUE",
      "/algorithm",
      () => hash.bytes(utf8(""), { algorithm: "sha-1" as never }),
    ],
    ["ERR_PINTLE_INVALID_TYPE", "/data", () => hash.bytes("text" as never)],
    ["ERR_PINTLE_UNKNOWN_ARG", "/algo", () => hash.bytes(utf8(""), { algo: "sha256" } as never)],
  ])("throws %s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({ code, pointer, command: "hash.bytes" });
  });
});

describe("hash.file", () => {
  test("agrees with node:crypto, around the size of one read, and of reading ahead", async () => {
    const mib = 2 ** 20;
    for (const size of [0, 1, mib - 1, mib, mib + 1, 4 * mib - 1, 4 * mib, 5 * mib + 1]) {
      const data = randomBytes(size);
      const path = write("data", data);
      for (const algorithm of others) {
        const digest = createHash(algorithm).update(data).digest("hex");
        expect(await hash.file(path, { algorithm })).toBe(digest);
        expect(hash.fileSync(path, { algorithm })).toBe(digest);
      }
      expect(await hash.file(path)).toBe(hash.bytes(data));
    }
  });

  test("follows links", async () => {
    write("file", "content");
    symlinkSync("file", join(folder, "link"));
    expect(await hash.file(join(folder, "link"))).toBe(hash.bytes(utf8("content")));
  });

  test.each([
    ["no file", "missing", "ENOENT"],
    ["a folder", ".", "EISDIR"],
  ])("rejects %s", async (_what, name, errno) => {
    const path = join(folder, name);
    const error = await failure(() => hash.file(path));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_IO",
      command: "hash.file",
      pointer: "/path",
      details: { path, errno },
    });
  });
});

describe("hash.files", () => {
  test("returns a digest for each path, in order, and one of all", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `file ${index}`);
    const digests = names.map((name) => createHash("sha256").update(name).digest());
    for (const name of names) {
      write(name, name);
    }
    const found = await hash.files(names, { root: folder, algorithm: "sha256" });
    expect(found).toEqual({
      digests: digests.map((digest) => digest.toString("hex")),
      digest: createHash("sha256").update(Buffer.concat(digests)).digest("hex"),
      count: 50,
      bytes: names.join("").length,
    });
    expect(hash.filesSync(names, { root: folder, algorithm: "sha256" })).toEqual(found);
    expect((await hash.files([...names].reverse(), { root: folder })).digest).not.toBe(
      (await hash.files(names, { root: folder })).digest,
    );
  });

  test("of nothing is the hash of nothing", async () => {
    expect(await hash.files([])).toEqual({
      digests: [],
      digest: hash.bytes(utf8("")),
      count: 0,
      bytes: 0,
    });
  });

  test("points to the first path that cannot be read", async () => {
    write("there", "");
    const error = await failure(() => hash.files(["there", "gone", "lost"], { root: folder }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/paths/1" });
  });

  test("ends when its signal aborts", async () => {
    const path = write("large", new Uint8Array(4_000_000));
    const abort = new AbortController();
    const reason = new Error("enough");
    const paths = Array.from({ length: 500 }, () => path);
    const error = await failure(() =>
      hash.files(paths, { signal: abort.signal, onProgress: () => abort.abort(reason) }),
    );
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(error.cause).toBe(reason);
  });
});
