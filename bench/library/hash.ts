import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBLAKE3 } from "hash-wasm";
import { type Algorithm, hash } from "pintle";
import { checkData } from "ssri";
import type { Row } from "../harness/compare.ts";
import { files, folder } from "../harness/fixtures.ts";
import { repeat, repeatAwaited } from "../harness/repeat.ts";

const MiB = 2 ** 20;
const root = folder();
const huge = write("huge", 1024 * MiB);
const large = write("large", 256 * MiB);
const small = write("small", 64 * 1024);
const many = files(folder(), 200, 64 * 1024);

/** A file whose megabytes differ. */
function write(name: string, size: number): string {
  const path = join(root, name);
  const file = openSync(path, "w");
  const chunk = Buffer.alloc(Math.min(size, MiB));
  for (let written = 0; written < size; written += chunk.length) {
    chunk.fill(`${written} and so on, `);
    writeSync(file, chunk);
  }
  closeSync(file);
  return path;
}

/** hash-wasm takes data in memory, so it reads a file in parts, as its documentation shows. */
async function wasm(path: string): Promise<string> {
  const hasher = await createBLAKE3();
  const file = openSync(path, "r");
  const chunk = Buffer.alloc(MiB);
  for (let length = 1; length > 0; ) {
    length = readSync(file, chunk, 0, chunk.length, null);
    hasher.update(chunk.subarray(0, length));
  }
  closeSync(file);
  return hasher.digest();
}

const whole = (algorithm: string) => (path: string) =>
  createHash(algorithm).update(readFileSync(path)).digest("hex");

async function stream(path: string, algorithm: string): Promise<string> {
  const hasher = createHash(algorithm);
  await pipeline(createReadStream(path), hasher);
  return hasher.digest("hex");
}

function against(algorithm: Exclude<Algorithm, "blake3">, what: string, path: string): Row {
  return {
    name: `${algorithm} of ${what}`,
    ours: repeatAwaited(() => hash.file(path, { algorithm })),
    theirs: {
      "readFileSync, node:crypto": repeat(whole(algorithm), path),
      "stream, node:crypto": repeatAwaited(() => stream(path, algorithm)),
    },
    // Awaiting a promise cannot win against reading a small file synchronously.
    atMost: { "stream, node:crypto": 1, ...(path === large && { "readFileSync, node:crypto": 1 }) },
  };
}

const integrities = many.map((path) => {
  const digest = createHash("sha512").update(readFileSync(path)).digest("base64");
  return `sha512-${digest}`;
});

/** As pacote, npm's reader of packages, checks a tarball that it has in its cache. */
async function checkedBySsri(): Promise<number> {
  const checked = many.map((path, i) => checkData(readFileSync(path), integrities[i] ?? ""));
  return checked.filter(Boolean).length;
}

export const rows: readonly Row[] = [
  {
    name: "blake3 of 1 GiB",
    ours: repeatAwaited(() => hash.file(huge)),
    theirs: { "hash-wasm": repeatAwaited(() => wasm(huge)) },
    atMost: { "hash-wasm": 0.2 },
  },
  {
    name: "blake3 of 64 KiB",
    ours: repeatAwaited(() => hash.file(small)),
    theirs: { "hash-wasm": repeatAwaited(() => wasm(small)) },
    atMost: { "hash-wasm": 1 },
  },
  ...(["sha512", "sha256", "sha1", "md5"] as const).map((name) => against(name, "256 MiB", large)),
  against("sha512", "64 KiB", small),
  {
    name: "200 files of 64 KiB against their integrity strings",
    ours: repeatAwaited(async () => (await hash.checkFiles(many, integrities)).count),
    theirs: { ssri: repeatAwaited(checkedBySsri) },
    atMost: { ssri: 0.7 },
  },
];
