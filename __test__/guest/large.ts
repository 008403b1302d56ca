/** Modules with very much of something, as bytes: no text of them could be assembled. */

import { guest } from "./wat.ts";

/** An unsigned number in LEB128. */
export function leb(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

/** So many times the same bytes. */
export function repeated(count: number, ...bytes: readonly number[]): Uint8Array {
  return new Uint8Array(Buffer.alloc(count * bytes.length, Uint8Array.from(bytes)));
}

export function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
}

/** A section, after its length. */
export function section(
  id: number,
  ...parts: readonly (Uint8Array | readonly number[])[]
): Uint8Array {
  const body = joined(...parts);
  return joined([id], leb(body.length), body);
}

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const noParams = [0x60, 0, 0];
const name = (text: string) => [...leb(text.length), ...Buffer.from(text)];

/** A list in a separate section, after a type that takes and returns nothing. */
function listed(id: number, count: number, ...item: readonly number[]): Uint8Array {
  const types = id === 1 ? [] : section(1, [1], noParams);
  return joined(header, types, section(id, leb(count), repeated(count, ...item)));
}

/** A function with so many instructions before its end. */
export function withBody(locals: readonly number[], ...code: readonly number[][]): Uint8Array {
  const body = joined(locals, ...code, [0x0b]);
  return joined(
    header,
    section(1, [1], noParams),
    section(3, [1, 0]),
    section(10, [1], leb(body.length), body),
  );
}

type Large = readonly [name: string, wasm: () => Uint8Array, says: string];

/** Each is larger than any compiler makes, and smaller than the limit of bytes that it runs under. */
export function large(millions: number): readonly Large[] {
  const count = millions * 1_000_000;
  return [
    ["functions", () => listed(3, count, 0), "functions; at most 100000"],
    ["types", () => listed(1, count / 4, ...noParams), "function types; at most 10000"],
    [
      "parameters",
      () => joined(header, section(1, [1, 0x60], leb(count), repeated(count, 0x7f), [0])),
      "type parameters and results; at most 100000",
    ],
    [
      "parameters of many types",
      () => {
        const type = joined([0x60], leb(900), repeated(900, 0x7f), [0]);
        return joined(header, section(1, leb(9000), ...Array(9000).fill(type)));
      },
      "type parameters and results; at most 100000",
    ],
    [
      "imports",
      () => listed(2, count / 20, ...name("pintle"), ...name("host_call"), 0, 0),
      "imports; at most 1000",
    ],
    ["exports", () => listed(7, count / 4, 1, 0x61, 0, 0), "exports; at most 10000"],
    ["tables", () => listed(4, count / 3, 0x70, 0, 0), "tables; at most 1000"],
    ["memories", () => listed(5, count / 2, 0, 0), "memories; at most 1000"],
    ["globals", () => listed(6, count / 5, 0x7f, 0, 0x41, 0, 0x0b), "globals; at most 100000"],
    ["element segments", () => listed(9, count / 8, 1, 0, 0), "element segments"],
    [
      "elements",
      () => joined(header, section(9, [1, 1, 0], leb(count), repeated(count, 0))),
      "bytes in element segments",
    ],
    ["data segments", () => listed(11, count / 4, 1, 0), "data segments"],
    ["bodies", () => listed(10, count / 3, 2, 0, 0x0b), "functions; at most 100000"],
    [
      "a name",
      () => joined(header, section(7, [1], leb(count), repeated(count, 0x61), [0, 0])),
      "bytes in a name; at most 10000",
    ],
    [
      "sections without a meaning",
      () => joined(header, repeated(count / 4, 0, 2, 1, 0x61)),
      "sections; at most 1000",
    ],
    ["locals", () => withBody([1, ...leb(0xffff_ffff), 0x7f]), "locals in a function"],
    [
      "locals in many groups",
      () => withBody([...leb(20_000), ...repeated(20_000, 1, 0x7f)]),
      "locals in a function",
    ],
    [
      "nested blocks",
      () => {
        const blocks = Math.min(count, 12_000_000) / 3;
        return withBody([0], [...repeated(blocks, 0x02, 0x40)], [...repeated(blocks, 0x0b)]);
      },
      "bytes in a function",
    ],
    [
      "locals, and blocks that keep them apart",
      () =>
        withBody(
          [1, ...leb(10_000), 0x7f],
          [...repeated(30_000, 0x02, 0x40, 0x41, 0, 0x0d, 0, 0x0b)],
        ),
      "bytes times locals in a function",
    ],
    [
      "a count without items",
      () => joined(header, section(3, leb(99_999))),
      "it ends unexpectedly",
    ],
  ];
}

/** A good guest with a section that has no meaning, so large. */
export function padded(bytes: number): Uint8Array {
  return joined(guest(), section(0, name("padding"), new Uint8Array(bytes)));
}
