import type { ErrorData } from "../errors/pintle-error.ts";
import type { HeldLimits } from "./limits.ts";

/** A worker's job. */
export interface Job {
  /** The file of the addon, which the worker loads itself. */
  readonly addon: string;
  /** The session that its requests belong to. */
  readonly session: number;
  /** The guest to run. Without one the input itself is the request. */
  readonly guest?: { readonly wasm: Uint8Array; readonly limits: HeldLimits };
  /** JSON in UTF-8. */
  readonly input: Uint8Array;
}

/**
 * What a worker reports: that the guest is about to begin, then how it ended. An answer is JSON.
 */
export type Told = "begins" | { readonly answer: string } | { readonly error: ErrorData };

/** An answer of a guest or its host. */
export type Answer =
  | { readonly result: unknown; readonly error?: undefined }
  | { readonly error: Partial<ErrorData>; readonly result?: undefined };
