/** Archives through every transport. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, fails, gives } from "./cases.ts";

/** Packs what is in `root` with GNU tar. */
export function pack(root: string, into: string): void {
  execFileSync("tar", ["-czf", join(into, "packed.tar.gz"), "-C", root, "a.txt", "sub", "link"]);
  // One whose entry leads out of wherever it is extracted.
  const transform = ["-P", "--transform", "s,^,../,"];
  execFileSync("tar", ["-cf", join(into, "hostile.tar"), "-C", root, ...transform, "a.txt"]);
}

/** Calls with the archives that are in `folder`, and with what is in `root`. */
export function archives(root: string, folder: string): readonly Call[] {
  const packed = join(folder, "packed.tar.gz");
  const hostile = join(folder, "hostile.tar");
  const into = join(folder, "into");
  const bytes = readFileSync(packed);
  const overwrite = { overwrite: "always" };
  return [
    gives("columns of an archive", "archive.list", packed),
    gives("a stream of an archive", "archive.entries", packed),
    gives("an archive in memory", "archive.listBytes", bytes),
    gives("a file", "archive.extract", packed, into, overwrite),
    gives("filters", "archive.extract", packed, join(folder, "some"), {
      ...overwrite,
      glob: ["**/*.bin"],
      stripComponents: 1,
    }),
    gives("an archive in memory", "archive.extractBytes", bytes, into, overwrite),
    ...["made.tar", "made.tar.gz", "made.tar.zst", "made.zip"].map((name) =>
      gives(name, "archive.create", root, join(folder, name), { reproducible: true }),
    ),
    ...["tar", "tarGz", "tarZst", "zip"].map((format) =>
      gives(`bytes of ${format}`, "archive.createBytes", root, {
        format,
        reproducible: true,
        prefix: "package",
      }),
    ),
    fails("ARCHIVE_UNSUPPORTED", "/archive", "no archive", "archive.list", `${root}/a.txt`),
    fails(
      "ARCHIVE_UNSUPPORTED",
      "/archive",
      "a stream of none",
      "archive.entries",
      `${root}/a.txt`,
    ),
    fails("ARCHIVE_CORRUPT", "/data", "a cut", "archive.listBytes", bytes.subarray(0, 40)),
    fails("ARCHIVE_LIMIT", "/archive", "too many entries", "archive.list", packed, {
      maxEntries: 1,
    }),
    fails("ARCHIVE_UNSAFE", "/archive", "a way out", "archive.extract", hostile, into),
    fails("ARCHIVE_EXISTS", "/into", "what is there", "archive.extract", packed, root),
    fails("IO", "/archive", "an archive that is not there", "archive.list", `${root}/absent`),
    fails("INVALID_VALUE", "/archive", "a name without a format", "archive.create", root, "x.rar"),
    fails("INVALID_VALUE", "/level", "a level", "archive.createBytes", root, { level: 10 }),
  ];
}
