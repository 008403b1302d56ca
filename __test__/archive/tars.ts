/** An entry of a tar archive, field by field; a pax header where there is `pax`. */
export interface TarEntry {
  readonly name?: string;
  readonly kind?: string;
  readonly link?: string;
  readonly content?: string;
  readonly prefix?: string;
  readonly mode?: string | Uint8Array;
  readonly size?: string | Uint8Array;
  readonly mtime?: string | Uint8Array;
  readonly magic?: Uint8Array;
  readonly pax?: Readonly<Record<string, string>>;
}

/** A tar archive that says what no program would write. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(blocks), Buffer.alloc(1024)]);
}

function blocks(entry: TarEntry): Buffer {
  const content = Buffer.from(
    entry.pax === undefined
      ? (entry.content ?? "")
      : Object.entries(entry.pax).map(record).join(""),
  );
  const header = Buffer.alloc(512);
  const put = (at: number, value: string | Uint8Array) => Buffer.from(value).copy(header, at);
  put(0, entry.name ?? "PaxHeader");
  put(100, entry.mode ?? "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, entry.size ?? `${content.length.toString(8).padStart(11, "0")}\0`);
  put(136, entry.mtime ?? "07346545000\0");
  put(156, entry.kind ?? (entry.pax === undefined ? "0" : "x"));
  put(157, entry.link ?? "");
  put(257, entry.magic ?? "ustar\x0000");
  put(345, entry.prefix ?? "");
  put(148, " ".repeat(8));
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding]);
}

function record([key, value]: [string, string]): string {
  const rest = ` ${key}=${value}\n`;
  const size = Buffer.byteLength(rest);
  let length = size + 1;
  while (length !== size + String(length).length) {
    length = size + String(length).length;
  }
  return `${length}${rest}`;
}
