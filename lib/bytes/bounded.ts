import { closeSync, openSync, readSync } from "node:fs";

/** The data to read is longer than allowed. */
export class TooLarge extends Error {
  constructor(most: number) {
    super(`it has more than ${most} bytes`);
  }
}

/** The size of one read. */
const piece = 1 << 20;

/** The most bytes of a policy. */
export const maxPolicyBytes: number = 16 * 2 ** 20;

/** The most bytes of a plan, a request or an input that is read from somewhere. */
export const maxDocumentBytes: number = 64 * 2 ** 20;

/**
 * The whole content of a file, if it is at most that many bytes. A file of unknown size, such as
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
