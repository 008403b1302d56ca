import { crc32 } from "./crc.ts";
import { extra, numbers, type ZipEnd, type ZipEntry } from "./zips.ts";

/** Something odd about a zip archive. */
export interface OddZip {
  readonly entries: readonly ZipEntry[];
  readonly end?: ZipEnd;
}

const { u16, u32, u64 } = numbers;
const unix = (mode: number) => (mode << 16) >>> 0;
const latin = (text: string) => Buffer.from(text, "latin1");
const file = (more: ZipEntry = {}): ZipEntry => ({ name: "a", content: "content", ...more });
const one = (more: ZipEntry = {}, end?: ZipEnd): OddZip => ({
  entries: [file(more)],
  ...(end === undefined ? {} : { end }),
});
const many = (...entries: ZipEntry[]): OddZip => ({ entries });

function each<T>(
  what: string,
  values: Readonly<Record<string, T>>,
  oddity: (value: T) => OddZip,
): Record<string, OddZip> {
  const found = Object.entries(values).map(([how, value]) => [`${what}: ${how}`, oddity(value)]);
  return Object.fromEntries(found);
}

const names: Record<string, string | Uint8Array> = {
  "a dot before": "./n",
  "dots within": "p/./n",
  "slashes within": "p//n",
  absolute: "/n",
  "absolute, two slashes": "//p/n",
  colon: "p:n",
  drive: "C:/n",
  newline: "p\nn",
  "control characters": "p\x01\x1bn",
  "blanks around": " n ",
  "a dot at the end": "n.",
  backslash: "p\\n",
  "backslash and slash": "p\\q/n",
  "UTF-8": "ünïcödé",
  decomposed: "u\u0308",
  "code page 437": latin("Gr\x81\xe1e"),
  "a dash": "-n",
  "quotes and stars": "\"'*?n",
  "a NUL": "p\0n",
  up: "../n",
  "up within": "p/../n",
  nothing: "",
  "200 bytes": `${"p".repeat(100)}/${"n".repeat(99)}`,
};

const unicodePath = (
  name: Uint8Array,
  utf8: Uint8Array,
  more: { version?: number; crc?: number } = {},
) => extra(0x7075, Buffer.from([more.version ?? 1]), u32(more.crc ?? crc32(name)), utf8);

/** Windows counts tenths of microseconds from 1601. */
const ntfs = (milliseconds: number) => {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(milliseconds) + 11_644_473_600_000n) * 10_000n);
  return extra(0x000a, u32(0), u16(1, 24), time, time, time);
};

const stamps: Record<
  string,
  { extra?: Uint8Array; localExtra?: Uint8Array; time?: [number, number] }
> = {
  modified: { extra: extra(0x5455, Buffer.from([1]), u32(1_000_000_001)) },
  "modified, two in the header": {
    extra: extra(0x5455, Buffer.from([3]), u32(1_000_000_001)),
    localExtra: extra(0x5455, Buffer.from([3]), u32(1_000_000_001, 7)),
  },
  "modified, only in the header": {
    extra: Buffer.alloc(0),
    localExtra: extra(0x5455, Buffer.from([1]), u32(1_000_000_001)),
  },
  "modified, only in the directory": {
    extra: extra(0x5455, Buffer.from([1]), u32(1_000_000_001)),
    localExtra: Buffer.alloc(0),
  },
  "modified, another one in the header": {
    extra: extra(0x5455, Buffer.from([1]), u32(1_000_000_001)),
    localExtra: extra(0x5455, Buffer.from([1]), u32(1_100_000_001)),
  },
  "before 1970": { extra: extra(0x5455, Buffer.from([1]), u32(-86_400)) },
  "after 2038": { extra: extra(0x5455, Buffer.from([1]), u32(3_000_000_001)) },
  "only read, not modified": { extra: extra(0x5455, Buffer.from([2]), u32(7)) },
  "cut off": { extra: extra(0x5455, Buffer.from([1, 0])) },
  empty: { extra: extra(0x5455) },
  "of Windows": { extra: ntfs(1_000_000_001_500) },
  "of Windows, and modified": {
    extra: Buffer.concat([
      ntfs(1_000_000_001_500),
      extra(0x5455, Buffer.from([1]), u32(1_100_000_001)),
    ]),
  },
  "of old Info-ZIP": { extra: extra(0x5855, u32(7, 1_000_000_001)) },
  "of MS-DOS, odd": { time: [0x6001, 0x5821] },
  "of MS-DOS, zero": { time: [0, 0] },
  "of MS-DOS, not a day": { time: [0xffff, 0xffff] },
  "of MS-DOS, 2107": { time: [0x6000, 0xfe21] },
};

