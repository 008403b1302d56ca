import { copyFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Puts a copy of an addon where another may be that some process has loaded. That process keeps the old file:
 * one that is copied over would become a mixture of both, which ends the process.
 */
export function putInPlace(from: string, to: string): void {
  replace(to, (draft) => copyFileSync(from, draft));
}

/** Writes a text to a file as a whole: whoever reads it finds the old text or the new one. */
export function writeInPlace(file: string, text: string): void {
  replace(file, (draft) => writeFileSync(draft, text));
}

function replace(file: string, write: (draft: string) => void): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    write(draft);
    rename(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function rename(draft: string, file: string): void {
  if (process.platform !== "win32") {
    renameSync(draft, file);
    return;
  }
  // Windows does not replace a library that is loaded, but lets it have another name.
  removeOld(file);
  try {
    renameSync(draft, file);
  } catch {
    renameSync(file, `${file}.${Date.now()}.old`);
    renameSync(draft, file);
  }
}

/** Removes what was replaced before, unless it is loaded still. */
function removeOld(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(file)}.`) && name.endsWith(".old")) {
      try {
        rmSync(join(folder, name));
      } catch {
        // Next time.
      }
    }
  }
}
