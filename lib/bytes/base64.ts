/** Node's own conversion is by far the fastest; browsers only have one for strings. */
const { Buffer } = globalThis as { Buffer?: typeof import("node:buffer").Buffer };

/** Binary data as base64. */
export function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  if (Buffer !== undefined) {
    return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  }
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The data that canonical base64 encodes, or undefined for other text. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer === undefined ? fromText(text) : Buffer.from(text, "base64");
  return bytes !== undefined && toBase64(bytes) === text ? bytes : undefined;
}

function fromText(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
