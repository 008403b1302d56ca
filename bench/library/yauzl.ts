import { createWriteStream } from "node:fs";
import { mkdir, symlink, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import yauzl, { type Entry, type ZipFile } from "yauzl";

const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);

/** Extracts a zip archive as programs do that are written with yauzl, which only reads. */
export async function unzip(path: string, into: string): Promise<void> {
  const zip = await open(path, { lazyEntries: true });
  const ended = new Promise<void>((resolve, reject) => {
    zip.once("end", resolve);
    zip.once("error", reject);
    zip.on("entry", (entry: Entry) => {
      extract(zip, entry, into).then(() => zip.readEntry(), reject);
    });
  });
  zip.readEntry();
  await ended;
}

/** The names in a zip archive. */
export async function namesInZip(path: string): Promise<string[]> {
  const zip = await open(path, { lazyEntries: true });
  const names: string[] = [];
  return new Promise((resolve, reject) => {
    zip.once("end", () => resolve(names));
    zip.once("error", reject);
    zip.on("entry", (entry: Entry) => {
      names.push(entry.fileName);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function extract(zip: ZipFile, entry: Entry, into: string): Promise<void> {
  const path = join(into, entry.fileName);
  if (entry.fileName.endsWith("/")) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const openStream = promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip));
  const stream = await openStream(entry);
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & 0o170000) === 0o120000) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      chunks.push(Buffer.from(chunk));
    }
    await symlink(Buffer.concat(chunks).toString(), path);
    return;
  }
  await pipeline(stream, createWriteStream(path, { mode: mode & 0o777 }));
  const time = entry.getLastModDate();
  await utimes(path, time, time);
}
