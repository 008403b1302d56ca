import { fileURLToPath } from "node:url";
import { readBounded, TooLarge } from "../bytes/bounded.ts";
import { PintleError } from "../errors/pintle-error.ts";

/** The path of a file that is given as a path or as a URL. */
export function pathOf(file: string | URL): string {
  return file instanceof URL ? fileURLToPath(file) : file;
}

/** The contents of a file named in an option, if they are at most that many bytes. */
export function readGiven(file: string, pointer: string, most: number): Buffer {
  try {
    return readBounded(file, most);
  } catch (cause) {
    if (cause instanceof TooLarge) {
      throw tooLarge(file, pointer, most);
    }
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

/** The error for something with more bytes than allowed. */
export function tooLarge(what: string, pointer: string, most: number): PintleError {
  return new PintleError({
    code: "ERR_PINTLE_INVALID_VALUE",
    message: `${what} has more than the ${most} bytes allowed`,
    pointer,
    details: { limit: most },
  });
}
