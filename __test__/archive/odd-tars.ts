import { binary, type TarEntry } from "./tars.ts";

/** Something odd about a tar archive, as entries of it. */
export interface Oddity {
  readonly entries: readonly TarEntry[];
}

const file = (more: TarEntry = {}): TarEntry => ({ name: "a", content: "content", ...more });
const folder = (more: TarEntry = {}): TarEntry => ({
  name: "d/",
  kind: "5",
  mode: "0000755\0",
  ...more,
});
const link = (more: TarEntry = {}): TarEntry => ({ name: "l", kind: "2", link: "z", ...more });
const pax = (records: TarEntry["pax"], more: TarEntry = {}): TarEntry => ({
  ...(records === undefined ? {} : { pax: records }),
  ...more,
});
const long = (kind: "K" | "L", content: string | Uint8Array, more: TarEntry = {}): TarEntry => ({
  name: "././@LongLink",
  kind,
  content,
  ...more,
});
const nuls = (size: number) => Buffer.alloc(size);
const latin = (text: string) => Buffer.from(text, "latin1");

const one = (entry: TarEntry): Oddity => ({ entries: [entry] });
const many = (...entries: TarEntry[]): Oddity => ({ entries });

/** Every way to write a number into a field of this size. */
function numbers(value: number, size: 8 | 12): Record<string, string | Uint8Array> {
  const octal = value.toString(8);
  return {
    "octal digits, NUL": `${octal.padStart(size - 1, "0")}\0`,
    "octal digits, blank": `${octal.padStart(size - 1, "0")} `,
    "octal digits, blank, NUL": `${octal.padStart(size - 2, "0")} \0`,
    "octal digits, NUL, blank": `${octal.padStart(size - 2, "0")}\0 `,
    "octal digits without an end": octal.padStart(size, "0"),
    "blanks, octal digits": `${octal.padStart(size - 1, " ")}\0`,
    "blanks, octal digits without an end": octal.padStart(size, " "),
    "octal digits, blanks": octal.padEnd(size, " "),
    "octal digits, NULs": octal.padEnd(size, "\0"),
    "octal digits, NUL, other things": `${octal}\0`.padEnd(size, "7"),
    "octal digits, blank, other things": `${octal} `.padEnd(size, "7"),
    "NUL, octal digits": `\0${octal.padStart(size - 1, "0")}`,
    "tab, octal digits": `\t${octal.padStart(size - 2, "0")}\0`,
    "a plus sign": `+${octal}`.padEnd(size, "\0"),
    "a minus sign": `-${octal}`.padEnd(size, "\0"),
    "digits that are not octal": `${octal}8`.padEnd(size, "\0"),
    letters: "abc".padEnd(size, "\0"),
    hexadecimal: "0x1f".padEnd(size, "\0"),
    NULs: nuls(size),
    blanks: " ".repeat(size),
    binary: binary(BigInt(value), size),
    "binary, negative": binary(BigInt(-value - 1), size),
  };
}

/** A field with each of these numbers. */
function field(
  what: string,
  size: 8 | 12,
  value: number,
  entry: (field: string | Uint8Array) => TarEntry,
): Record<string, Oddity> {
  const found = Object.entries(numbers(value, size));
  return Object.fromEntries(found.map(([how, text]) => [`${what}: ${how}`, one(entry(text))]));
}

/** Those of headers that belong to the next entry are odd in other ways. */
const kinds = [..."01234567DMNSVAZaz#~ \0"];

/** A kind with and without a size and a content. */
function kind(kind: string): Record<string, Oddity> {
  const what = `kind ${JSON.stringify(kind)}`;
  const entry = { name: "k", kind, link: "z" };
  return {
    [what]: one(entry),
    [`${what} with a content`]: one({ ...entry, content: "content" }),
    [`${what} with a size and no content`]: one({ ...entry, size: "00000000007\0" }),
    [`${what} with a slash`]: one({ ...entry, name: "k/" }),
    [`${what} with a slash and a content`]: one({ ...entry, name: "k/", content: "content" }),
  };
}

const names: Record<string, string | Uint8Array> = {
  "a dot before": "./n",
  "dots within": "p/././n",
  "slashes within": "p//n",
  absolute: "/n",
  "absolute, two slashes": "//p//n",
  "dots after a slash": "/./n",
  backslash: "p\\n",
  colon: "p:n",
  drive: "C:/n",
  newline: "p\nn",
  "control characters": "p\x01\x1b\x7fn",
  "blanks around": " n ",
  "a dot at the end": "n.",
  "not UTF-8": latin("caf\xe9"),
  "UTF-8": "ünïcödé",
  decomposed: "u\u0308",
  "three dots": "...",
  "dots and more": "..n",
  "quotes and stars": "\"'*?<>|n",
  "100 bytes": "n".repeat(100),
  "a dash": "-n",
  "a name of Windows": "aux.c",
};

