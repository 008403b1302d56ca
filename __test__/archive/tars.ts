/** Key and value of each record of a pax header, in order. */
export type PaxRecords =
  | Readonly<Record<string, string>>
  | readonly (readonly [string, string | Uint8Array])[];

/** An entry of a tar archive, field by field; a pax header where there is `pax`. */
export interface TarEntry {
  readonly name?: string | Uint8Array;
  readonly kind?: string;
  readonly link?: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly prefix?: string | Uint8Array;
  readonly mode?: string | Uint8Array;
  readonly uid?: string | Uint8Array;
  readonly size?: string | Uint8Array;
  readonly mtime?: string | Uint8Array;
  readonly magic?: string | Uint8Array;
  readonly pax?: PaxRecords;
  /** Writes the checksum, from the sum of the bytes and that of the bytes as signed numbers. */
  readonly checksum?: (sum: number, signed: number) => string | Uint8Array;
}

/** A tar archive that says what no program would write. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(blocks), Buffer.alloc(1024)]);
}

/** An entry without the end of an archive after it. */
export function blocks(entry: TarEntry): Buffer {
  const content = entry.pax === undefined ? Buffer.from(entry.content ?? "") : records(entry.pax);
  const header = Buffer.alloc(512);
  const put = (at: number, value: string | Uint8Array) => Buffer.from(value).copy(header, at);
  put(0, entry.name ?? "PaxHeader");
  put(100, entry.mode ?? "0000644\0");
  put(108, entry.uid ?? "0000000\0");
  put(116, "0000000\0");
  put(124, entry.size ?? `${content.length.toString(8).padStart(11, "0")}\0`);
  put(136, entry.mtime ?? "07346545000\0");
  put(156, entry.kind ?? (entry.pax === undefined ? "0" : "x"));
  put(157, entry.link ?? "");
  put(257, entry.magic ?? "ustar\x0000");
  put(345, entry.prefix ?? "");
  put(148, " ".repeat(8));
  const sum = header.reduce((total, byte) => total + byte, 0);
  const signed = new Int8Array(header).reduce((total, byte) => total + byte, 0);
  const checksum = entry.checksum ?? ((sum) => `${sum.toString(8).padStart(6, "0")}\0 `);
  put(148, Buffer.from(checksum(sum, signed)).subarray(0, 8));
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding]);
}

/** The records of a pax header. */
export function records(pax: PaxRecords): Buffer {
  const pairs = Array.isArray(pax) ? pax : Object.entries(pax as Record<string, string>);
  return Buffer.concat(pairs.map(record));
}

function record([key, value]: readonly [string, string | Uint8Array]): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from("\n")]);
  let length = rest.length + 1;
  while (length !== rest.length + String(length).length) {
    length = rest.length + String(length).length;
  }
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/** A number as GNU writes what octal digits do not hold. */
export function binary(value: bigint, size = 12): Buffer {
  const bytes = Buffer.alloc(size, value < 0n ? 0xff : 0);
  bytes.writeBigInt64BE(value, size - 8);
  bytes[0] = (bytes[0] as number) | 0x80;
  return bytes;
}