const attributes: Record<string, { madeBy?: number; attributes?: number }> = {
  "of Unix": { madeBy: 0x0314, attributes: unix(0o100755) },
  "of Unix, all bits": { madeBy: 0x0314, attributes: unix(0o107777) },
  "of Unix, without a kind": { madeBy: 0x0314, attributes: unix(0o755) },
  "of Unix, none": { madeBy: 0x0314, attributes: 0 },
  "of Unix, kind only": { madeBy: 0x0314, attributes: unix(0o100000) },
  "of MS-DOS": { madeBy: 0x0014, attributes: 0x20 },
  "of MS-DOS, read only": { madeBy: 0x0014, attributes: 0x21 },
  "of MS-DOS, with a mode": { madeBy: 0x0014, attributes: unix(0o100755) },
  "of MS-DOS, a folder": { madeBy: 0x0014, attributes: 0x10 },
  "of Windows, with a mode": { madeBy: 0x0b14, attributes: unix(0o100755) },
  "of macOS": { madeBy: 0x1314, attributes: unix(0o100755) },
  "of another system, with a mode": { madeBy: 0x0714, attributes: unix(0o100755) },
  "of Unix, a pipe": { madeBy: 0x0314, attributes: unix(0o010644) },
  "of Unix, a device": { madeBy: 0x0314, attributes: unix(0o020644) },
  "of Unix, a folder": { madeBy: 0x0314, attributes: unix(0o040755) },
};

const descriptors = ["signed", "bare", "signed, 64 bits", "bare, 64 bits", "wrong"] as const;
const lastEnd = Buffer.concat([u32(0x06054b50), Buffer.alloc(18)]);

