import type { Limits, Module, Sized } from "./module.ts";
import { leb } from "./reader.ts";

/** The size of a page of memory. */
export const pageBytes = 65_536;

/** How many entries all tables of a guest may have in total: compilers produce far fewer. */
export const maxTableEntries = 1_000_000;

/**
 * The module with maxima that the engine enforces: a memory of at most so many pages, and tables
 * that cannot grow. A host cannot watch memory grow, but it can limit the growth in advance.
 */
export function hold(
  bytes: Uint8Array,
  { memories, tables }: Module,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let done = 0;
  const replace = (id: number, section: Sized | undefined, held: (limits: Limits) => number) => {
    if (section !== undefined) {
      parts.push(bytes.subarray(done, section.start), written(id, section, held));
      done = section.end;
    }
  };
  replace(4, tables, ({ min }) => min);
  replace(5, memories, ({ max }) => Math.min(max ?? pages, pages));
  parts.push(bytes.subarray(done));
  return Uint8Array.from(Buffer.concat(parts));
}

function written(id: number, section: Sized, max: (limits: Limits) => number): Uint8Array {
  const { limits, holds } = section;
  const entries = limits.flatMap((one, index) => [
    ...holds.slice(index, index + 1),
    1,
    ...leb(one.min),
    ...leb(max(one)),
  ]);
  const body = [...leb(limits.length), ...entries];
  return Uint8Array.from([id, ...leb(body.length), ...body]);
}
