import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PintleError } from "../errors/pintle-error.ts";

/** The path of a file that is given as a path or as a URL. */
export function pathOf(file: string | URL): string {
  return file instanceof URL ? fileURLToPath(file) : file;
}

/** The contents of a file that somebody named in an option. */
export function readGiven(file: string, pointer: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code = null, message } = cause as NodeJS.ErrnoException;
    throw new PintleError({
      code: "ERR_PINTLE_IO",
      message: `${file} cannot be read: ${message}`,
      pointer,
      details: { path: file, errno: code },
      cause,
    });
  }
}
