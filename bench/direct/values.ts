import type { Row } from "../harness/compare.ts";
import { repeat } from "../harness/repeat.ts";
import { c, napi, ours } from "./functions.ts";

const ascii = "a text of one hundred letters, ".repeat(4).slice(0, 100);
const wide = "ein Text von hundert Zeichen: grüße, ".repeat(4).slice(0, 100);
const bytes = new Uint8Array(1 << 20).fill(7);
const places = Array.from({ length: 20_000 }, (_, i) => ({ x: i / 2, y: -i, label: `place ${i}` }));
const options = { glob: ["**/*.ts", "**/*.js"], depth: 4, hidden: true, name: "src" };

/** None slower than #[napi]. */
const atMost = { "#[napi]": 1 };

/** One row for each kind of value that crosses. */
export const rows: readonly Row[] = [
  {
    name: "text in, 100 letters",
    ours: repeat(ours.textLength, ascii),
    theirs: { "#[napi]": repeat(napi.textLength, ascii) },
    atMost,
  },
  {
    name: "text in, 100 letters, some not ASCII",
    ours: repeat(ours.textLength, wide),
    theirs: { "#[napi]": repeat(napi.textLength, wide) },
    atMost,
  },
  {
    name: "text out, 100 letters",
    ours: repeat(ours.makeText, 100),
    theirs: { "#[napi]": repeat(napi.makeText, 100) },
    atMost,
  },
  {
    name: "text in and out, 100 letters",
    ours: repeat(ours.echo, ascii),
    theirs: { C: repeat(c.echo, ascii), "#[napi]": repeat(napi.echo, ascii) },
    atMost,
  },
  {
    name: "bytes in, 1 MiB",
    ours: repeat(ours.byteLength, bytes),
    theirs: { C: repeat(c.byteLength, bytes), "#[napi]": repeat(napi.byteLength, bytes) },
    atMost,
  },
  {
    name: "bytes out, 1 KiB",
    ours: repeat(ours.makeBytes, 1 << 10),
    theirs: { "#[napi]": repeat(napi.makeBytes, 1 << 10) },
    view: Buffer.from, // Ours have a `text()` besides.
    atMost,
  },
  {
    name: "bytes out, 1 MiB",
    ours: repeat(ours.makeBytes, 1 << 20),
    theirs: { "#[napi]": repeat(napi.makeBytes, 1 << 20) },
    view: Buffer.from,
    atMost,
  },
  {
    name: "options object in",
    ours: repeat(ours.configure, options),
    theirs: { "#[napi]": repeat(napi.configure, options) },
    atMost,
  },
  {
    name: "list of 1000 texts out",
    ours: repeat(ours.names, 1000),
    theirs: { "#[napi]": repeat(napi.names, 1000) },
    atMost,
  },
  {
    name: "list of 20000 structs out",
    ours: repeat(ours.places, 20_000),
    theirs: { "#[napi]": repeat(napi.places, 20_000) },
    atMost: { "#[napi]": 0.8 },
  },
  {
    name: "list of 20000 structs in",
    ours: repeat(ours.measure, places),
    theirs: { "#[napi]": repeat(napi.measure, places) },
    atMost: { "#[napi]": 0.8 },
  },
  {
    name: "columns of 1000 entries out",
    ours: repeat(ours.columns, 1000),
    theirs: { "#[napi]": repeat(napi.columns, 1000) },
    view: (columns) => ({ ...columns, kinds: Buffer.from(columns.kinds) }),
    atMost,
  },
];
