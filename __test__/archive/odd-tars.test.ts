import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { complaint, type Odd, type Purpose } from "./compare.ts";
import { isSameTree, type Reading, tarfile, tarReaders } from "./many-readers.ts";
import { oddities } from "./odd-tars.ts";
import { type TarEntry, tarOf } from "./tars.ts";
import { ground, useGround } from "./trees.ts";

useGround();

const CORRUPT = { refused: "ERR_PINTLE_ARCHIVE_CORRUPT" };
const UNSAFE = { refused: "ERR_PINTLE_ARCHIVE_UNSAFE" };
const UNSUPPORTED = { refused: "ERR_PINTLE_ARCHIVE_UNSUPPORTED" };

const why: readonly [string, RegExp, Purpose][] = [
  [
    "nobody means a file that nobody can read",
    /^mode: (NULs|blanks)$|^folder without a mode$/,
    { reads: "" },
  ],
  ["the owner is not kept", /^owner: /, { reads: "as without" }],
  [
    "one reader is enough for digits that are plain",
    /^(mode|size): octal digits, blank, other/,
    { reads: "" },
  ],
  ["a checksum is a number like any other", /^checksum: binary$/, { reads: "" }],
  ["the next entries would be the content", /^kind .* with a size and no content$/, CORRUPT],
  ["a device, a pipe", /^kind "[346]"/, UNSAFE],
  ["a part of several volumes", /^kind "M"/, UNSUPPORTED],
  ["a label is named in `skipped`", /^kind "V"/, { reads: "without it" }],
  [
    "a sparse file is a file whatever its name",
    /^kind "S" with a slash and a content$/,
    { reads: "" },
  ],
  [
    "a time that is not a decimal number",
    /^(global )?pax time(?!:? .*(digit|point at the b|empty|1970|zero))/,
    CORRUPT,
  ],
  [
    "other readers ignore global times, or refuse these",
    /^global pax time(: a point at the b|: empty|, then an empty)/,
    { reads: "" },
  ],
  [
    "an empty record takes back the one before, says POSIX",
    /^pax (name, then an empty one|link, empty)$/,
    { reads: "" },
  ],
  ["two headers add up", /^pax headers, two/, { reads: "" }],
  ["a name with a NUL", /^pax name with a NUL$/, UNSAFE],
  ["one name or size for all", /^global pax (name|size|link)$/, UNSUPPORTED],
  ["sparse files with pieces in any order", /^sparse 1.0, pieces out of order$/, CORRUPT],
  ["without pieces there is no hole", /^sparse of a version to come$/, { reads: "" }],
];
const purposes = new Map(
  Object.keys(oddities).flatMap((what) => {
    const found = why.findLast(([, names]) => names.test(what));
    return found === undefined ? [] : [[what, found[2]] as const];
  }),
);

const last = { name: "z", content: "last" };

/** Writes archives, and has other programs read them. */
function read(archives: ReadonlyMap<string, readonly TarEntry[]>, name: string): Odd[] {
  const cases = [...archives].map(([what, entries], index) => {
    const data = tarOf([...entries, last]);
    const path = join(ground.path, `${name}${index}.tar`);
    writeFileSync(path, data);
    return { what, data, path };
  });
  const paths = cases.map(({ path }) => path);
  const byPython = tarfile(paths, (path) => `${path}.python`);
  return cases.map(({ what, data, path }, index) => ({
    what,
    data: index % 4 < 2 ? data : gzipSync(data),
    readings: [
      tarReaders["GNU tar"](path, `${path}.gnu`),
      tarReaders.bsdtar(path, `${path}.bsd`),
      byPython[index] ?? { ok: false, said: "", tree: new Map() },
    ],
  }));
}

async function complaints(odds: readonly Odd[], into: string): Promise<string[]> {
  const found: string[] = [];
  mkdirSync(join(ground.path, into));
  for (const [index, odd] of odds.entries()) {
    const said = await complaint(odd, index, join(ground.path, into, String(index)), purposes);
    found.push(...[said].filter((it) => it !== undefined));
  }
  return found;
}

/** Whether all readers make the same of an archive. */
function isClear({ readings: [first, ...others] }: Odd): boolean {
  const isLikeFirst = ({ ok, tree }: Reading) => ok && isSameTree((first as Reading).tree, tree);
  return first?.ok === true && others.every(isLikeFirst);
}

test("odd tar archives are read as two of GNU tar, bsdtar and Python read them, or refused", async () => {
  const all = Object.entries(oddities).map(([what, { entries }]) => [what, entries] as const);
  const odds = read(new Map(all), "one");
  expect(await complaints(odds, "ours")).toEqual([]);

  const clear = odds
    .filter(isClear)
    .map(({ what }) => what)
    .filter((what) => !purposes.has(what));
  expect(clear.length).toBeGreaterThan(200);
  const several = fc.array(fc.constantFrom(...clear), { minLength: 2, maxLength: 4 });
  const archives = fc.sample(several, { numRuns: 60, seed: 3 }).map((picked) => {
    return [picked.join(" + "), picked.flatMap((what) => oddities[what]?.entries ?? [])] as const;
  });
  expect(await complaints(read(new Map(archives), "several"), "our")).toEqual([]);
}, 300_000);
