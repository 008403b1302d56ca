import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hash } from "../../index.ts";
import { failure } from "../failure.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-hash-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file in the folder of the test, and gives its path. */
function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("hash.bytes", () => {
  // test_vectors.json of the BLAKE3 project: the first 32 bytes of each output.
  test.each([
    [0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"],
    [1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"],
    [1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"],
    [1025, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"],
    [2049, "5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030"],
    [7169, "a003fc7a51754a9b3c7fae0367ab3d782dccf28855a03d435f8cfe74605e7817"],
    [102_400, "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"],
  ])("agrees with BLAKE3's own vector of %d bytes", (length, digest) => {
    const input = Uint8Array.from({ length }, (_, index) => index % 251);
    expect(hash.bytes(input)).toBe(digest);
  });

  test("uses BLAKE3 and hexadecimal digits when nothing is said", () => {
    const digest = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85";
    expect(hash.bytes(utf8("abc"))).toBe(digest);
    expect(hash.bytes(utf8("abc"), { algorithm: "blake3", encoding: "hex" })).toBe(digest);
  });

  // The examples of FIPS 180-4.
  const long = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn";
  test.each([
    ["sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "sha256",
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    [
      "sha512",
      "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ],
    [
      "sha512",
      `${long}hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu`,
      "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
    ],
  ] as const)("agrees with the example of %s for %s", (algorithm, text, digest) => {
    expect(hash.bytes(utf8(text), { algorithm })).toBe(digest);
  });

  test("agrees with node:crypto on any data, in each encoding", () => {
    const algorithm = fc.constantFrom("sha256" as const, "sha512" as const);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), algorithm, (data, algorithm) => {
        const digest = createHash(algorithm).update(data).digest();
        const found = (encoding: "hex" | "base64" | "sri") =>
          hash.bytes(data, { algorithm, encoding });
        expect(found("hex")).toBe(digest.toString("hex"));
        expect(found("base64")).toBe(digest.toString("base64"));
        // https://www.w3.org/TR/SRI: the algorithm, a dash, base64.
        expect(found("sri")).toBe(`${algorithm}-${digest.toString("base64")}`);
      }),
    );
  });

  test("sees only the part of the memory that the array is a view of", () => {
    const memory = utf8("xabcx");
    expect(hash.bytes(memory.subarray(1, 4))).toBe(hash.bytes(utf8("abc")));
  });

  test.each([
    ["ERR_PINTLE_INVALID_VALUE", "/encoding", () => hash.bytes(utf8(""), { encoding: "sri" })],
    [
      "ERR_PINTLE_INVALID_VALUE",
      "/algorithm",
      () => hash.bytes(utf8(""), { algorithm: "md5" as never }),
    ],
    ["ERR_PINTLE_INVALID_TYPE", "/data", () => hash.bytes("text" as never)],
    ["ERR_PINTLE_UNKNOWN_ARG", "/algo", () => hash.bytes(utf8(""), { algo: "sha256" } as never)],
  ])("throws %s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({ code, pointer, command: "hash.bytes" });
  });
});

describe("hash.file", () => {
  test("agrees with node:crypto, around the size that is read at once", async () => {
    for (const size of [0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3_000_000]) {
      const data = randomBytes(size);
      const path = write("data", data);
      for (const algorithm of ["sha256", "sha512"] as const) {
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
  test("gives a digest for each path, in their order, and one of all", async () => {
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
