/** Whether the memory of a buffer was moved elsewhere. `ArrayBuffer.prototype.detached` is newer than Node 20. */
export function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
