import type { ErrorData } from "../../errors/pintle-error.ts";

/** The first line of a recording. */
export interface Title {
  readonly recording: 1;
  /** The hash of the contract that was recorded. */
  readonly contract: string;
}

/** Any other line: a request and its answer, as the protocol of pintle-host writes them. */
export interface Entry {
  readonly method: string;
  readonly params: unknown;
  readonly result?: unknown;
  readonly error?: ErrorData;
  /** What a stream has sent before its error, or before its reader left if there is neither error nor result. */
  readonly items?: unknown;
}

/** The method under which plans are recorded. */
export const planMethod = "pintle.runPlan";

/** A text that is the same for equal requests: the order of keys does not matter. */
export function keyOf(method: string, params: unknown): string {
  return JSON.stringify([method, sorted(params)]);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, item]) => [name, sorted(item)]);
}
