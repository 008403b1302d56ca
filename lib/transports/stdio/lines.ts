import { Buffer } from "node:buffer";
import { ownOf } from "../../options/own.ts";
import { writeJson } from "../wire/write.ts";
import { type Framing, join, type Message } from "./framing.ts";

const newline = 0x0a;

/** Each message is JSON text on one line. */
export const lines: Framing = {
  name: "lines",

  write: (value, command = null, how = {}) => ({
    text: writeJson(value, command, how),
    blobs: [],
    places: {},
  }),

  frame(head, name, { text }) {
    const line = Buffer.from(`${join(head, name, text)}\n`);
    return { chunks: [line], size: line.length - 1 };
  },

  decoder() {
    // The beginning of a line, in the pieces in which it arrived.
    let pieces: Uint8Array[] = [];
    return (chunk) => {
      const messages: Message[] = [];
      let start = 0;
      let end = chunk.indexOf(newline);
      while (end !== -1) {
        pieces.push(chunk.subarray(start, end));
        messages.push(ownOf<Message>(JSON.parse(Buffer.concat(pieces).toString("utf8"))));
        pieces = [];
        start = end + 1;
        end = chunk.indexOf(newline, start);
      }
      if (start < chunk.length) {
        pieces.push(chunk.subarray(start));
      }
      return messages;
    };
  },
};
