import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

/** Whether there is a file of that name. If the permission model forbids looking, there is none. */
export function isThere(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first bytes of a file, and how long it is. */
export function start(
  file: string,
  length: number,
): { readonly bytes: Buffer; readonly size: number } {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    return {
      bytes: bytes.subarray(0, readSync(descriptor, bytes)),
      size: fstatSync(descriptor).size,
    };
  } finally {
    closeSync(descriptor);
  }
}
