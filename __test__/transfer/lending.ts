/** The fixture's commands that borrow memory for the time of a call. */

import type { Addon, CallOptions, Stream } from "../../index.ts";

/** Options with memory in them. */
export interface LendingOptions extends CallOptions {
  readonly more?: Uint8Array;
  readonly count: number;
}

export interface Lending {
  both(first: Uint8Array, second: Int16Array, options?: CallOptions): Promise<[number, number]>;
  bytes(data: Uint8Array, options?: CallOptions): Promise<number>;
  bytesAsync(data: Uint8Array, options?: CallOptions): Promise<number>;
  bytesAsyncSync(data: Uint8Array): number;
  bytesReady(data: Uint8Array, options?: CallOptions): Promise<number>;
  bytesSync(data: Uint8Array): number;
  characters(text: string): Promise<number>;
  charactersAsync(text: string): Promise<number>;
  charactersSync(text: string): number;
  columns(
    singles: Float32Array,
    clamped: Uint8ClampedArray,
    large: BigUint64Array,
  ): Promise<[number, number, bigint]>;
  hold(data: Uint8Array, millis: number, options?: CallOptions): Promise<number>;
  linger(data: Uint8Array, millis: number, options?: CallOptions): Promise<number>;
  owned(data: Uint8Array, options?: CallOptions): Promise<number>;
  ownedSync(data: Uint8Array): number;
  panic(data: Uint8Array): Promise<never>;
  read(data: Uint8Array, millis: number, options?: CallOptions): Promise<number>;
  readAsync(data: Uint8Array, options?: CallOptions): Promise<never>;
  sent(data: Uint8Array, options?: CallOptions): Stream<number, number[]>;
  sentSync(data: Uint8Array): Uint8Array;
  withOptions(data: Uint8Array, options: LendingOptions): Promise<[number, number]>;
}

export const lendingOf = (addon: Addon): Lending => addon.commands.lending as unknown as Lending;

/** Bytes in memory of their own, and what is to come out of it. */
export function some(length = 100_000): { data: Uint8Array<ArrayBuffer>; sum: number } {
  const data = Uint8Array.from({ length }, (_, index) => index % 251);
  return { data, sum: data.reduce((total, byte) => total + byte, 0) };
}