const targets: Record<string, string | Uint8Array> = {
  "a name": "z",
  "a name that is missing": "nothing",
  dot: ".",
  slashes: ".//z",
  "not UTF-8": latin("caf\xe9"),
  newline: "p\nn",
  backslash: "p\\n",
  colon: "C:n",
  "100 bytes": "n".repeat(100),
  "a slash at the end": "d/",
};

const times: Record<string, string> = {
  whole: "1000000000",
  "one digit": "1000000000.5",
  "nine digits": "1000000000.123456789",
  "more digits": "1000000000.1234567899",
  "a point at the end": "1000000000.",
  "a point at the beginning": ".5",
  "before 1970": "-86400",
  "before 1970, with digits": "-86400.25",
  "right before 1970": "-0.25",
  "minus zero": "-0",
  "after 2106": "5000000000.25",
  "zeros before": "0001000000000",
  empty: "",
  "a plus sign": "+1000000000",
  "a blank before": " 1000000000",
  "a trailing space": "1000000000 ",
  "an exponent": "1e9",
  letters: "abc",
  "two points": "1.2.3",
  "only a point": ".",
  "only a sign": "-",
  "beyond 64 bits": "99999999999999999999",
};

function each<T>(
  what: string,
  values: Readonly<Record<string, T>>,
  oddity: (value: T) => Oddity,
): Record<string, Oddity> {
  const found = Object.entries(values).map(([how, value]) => [`${what}: ${how}`, oddity(value)]);
  return Object.fromEntries(found);
}

const sparse = (records: Record<string, string>, content: string, more: TarEntry = {}) =>
  many(pax(records), file({ content, ...more }));

