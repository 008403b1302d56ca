/** The bytes of a module contradict themselves. */
export class Malformed extends Error {}

/** Reads WebAssembly's binary format, never beyond its end. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  offset: number;

  constructor(bytes: Uint8Array, offset = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.end;
  }

  byte(): number {
    const byte = this.isAtEnd ? undefined : this.bytes[this.offset];
    if (byte === undefined) {
      throw new Malformed("it ends unexpectedly");
    }
    this.offset += 1;
    return byte;
  }

  /** An unsigned integer of 32 bits in LEB128. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffff_ffff) {
          break;
        }
        return value;
      }
    }
    throw new Malformed("a number does not fit into 32 bits");
  }

  /** As many bytes as their length prefix says. */
  counted(): Uint8Array {
    const length = this.u32();
    if (length > this.end - this.offset) {
      throw new Malformed("it ends unexpectedly");
    }
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  /** The number of a list's items, if the remaining bytes can hold them. */
  count(): number {
    const count = this.u32();
    if (count > this.end - this.offset) {
      throw new Malformed("it ends unexpectedly");
    }
    return count;
  }
}

/** An unsigned integer in LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest > 0x7f ? 0x80 : 0;
    bytes.push((rest % 0x80) | more);
    rest = Math.floor(rest / 0x80);
  } while (rest > 0);
  return bytes;
}
