import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { complaint, type Purpose } from "./compare.ts";
import { zipfile, zipReaders } from "./many-readers.ts";
import { oddZips } from "./odd-zips.ts";
import { ground, useGround } from "./trees.ts";
import { zipOf } from "./zips.ts";

useGround();

const CORRUPT = { refused: "ERR_PINTLE_ARCHIVE_CORRUPT" };
const UNSAFE = { refused: "ERR_PINTLE_ARCHIVE_UNSAFE" };

const why: readonly [string, RegExp, Purpose][] = [
  [
    "names are text: code page 437, or UTF-8",
    /code page 437$|^Unicode Path for another name$/,
    { reads: "" },
  ],
  ["names of MS-DOS that are UTF-8, or have backslashes", /^file of MS-DOS: /, { reads: "" }],
  ["a name with a NUL", /: a NUL$/, UNSAFE],
  ["a name that leads up", /: up( within)?$/, UNSAFE],
  [
    "a time in UTC counts wherever it is",
    /^time.*: (modified, only in the directory|of Windows)$|^Zip64 after/,
    { reads: "" },
  ],
  ["a time that is none", /^time.*: of MS-DOS, (zero|not a day)$/, { reads: "" }],
  ["attributes that are none", /^attributes.*: of Unix, none$/, { reads: "as new files" }],
  [
    "a folder without a slash keeps its content, or is one",
    /^attributes(, no content)?: of (Unix|MS-DOS), a folder$/,
    { reads: "" },
  ],
  ["a device, a pipe", /^attributes.*: of Unix, a (pipe|device)$/, UNSAFE],
  [
    "a Unicode Path that is not UTF-8 is not one",
    /^Unicode Path that is not UTF-8$/,
    { reads: "" },
  ],
  ["what is cut off is passed over", /^extra fields that are cut off$/, { reads: "" }],
  [
    "others read nothing",
    /^a comment (with an end in it|that is an end|that is longer than it says)$/,
    CORRUPT,
  ],
  ["entries would be lost", /^a count that is too/, CORRUPT],
  ["the version does not matter", /^a version that is too large$/, { reads: "" }],
  [
    "the last one counts",
    /^a (file, then a folder|folder, then a file) of its name$/,
    { reads: "" },
  ],
  ["modes of Unix count on Unix", /^a link of macOS$/, { reads: "a file" }],
  ["a link that leads up", /^a link that leads up$/, UNSAFE],
];
const purposes = new Map(
  Object.keys(oddZips).flatMap((what) => {
    const found = why.findLast(([, names]) => names.test(what));
    return found === undefined ? [] : [[what, found[2]] as const];
  }),
);

test("odd zip archives are read as two of unzip, bsdtar and Python read them, or refused", async () => {
  const cases = Object.entries(oddZips).map(([what, { entries, end }], index) => {
    const all = entries.length === 0 ? [] : [...entries, { name: "z", content: "last" }];
    const data = zipOf(all, end);
    const path = join(ground.path, `${index}.zip`);
    writeFileSync(path, data);
    return { what, data, path };
  });
  const paths = cases.map(({ path }) => path);
  const byPython = zipfile(paths, (path) => `${path}.python`);
  mkdirSync(join(ground.path, "ours"));
  const found: string[] = [];
  for (const [index, { what, data, path }] of cases.entries()) {
    const readings = [
      zipReaders.unzip(path, `${path}.unzip`),
      zipReaders.bsdtar(path, `${path}.bsd`),
      byPython[index] ?? { ok: false, said: "", tree: new Map() },
    ];
    const into = join(ground.path, "ours", String(index));
    const odd = { what, data, readings };
    const said = await complaint(odd, index, into, purposes, { format: "zip" });
    found.push(...[said].filter((it) => it !== undefined));
  }
  expect(found).toEqual([]);
}, 300_000);
