import { Malformed } from "./reader.ts";

/**
 * The maximum number of items in a guest. Compilers produce far fewer; the engine allows far more
 * than fit into the memory of a guest's thread, and a thread that runs out of memory can end the
 * process.
 */
export const most = {
  sections: 1000,
  "function types": 10_000,
  "type parameters and results": 100_000,
  imports: 1000,
  functions: 100_000,
  tables: 1000,
  memories: 1000,
  globals: 100_000,
  exports: 10_000,
  "element segments": 10_000,
  "bytes in element segments": 4_194_304,
  "data segments": 100_000,
  "bytes in a name": 10_000,
  "locals in a function": 10_000,
  "bytes in a function": 524_288,
  // The memory that the engine needs to compile a function grows with both, and no limit of the
  // thread includes it.
  "bytes times locals in a function": 67_108_864,
} as const;

export type Bounded = keyof typeof most;

/** Counts the items of a list, so far. */
export function within(what: Bounded, count: number): number {
  if (count > most[what]) {
    throw new Malformed(`it has ${count} ${what}; at most ${most[what]} are allowed`);
  }
  return count;
}