/** What may be odd about one entry, or about a few that belong together. */
export const oddities: Readonly<Record<string, Oddity>> = {
  ...field("mode", 8, 0o640, (mode) => file({ mode })),
  ...field("owner", 8, 0o1750, (uid) => file({ uid })),
  ...field("time", 12, 1_234_567_890, (mtime) => file({ mtime })),
  ...field("size", 12, 7, (size) => file({ size })),
  ...each(
    "time, binary",
    { "beyond octal": 10_000_000_000n, "before 1970": -86_400n, "-1": -1n },
    (value) => one(file({ mtime: binary(value) })),
  ),
  ...each("size, binary", { "of eight bytes": Buffer.concat([binary(7n, 8), nuls(4)]) }, (size) =>
    one(file({ size })),
  ),
  ...each<(sum: number, signed: number) => string | Uint8Array>(
    "checksum",
    {
      "octal digits, NUL, blank": (sum) => `${sum.toString(8).padStart(6, "0")}\0 `,
      "octal digits, blank, NUL": (sum) => `${sum.toString(8).padStart(6, "0")} \0`,
      "octal digits, NUL": (sum) => `${sum.toString(8).padStart(7, "0")}\0`,
      "octal digits without an end": (sum) => sum.toString(8).padStart(8, "0"),
      "blanks, octal digits": (sum) => `${sum.toString(8).padStart(6, " ")}\0 `,
      "octal digits, NULs": (sum) => sum.toString(8).padEnd(8, "\0"),
      "octal digits, blanks": (sum) => sum.toString(8).padEnd(8, " "),
      "of signed bytes": (_, signed) => `${signed.toString(8).padStart(6, "0")}\0 `,
      binary: (sum) => binary(BigInt(sum), 8),
      wrong: (sum) => `${(sum + 1).toString(8).padStart(6, "0")}\0 `,
      empty: () => nuls(8),
    },
    (checksum) => one(file({ name: "ä", checksum })),
  ),
  ...Object.assign({}, ...kinds.map(kind)),
  ...each("file", names, (name) => one(file({ name }))),
  ...each("folder", names, (name) =>
    one(folder({ name: Buffer.concat([Buffer.from(name), Buffer.from("/")]).subarray(0, 100) })),
  ),
  ...each("pax name", names, (path) => many(pax([["path", path]]), file())),
  ...each("long name", names, (name) =>
    many(long("L", Buffer.concat([Buffer.from(name), nuls(1)])), file()),
  ),
  ...each("link", targets, (target) => one(link({ link: target }))),
  ...each("pax link", targets, (target) => many(pax([["linkpath", target]]), link())),
  ...each("long link", targets, (target) =>
    many(long("K", Buffer.concat([Buffer.from(target), nuls(1)])), link()),
  ),
  ...each("pax time", times, (mtime) => many(pax({ mtime }), file())),
  ...each("pax time of a folder", times, (mtime) => many(pax({ mtime }), folder())),
  ...each("pax time of a link", times, (mtime) => many(pax({ mtime }), link())),
  ...each("global pax time", times, (mtime) =>
    many(pax({ mtime }, { kind: "g" }), file(), folder()),
  ),
  ...each(
    "pax size",
    {
      "as in the header": "7",
      "zeros before": "0007",
      empty: "",
      letters: "abc",
      "a trailing space": "7 ",
      "a point": "7.0",
      negative: "-7",
      "beyond 64 bits": "99999999999999999999",
      hexadecimal: "0x7",
    },
    (size) => many(pax({ size }), file()),
  ),
  "pax size of what the header does not say": many(
    pax({ size: "7" }),
    file({ size: "00000000000\0" }),
  ),
  "pax size less than the header's": many(pax({ size: "7" }), file({ size: "00000001000\0" })),
  "pax size of a link": many(pax({ size: "7" }), link()),
  "pax size of a folder": many(pax({ size: "7" }), folder()),
  "pax size of a hard link": many(file({ name: "h" }), pax({ size: "7" }), {
    name: "a",
    kind: "1",
    link: "h",
  }),
  "pax name of a folder for a file": many(pax({ path: "p/" }), file()),
  "pax name of a file for a folder": many(pax({ path: "p" }), folder()),
  "pax name, twice": many(
    pax([
      ["path", "one"],
      ["path", "two"],
    ]),
    file(),
  ),
  "pax name, then an empty one": many(
    pax([
      ["path", "one"],
      ["path", ""],
    ]),
    file(),
  ),
  "pax name, empty, then one": many(
    pax([
      ["path", ""],
      ["path", "two"],
    ]),
    file(),
  ),
  "pax time, twice": many(
    pax([
      ["mtime", "1.5"],
      ["mtime", "2.5"],
    ]),
    file(),
  ),
  "pax time, then an empty one": many(
    pax([
      ["mtime", "1.5"],
      ["mtime", ""],
    ]),
    file(),
  ),
  "pax size, then an empty one": many(
    pax([
      ["size", "9"],
      ["size", ""],
    ]),
    file(),
  ),
  "pax link, empty": many(pax({ linkpath: "" }), link()),
  "pax link for a hard link": many(file({ name: "h" }), pax({ linkpath: "h" }), {
    name: "a",
    kind: "1",
    link: "x",
  }),
  "pax link for a file": many(pax({ linkpath: "h" }), file()),
  "pax name of more than 255 bytes": many(
    pax({ path: `${"p".repeat(200)}/${"n".repeat(200)}` }),
    file(),
  ),
  "pax name with an equals sign": many(pax({ path: "p=n" }), file()),
  "pax name with a NUL": many(pax({ path: "p\0n" }), file()),
  "pax headers, two": many(pax({ path: "one" }), pax({ mtime: "1.5" }), file()),
  "pax headers, two with one key": many(pax({ path: "one" }), pax({ path: "two" }), file()),
  "pax header after a long name": many(long("L", "long\0"), pax({ mtime: "1.5" }), file()),
  "pax name after a long name": many(long("L", "long\0"), pax({ path: "pax" }), file()),
  "long name after a pax name": many(pax({ path: "pax" }), long("L", "long\0"), file()),
  "pax header of Solaris": many(pax({ path: "one" }, { kind: "X" }), file()),
  "pax header that is empty": many(pax({}), file()),
  "pax header with trailing NULs": many(
    { name: "P", kind: "x", content: `${"12 path=one\n"}\0\0\0\0` },
    file(),
  ),
  "pax header, a record too long": many({ name: "P", kind: "x", content: "99 path=one\n" }, file()),
  "pax header, a record too short": many(
    { name: "P", kind: "x", content: "10 path=one\n" },
    file(),
  ),
  "pax header, no newline": many({ name: "P", kind: "x", content: "12 path=oneX" }, file()),
  "pax header, no equals sign": many({ name: "P", kind: "x", content: "12 path+one\n" }, file()),
  "pax header, no length": many({ name: "P", kind: "x", content: "path=one\n" }, file()),
  "pax header, zeros before a length": many(
    { name: "P", kind: "x", content: "014 path=one\n" },
    file(),
  ),
  "pax header, a blank before a length": many(
    { name: "P", kind: "x", content: " 13 path=one\n" },
    file(),
  ),
  "pax header, two blanks": many({ name: "P", kind: "x", content: "13  path=one\n" }, file()),
  "pax header, no key": many({ name: "P", kind: "x", content: "8 =one\n\n" }, file()),
  "pax records that nobody knows": many(
    pax({ "VENDOR.x": "1", "SCHILY.xattr.user.a": "b", comment: "c" }),
    file(),
  ),
  "pax character set": many(pax({ hdrcharset: "BINARY", path: "p" }), file()),
  "pax owner": many(pax({ uid: "1000", uname: "", gid: "abc" }), file()),
  "pax other times": many(pax({ atime: "1.5", ctime: "2.5" }), file()),
  "global pax comment": many(pax({ comment: "c0ffee" }, { kind: "g" }), file()),
  "global pax time, then one of the entry": many(
    pax({ mtime: "1.5" }, { kind: "g" }),
    pax({ mtime: "2.5" }),
    file(),
    file({ name: "b" }),
  ),
  "global pax time, then another global": many(
    pax({ mtime: "1.5" }, { kind: "g" }),
    pax({ mtime: "3.5" }, { kind: "g" }),
    file(),
  ),
  "global pax time, then an empty global": many(
    pax({ mtime: "1.5" }, { kind: "g" }),
    pax({ mtime: "" }, { kind: "g" }),
    file(),
  ),
  "global pax time, then a global comment": many(
    pax({ mtime: "1.5" }, { kind: "g" }),
    pax({ comment: "c" }, { kind: "g" }),
    file(),
  ),
  "global pax time, then a binary time": many(
    pax({ mtime: "1.5" }, { kind: "g" }),
    file({ mtime: binary(77n) }),
  ),
  "global pax name": many(pax({ path: "g" }, { kind: "g" }), file()),
  "global pax size": many(pax({ size: "7" }, { kind: "g" }), file()),
  "global pax link": many(pax({ linkpath: "z" }, { kind: "g" }), link({ link: "x" })),
  "global pax header between a pax header and its entry": many(
    pax({ path: "p" }),
    pax({ comment: "c" }, { kind: "g" }),
    file(),
  ),
  "long name without a NUL": many(long("L", "long"), file()),
  "long name with NULs": many(long("L", "long\0\0\0"), file()),
  "long name with data after the NUL": many(long("L", "long\0more"), file()),
  "long name that is empty": many(long("L", ""), file()),
  "long name of one NUL": many(long("L", "\0"), file()),
  "long name of more than a block": many(
    long("L", `${"p/".repeat(40)}${"q".repeat(200)}/${"n".repeat(250)}/${"m".repeat(90)}\0`),
    file(),
  ),
  "long names, two": many(long("L", "one\0"), long("L", "two\0"), file()),
  "long name and long link": many(long("L", "long\0"), long("K", "target\0"), link()),
  "long link and long name": many(long("K", "target\0"), long("L", "long\0"), link()),
  "long link of a file": many(long("K", "target\0"), file()),
  "long name of a folder": many(long("L", "long/\0"), folder()),
  "long name with a slash for a file": many(long("L", "long/\0"), file()),
  "long name of another name": many({ name: "other", kind: "L", content: "long\0" }, file()),
  "name in two fields": one(file({ prefix: "p/q" })),
  "name in two fields, a slash at the end": one(file({ prefix: "p/" })),
  "name in two fields, of 155 bytes": one(file({ prefix: "p".repeat(155) })),
  "name in two fields, the second empty": one(file({ name: "", prefix: "p" })),
  "name in two fields, magic of GNU": one(file({ prefix: "p", magic: "ustar  \0" })),
  "name in two fields, no version": one(file({ prefix: "p", magic: "ustar\0\0\0" })),
  "name in two fields, no magic": one(file({ prefix: "p", magic: nuls(8) })),
  "name in two fields, a blank for the NUL": one(file({ prefix: "p", magic: "ustar 00" })),
  "name with a NUL and more": one(file({ name: "a\0b" })),
  "name of the destination": one(folder({ name: "./" })),
  "name of the destination, pax": many(pax({ path: "." }), folder()),
  "hard link": many(file(), { name: "h", kind: "1", link: "a" }),
  "hard link with a dot": many(file(), { name: "h", kind: "1", link: "./a" }),
  "hard link, absolute": many(file(), { name: "h", kind: "1", link: "/a" }),
  "hard link to a link": many(link(), { name: "h", kind: "1", link: "l" }),
  "hard link to itself": many(file(), { name: "a", kind: "1", link: "a" }),
  "hard link with another time and mode": many(file(), {
    name: "h",
    kind: "1",
    link: "a",
    mode: "0000600\0",
    mtime: "00000000007\0",
  }),
  "hard link with a content": many(file(), { name: "h", kind: "1", link: "a", content: "another" }),
  "hard link, then its file again": many(
    file(),
    { name: "h", kind: "1", link: "a" },
    file({ content: "later" }),
  ),
  "file, then its name as a link": many(file({ name: "l" }), link()),
  "link, then a file of its name": many(link(), file({ name: "l" })),
  "link to a folder, then a folder of its name": many(
    folder(),
    link({ link: "d" }),
    folder({ name: "l/" }),
  ),
  "two files of a name": many(file(), file({ content: "later" })),
  "two folders of a name": many(folder(), folder({ mode: "0000700\0", mtime: "00000000007\0" })),
  "file, then a folder of its name": many(file(), folder({ name: "a/" })),
  "folder, then a file of its name": many(folder({ name: "a/" }), file()),
  "folder, and later what is in it": many(folder({ mode: "0000500\0" }), file({ name: "d/f" })),
  "folder after what is in it": many(file({ name: "d/f" }), folder({ mode: "0000700\0" })),
  "folder without a slash": one(folder({ name: "d" })),
  "folder without a mode": one(folder({ mode: nuls(8) })),
  "all bits of the mode": one(file({ mode: "0007777\0" })),
  "mode with the kind of the file": one(file({ mode: "0100644\0" })),
  "sparse of GNU": one(sparseOfGnu()),
  "sparse 0.0": many(
    pax([
      ["GNU.sparse.size", "20"],
      ["GNU.sparse.numblocks", "2"],
      ["GNU.sparse.offset", "2"],
      ["GNU.sparse.numbytes", "4"],
      ["GNU.sparse.offset", "10"],
      ["GNU.sparse.numbytes", "3"],
    ]),
    file(),
  ),
  "sparse 0.1": sparse(
    {
      "GNU.sparse.size": "20",
      "GNU.sparse.numblocks": "2",
      "GNU.sparse.map": "2,4,10,3",
      "GNU.sparse.name": "sp",
    },
    "content",
  ),
  "sparse 0.1 without a name": sparse(
    { "GNU.sparse.size": "20", "GNU.sparse.numblocks": "2", "GNU.sparse.map": "2,4,10,3" },
    "content",
  ),
  "sparse 1.0": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "20",
    },
    `${"2\n2\n4\n10\n3\n".padEnd(512, "\0")}content`,
  ),
  "sparse 1.0 of a hole": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "20",
    },
    "1\n20\n0\n".padEnd(512, "\0"),
  ),
  "sparse 1.0 of no piece": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "20",
    },
    "0\n".padEnd(512, "\0"),
  ),
  "sparse 1.0 with a time": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "p/sp",
      "GNU.sparse.realsize": "20",
      mtime: "1.25",
    },
    `${"1\n2\n7\n".padEnd(512, "\0")}content`,
  ),
  "sparse 1.0, pieces beyond the size": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "5",
    },
    `${"1\n2\n7\n".padEnd(512, "\0")}content`,
  ),
  "sparse 1.0, pieces out of order": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "20",
    },
    `${"2\n10\n3\n2\n4\n".padEnd(512, "\0")}content`,
  ),
  "sparse 1.0, letters": sparse(
    {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "20",
    },
    `${"x\n2\n7\n".padEnd(512, "\0")}content`,
  ),
  "sparse without a version": sparse(
    { "GNU.sparse.realsize": "7", "GNU.sparse.name": "sp" },
    "content",
  ),
  "sparse of a version to come": sparse(
    {
      "GNU.sparse.major": "2",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "sp",
      "GNU.sparse.realsize": "7",
    },
    "content",
  ),
  "sparse size only": sparse({ "GNU.sparse.size": "7" }, "content"),
};

function sparseOfGnu(): TarEntry {
  return { name: "sp", kind: "S", content: "content", magic: "ustar  \0", prefix: gnuPieces() };
}

/** The end of a header of GNU: from the times on, with two pieces and the size of the whole. */
function gnuPieces(): Buffer {
  const end = nuls(155 + 12);
  const put = (at: number, value: number) =>
    void end.write(`${value.toString(8).padStart(11, "0")}\0`, at - 345, "latin1");
  for (const [index, value] of [2, 4, 10, 3].entries()) {
    put(386 + 12 * index, value);
  }
  put(483, 20);
  return end;
}
