import { deflateRawSync } from "node:zlib";
import { crc32 } from "./crc.ts";

/** What follows a content and says its size. */
export type Descriptor = "signed" | "bare" | "signed, 64 bits" | "bare, 64 bits" | "wrong";

/** An entry of a zip archive, field by field. */
export interface ZipEntry {
  readonly name?: string | Uint8Array;
  readonly localName?: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly deflated?: boolean;
  readonly flags?: number;
  readonly localFlags?: number;
  /** The system that it was made on, 3 for Unix, and the version of the format. */
  readonly madeBy?: number;
  readonly needs?: number;
  /** External attributes: the mode of Unix in the upper half. */
  readonly attributes?: number;
  /** Time and date as MS-DOS has them. */
  readonly time?: readonly [number, number];
  readonly extra?: Uint8Array;
  readonly localExtra?: Uint8Array;
  readonly comment?: string | Uint8Array;
  readonly descriptor?: Descriptor;
  /** Sizes are in a 64-bit field: in the directory, in the header before the content, in both. */
  readonly zip64?: "directory" | "header" | "both" | "place";
  readonly sizes?: readonly [number, number];
  readonly localSizes?: readonly [number, number];
  readonly crc?: number;
}

export interface ZipEnd {
  readonly before?: string | Uint8Array;
  /** Whether places count what is before the archive. */
  readonly counted?: boolean;
  readonly after?: string | Uint8Array;
  readonly comment?: string | Uint8Array;
  readonly count?: number;
  /** The end has a record of 64 bits. */
  readonly zip64?: boolean;
}

const u16 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => void bytes.writeUInt16LE(value & 0xffff, 2 * index));
  return bytes;
};
const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => void bytes.writeUInt32LE(value >>> 0, 4 * index));
  return bytes;
};
const u64 = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => u32(value, value / 2 ** 32)));

/** An extra field. */
export function extra(id: number, ...data: Uint8Array[]): Buffer {
  const content = Buffer.concat(data);
  return Buffer.concat([u16(id, content.length), content]);
}

type Numbers = (...values: number[]) => Buffer;

/** Numbers as zip has them. */
export const numbers: Readonly<Record<"u16" | "u32" | "u64", Numbers>> = { u16, u32, u64 };

/** A zip archive that says what no program would write. */
export function zipOf(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const before = Buffer.from(end.before ?? "");
  let place = end.counted === true ? before.length : 0;
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const entry of entries) {
    const body = local(entry);
    directory.push(central(entry, place));
    bodies.push(body);
    place += body.length;
  }
  const size = Buffer.concat(directory).length;
  const count = end.count ?? entries.length;
  const large = Buffer.concat([
    ...[u32(0x06064b50), u64(44), u16(0x032d, 45), u32(0, 0), u64(count, count, size, place)],
    ...[u32(0x07064b50, 0), u64(place + size), u32(1)],
  ]);
  const comment = Buffer.from(end.comment ?? "");
  return Buffer.concat([
    before,
    ...bodies,
    ...directory,
    ...(end.zip64 === true ? [large] : []),
    u32(0x06054b50),
    u16(0, 0, ...(end.zip64 === true ? [0xffff, 0xffff] : [count, count])),
    end.zip64 === true ? u32(0xffffffff, 0xffffffff) : u32(size, place),
    u16(comment.length),
    comment,
    Buffer.from(end.after ?? ""),
  ]);
}

function sums(entry: ZipEntry) {
  const content = Buffer.from(entry.content ?? "");
  const packed = entry.deflated === true ? deflateRawSync(content) : content;
  return { content, packed, crc: entry.crc ?? crc32(content) };
}

function common(entry: ZipEntry, flags: number, crc: number, sizes: readonly number[]) {
  const method = entry.deflated === true ? 8 : 0;
  const time = entry.time ?? [0x6000, 0x5821]; // 1 January 2024, noon.
  return Buffer.concat([u16(entry.needs ?? 20, flags, method, ...time), u32(crc, ...sizes)]);
}

function local(entry: ZipEntry): Buffer {
  const { content, packed, crc } = sums(entry);
  const later = entry.descriptor !== undefined;
  const flags = entry.localFlags ?? (entry.flags ?? 0) | (later ? 8 : 0);
  const name = Buffer.from(entry.localName ?? entry.name ?? "a");
  const large = entry.zip64 === "header" || entry.zip64 === "both";
  const known = later ? [0, 0] : [packed.length, content.length];
  const sizes = entry.localSizes ?? (large ? [0xffffffff, 0xffffffff] : known);
  const more = Buffer.concat([
    ...(large ? [extra(1, u64(known[1] as number, known[0] as number))] : []),
    entry.localExtra ?? entry.extra ?? Buffer.alloc(0),
  ]);
  return Buffer.concat([
    u32(0x04034b50),
    common(entry, flags, later ? 0 : crc, sizes),
    u16(name.length, more.length),
    name,
    more,
    packed,
    descriptor(entry.descriptor, crc, packed.length, content.length),
  ]);
}

function descriptor(
  kind: Descriptor | undefined,
  crc: number,
  packed: number,
  size: number,
): Buffer {
  switch (kind) {
    case undefined:
      return Buffer.alloc(0);
    case "bare":
      return u32(crc, packed, size);
    case "bare, 64 bits":
      return Buffer.concat([u32(crc), u64(packed, size)]);
    case "signed":
      return u32(0x08074b50, crc, packed, size);
    case "signed, 64 bits":
      return Buffer.concat([u32(0x08074b50, crc), u64(packed, size)]);
    case "wrong":
      return u32(0x08074b50, crc + 1, packed + 1, size + 1);
  }
}

function central(entry: ZipEntry, place: number): Buffer {
  const { content, packed, crc } = sums(entry);
  const flags = (entry.flags ?? 0) | (entry.descriptor === undefined ? 0 : 8);
  const name = Buffer.from(entry.name ?? "a");
  const large = entry.zip64 === "directory" || entry.zip64 === "both";
  const elsewhere = entry.zip64 === "place";
  const known = [packed.length, content.length];
  const sizes = entry.sizes ?? (large ? [0xffffffff, 0xffffffff] : known);
  const more = Buffer.concat([
    ...(large ? [extra(1, u64(content.length, packed.length))] : []),
    ...(elsewhere ? [extra(1, u64(place))] : []),
    entry.extra ?? Buffer.alloc(0),
  ]);
  const comment = Buffer.from(entry.comment ?? "");
  return Buffer.concat([
    u32(0x02014b50),
    u16(entry.madeBy ?? 0x0314),
    common(entry, flags, crc, sizes),
    u16(name.length, more.length, comment.length, 0, 0),
    u32(entry.attributes ?? 0o100644 << 16, elsewhere ? 0xffffffff : place),
    name,
    more,
    comment,
  ]);
}
