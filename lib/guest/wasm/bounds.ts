import { Malformed } from "./reader.ts";

/**
 * How much of everything a guest may have. Compilers make far less; the engine allows far more than
 * the thread of a guest has memory for, and a thread whose memory is used up can end the process.
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
  // What the engine compiles a function with grows with both, and no limit of the thread counts it.
  "bytes times locals in a function": 67_108_864,
} as const;

export type Bounded = keyof typeof most;

/** A list has so many of something, so far. */
export function within(what: Bounded, count: number): number {
  if (count > most[what]) {
    throw new Malformed(`it has ${count} ${what}; at most ${most[what]} are allowed`);
  }
  return count;
}
