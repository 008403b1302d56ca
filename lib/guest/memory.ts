import { trapped } from "./errors.ts";

/**
 * A guest's memory. When it grows, its old buffer is detached, so every access starts from the
 * memory itself.
 */
export class GuestMemory {
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** The bytes at a pointer; both numbers are unsigned 32-bit integers, whatever JavaScript got. */
  region(what: string, pointer: number, length: number): Uint8Array {
    const [start, size] = [pointer >>> 0, length >>> 0];
    const { buffer } = this.#memory;
    if (start + size > buffer.byteLength) {
      throw trapped(
        `passed ${what} outside its memory: ${size} bytes at ${start}, of ${buffer.byteLength}`,
      );
    }
    return new Uint8Array(buffer, start, size);
  }

  /** A copy of the bytes. */
  read(what: string, pointer: number, length: number): Uint8Array {
    return this.region(what, pointer, length).slice();
  }

  write(what: string, pointer: number, bytes: Uint8Array): void {
    this.region(what, pointer, bytes.length).set(bytes);
  }
}
