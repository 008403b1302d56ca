// Writes the files that are generated but committed, or with `--check` says which are stale.
//
//   node scripts/generate.mjs contract|types|packages|examples
//   node scripts/generate.mjs --check

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { generated } from "./generate/files.mjs";
import { at } from "./setup/root.mjs";

/** @param {string} path */
function committed(path) {
  try {
    return readFileSync(at(path), "utf8");
  } catch {
    return undefined;
  }
}

async function check() {
  for (const { path, text } of generated) {
    if (committed(path) !== (await text())) {
      console.error(`error: ${path} is not what would be generated now`);
      process.exitCode = 1;
    }
  }
  if (process.exitCode === 1) {
    console.error(
      "hint: run `npm run build` and `npm run build:examples`, look at the difference, and commit it",
    );
  }
}

/** @param {string | undefined} step */
async function write(step) {
  for (const { path, text } of generated.filter((file) => file.step === step)) {
    const now = await text();
    // A file that stays as it is keeps its time, so that nothing watching it starts to work.
    if (committed(path) !== now) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), now);
    }
  }
}

const [argument] = process.argv.slice(2);
await (argument === "--check" ? check() : write(argument));
