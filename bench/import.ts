// How long a program takes that imports Pintle and does nothing, against one that is empty and those
// that import what many Node tools import.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Row, Side } from "./harness/compare.ts";
import { repeat } from "./harness/repeat.ts";
import { run } from "./harness/run.ts";

/** Below the checkout, so that names of packages lead where they lead a program here. */
const folder = resolve("target", "bench", "imports");
mkdirSync(folder, { recursive: true });

/** Starts Node with a program of these imports. */
function program(...modules: readonly string[]): Side {
  const path = join(folder, `${modules.join("-") || "nothing"}.mjs`);
  writeFileSync(path, modules.map((name) => `import ${JSON.stringify(name)};\n`).join(""));
  return repeat(start, path);
}

function start(path: string) {
  const { status, stderr } = spawnSync(process.execPath, [path], { encoding: "utf8" });
  return { status, stderr };
}

const row: Row = {
  name: "import",
  ours: program("pintle"),
  theirs: {
    "an empty module": program(),
    execa: program("execa"),
    "fs-extra": program("fs-extra"),
    globby: program("globby"),
    "execa, fs-extra and globby": program("execa", "fs-extra", "globby"),
  },
};

await run([row]);
