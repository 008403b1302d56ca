import { closeSync, openSync, readSync } from "node:fs";

/** What was to be read is longer than it may be. */
export class TooLarge extends Error {
  constructor(most: number) {
    super(`it has more than ${most} bytes`);
  }
}

/** So much is read in one go. */
const piece = 1 << 20;

/** The most bytes of a policy. */
export const maxPolicyBytes: number = 16 * 2 ** 20;

/** The most bytes of a plan, a request or an input that is read from somewhere. */
export const maxDocumentBytes: number = 64 * 2 ** 20;

/**
 * Everything that a file has, if that is at most so many bytes. One whose size nobody knows, such as
 * a pipe, is read no further than that.
 */
export function readBounded(file: string, most: number): Buffer {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(piece);
    const pieces: Buffer[] = [];
    let size = 0;
    for (;;) {
      const read = readSync(handle, buffer);
      if (read === 0) {
        return Buffer.concat(pieces);
      }
      pieces.push(Buffer.from(buffer.subarray(0, read)));
      size += read;
      if (size > most) {
        throw new TooLarge(most);
      }
    }
  } finally {
    closeSync(handle);
  }
}