export const oddZips: Readonly<Record<string, OddZip>> = {
  ...each("file", names, (name) => one({ name })),
  ...each("file, said to be UTF-8", names, (name) => one({ name, flags: 0x800 })),
  ...each("file of MS-DOS", names, (name) => one({ name, madeBy: 0x0014, attributes: 0x20 })),
  ...each("folder", names, (name) =>
    one({
      name: Buffer.concat([Buffer.from(name), Buffer.from("/")]),
      content: "",
      attributes: unix(0o040750),
    }),
  ),
  ...each("time", stamps, (stamp) => one(stamp)),
  ...each("time of a folder", stamps, (stamp) =>
    one({ ...stamp, name: "d/", content: "", attributes: unix(0o040755) }),
  ),
  ...each("attributes", attributes, (more) => one(more)),
  ...each("attributes, slash", attributes, (more) => one({ ...more, name: "d/", content: "" })),
  ...each("attributes, slash and content", attributes, (more) => one({ ...more, name: "d/" })),
  ...each("attributes, no content", attributes, (more) => one({ ...more, content: "" })),
  ...Object.fromEntries(
    descriptors.flatMap((descriptor) =>
      [false, true].flatMap((deflated) => [
        [
          `descriptor, ${descriptor}, ${deflated ? "deflated" : "stored"}`,
          one({ descriptor, deflated }),
        ],
        [
          `descriptor, ${descriptor}, ${deflated ? "deflated" : "stored"}, Zip64`,
          one({ descriptor, deflated, zip64: "both", needs: 45 }),
        ],
      ]),
    ),
  ),
  "descriptor that only the header speaks of": one({
    localFlags: 8,
    localSizes: [0, 0],
    descriptor: "signed",
    flags: 0,
  }),
  "Zip64 in the directory": one({ zip64: "directory" }),
  "Zip64 in the header": one({ zip64: "header" }),
  "Zip64 in both": one({ zip64: "both", needs: 45 }),
  "Zip64 for the place only": one({ zip64: "place" }),
  "Zip64 for one size": one({
    sizes: [7, 0xffffffff],
    extra: extra(1, u64(7)),
    localExtra: Buffer.alloc(0),
  }),
  "Zip64 for the other size": one({
    sizes: [0xffffffff, 7],
    extra: extra(1, u64(7)),
    localExtra: Buffer.alloc(0),
  }),
  "Zip64 that is cut off": one({
    sizes: [0xffffffff, 0xffffffff],
    extra: extra(1, u64(7)),
    localExtra: Buffer.alloc(0),
  }),
  "Zip64 that is missing": one({ sizes: [0xffffffff, 0xffffffff] }),
  "Zip64 that nobody asked for": one({ extra: extra(1, u64(7, 7)), localExtra: Buffer.alloc(0) }),
  "Zip64 after other fields": one({
    sizes: [0xffffffff, 0xffffffff],
    extra: Buffer.concat([
      extra(0x5455, Buffer.from([1]), u32(1_000_000_001)),
      extra(1, u64(7, 7)),
    ]),
    localExtra: Buffer.alloc(0),
  }),
  "Zip64 at the end": one({}, { zip64: true }),
  "Unicode Path": one({
    name: latin("Gr\x81n"),
    extra: unicodePath(latin("Gr\x81n"), Buffer.from("Grün")),
  }),
  "Unicode Path for another name": one({
    name: latin("Gr\x81n"),
    extra: unicodePath(latin("x"), Buffer.from("Grün")),
  }),
  "Unicode Path of a version to come": one({
    extra: unicodePath(latin("a"), Buffer.from("ü"), { version: 2 }),
  }),
  "Unicode Path that is not UTF-8": one({ extra: unicodePath(latin("a"), latin("\xff")) }),
  "Unicode Path that is empty": one({ extra: unicodePath(latin("a"), Buffer.alloc(0)) }),
  "Unicode Path that leads up": one({ extra: unicodePath(latin("a"), Buffer.from("../x")) }),
  "Unicode Path of what is said to be UTF-8": one({
    flags: 0x800,
    extra: unicodePath(latin("a"), Buffer.from("b")),
  }),
  "Unicode Path only in the header": one({
    extra: Buffer.alloc(0),
    localExtra: unicodePath(latin("a"), Buffer.from("b")),
  }),
  "extra fields that are cut off": one({ extra: Buffer.from([0x55, 0x54, 9, 0, 1]) }),
  "an extra field of one byte": one({ extra: Buffer.from([0]) }),
  "extra fields of zeros": one({ extra: Buffer.alloc(6) }),
  "extra fields that nobody knows": one({ extra: extra(0xcafe) }),
  "something before": one({}, { before: "#!/bin/sh\n" }),
  "something before that counts": one({}, { before: "#!/bin/sh\n", counted: true }),
  "something after": one({}, { after: "\n" }),
  "many zeros after": one({}, { after: Buffer.alloc(5000) }),
  "a comment": one({}, { comment: "a comment" }),
  "a comment with an end in it": one({}, { comment: Buffer.concat([lastEnd, latin("more")]) }),
  "a comment that is an end": one({}, { comment: lastEnd }),
  "comments of entries": one({ comment: "of an entry" }),
  "a comment that is longer than it says": one({}, { comment: "", after: "PK\x05\x06 more" }),
  "a count that is too large": one({}, { count: 3 }),
  "a count that is too small": { entries: [file(), file({ name: "b" })], end: { count: 1 } },
  "a wrong checksum": one({ crc: 7 }),
  "another name in the header": one({ localName: "b" }),
  "another size in the header": one({ localSizes: [6, 6] }),
  "a version that is too large": one({ needs: 99 }),
  "flags without meaning": one({ flags: 0x0006, localFlags: 0, deflated: true }),
  encrypted: one({ flags: 1 }),
  "two files of a name": many(file(), file({ content: "later" })),
  "a file, then a folder of its name": many(file(), { name: "a/", attributes: unix(0o040755) }),
  "a folder, then a file of its name": many({ name: "a/", attributes: unix(0o040755) }, file()),
  "a file, then something in it": many(file(), file({ name: "a/b" })),
  "something in a folder, then a file of its name": many(file({ name: "a/b" }), file()),
  "a folder after what is in it": many(file({ name: "d/f" }), {
    name: "d/",
    attributes: unix(0o040700),
  }),
  "a folder that may not be written": many(
    { name: "d/", attributes: unix(0o040500) },
    file({ name: "d/f" }),
  ),
  "folders of one name": many(
    { name: "d/", attributes: unix(0o040755) },
    { name: "d/", attributes: unix(0o040700) },
  ),
  "a link": one({ content: "z", attributes: unix(0o120777) }),
  "a link, deflated": one({ content: "z", deflated: true, attributes: unix(0o120777) }),
  "a link with a descriptor": one({
    content: "z",
    deflated: true,
    descriptor: "signed",
    attributes: unix(0o120777),
  }),
  "a link of MS-DOS": one({ content: "z", madeBy: 0x0014, attributes: unix(0o120777) }),
  "a link of macOS": one({ content: "z", madeBy: 0x1314, attributes: unix(0o120777) }),
  "a link of Windows": one({ content: "z", madeBy: 0x0b14, attributes: unix(0o120777) }),
  "a link that is not UTF-8": one({ content: latin("caf\xe9"), attributes: unix(0o120777) }),
  "a link with a slash": one({ name: "l/", content: "z", attributes: unix(0o120777) }),
  "a link that is empty": one({ content: "", attributes: unix(0o120777) }),
  "a link that leads up": one({ content: "../z", attributes: unix(0o120777) }),
  "a link with a time": one({
    content: "z",
    attributes: unix(0o120777),
    extra: extra(0x5455, Buffer.from([1]), u32(1_000_000_001)),
  }),
  "an empty file, deflated": one({ content: "", deflated: true }),
  "no entries": { entries: [] },
};
