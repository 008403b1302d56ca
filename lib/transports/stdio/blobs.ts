import { Buffer } from "node:buffer";
import { tokensOf } from "../../errors/pointer.ts";
import { define, ownOf } from "../../options/own.ts";
import { copyOf } from "../wire/shape.ts";
import { writeJson } from "../wire/write.ts";
import { type Framing, join, type Message } from "./framing.ts";

/** Two lengths: of the JSON text, and how many blobs there are. */
const prefix = 8;

/** Each message is JSON text and its binary values, preceded by their lengths. */
export const blobs: Framing = {
  name: "blobs",

  write(value, command = null, how = {}) {
    const found = { list: [] as Uint8Array[], places: {} };
    const text = writeJson(value, command, { ...how, blobs: found });
    return { text, blobs: found.list, places: found.places };
  },

  frame(head, name, { text, blobs, places }) {
    // The last member has already been written; the binary values that it left out come before it.
    const moved = Object.entries(places).map(([place, blob]) => [`/${name}${place}`, blob]);
    const withPlaces = blobs.length === 0 ? head : { ...head, blobs: Object.fromEntries(moved) };
    const json = Buffer.from(join(withPlaces, name, text));
    const lengths = Buffer.alloc(prefix + 4 * blobs.length);
    lengths.writeUInt32BE(json.length, 0);
    lengths.writeUInt32BE(blobs.length, 4);
    for (const [index, blob] of blobs.entries()) {
      lengths.writeUInt32BE(blob.length, prefix + 4 * index);
    }
    return {
      chunks: [Buffer.concat([lengths, json]), ...blobs],
      size: json.length + sum(blobs.map(({ length }) => length)),
    };
  },

  decoder() {
    let pieces: Uint8Array[] = [];
    let there = 0;
    let needed = prefix;
    return (chunk) => {
      pieces.push(chunk);
      there += chunk.length;
      if (there < needed) {
        return []; // Joining the pieces each time would take quadratic time.
      }
      let rest = pieces.length === 1 ? asBuffer(chunk) : Buffer.concat(pieces);
      const messages: Message[] = [];
      needed = sizeOf(rest);
      while (rest.length >= needed && rest.length > prefix) {
        messages.push(read(rest));
        rest = rest.subarray(needed);
        needed = sizeOf(rest);
      }
      pieces = rest.length === 0 ? [] : [rest];
      there = rest.length;
      return messages;
    };
  },
};

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** No text is longer, and no result has more blobs: data that claims so is not a frame. */
const longestText = 2 ** 29;
const mostBlobs = 2 ** 20;

/** The length of a frame, or how much of it is needed to know. */
function sizeOf(frame: Buffer): number {
  if (frame.length < prefix) {
    return prefix;
  }
  const count = frame.readUInt32BE(4);
  if (count > mostBlobs || frame.readUInt32BE(0) > longestText) {
    throw new Error("invalid frame lengths");
  }
  const lengths = prefix + 4 * count;
  if (frame.length < lengths) {
    return lengths;
  }
  return lengths + frame.readUInt32BE(0) + sum(blobLengths(frame));
}

function read(frame: Buffer): Message {
  const lengths = blobLengths(frame);
  let start = prefix + 4 * lengths.length;
  const end = start + frame.readUInt32BE(0);
  const { blobs: places = {}, ...rest } = ownOf<Message>(
    JSON.parse(frame.toString("utf8", start, end)),
  );
  const message: Record<string, unknown> = ownOf(rest);
  start = end;
  const values = lengths.map((length) => {
    const blob = copyOf(frame.subarray(start, start + length));
    start += length;
    return blob;
  });
  for (const [place, index] of Object.entries(places as Record<string, number>)) {
    put(message, place, values[index]);
  }
  return message;
}

function blobLengths(frame: Buffer): number[] {
  return Array.from({ length: frame.readUInt32BE(4) }, (_, index) =>
    frame.readUInt32BE(prefix + 4 * index),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Puts a value at a JSON Pointer. */
function put(message: Record<string, unknown>, place: string, value: unknown): void {
  const tokens = tokensOf(place);
  const last = tokens.pop();
  let here: unknown = message;
  for (const token of tokens) {
    here = (here as Record<string, unknown> | undefined)?.[token];
  }
  if (last !== undefined && typeof here === "object" && here !== null) {
    define(here, last, value);
  }
}
