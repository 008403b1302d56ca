// Generated from wasm-init.ts by `npm run build`. Do not edit.

import * as _$pintle_wasm0 from "pintle/wasm";

/** What has the bytes of a WebAssembly module, or says where they are. */
type BytesSource = ArrayBuffer | ArrayBufferView<ArrayBuffer> | Response | URL | string;
/** Where a WebAssembly module can come from: it, its bytes, or what they can be fetched from. */
type WasmSource = WebAssembly.Module | BytesSource;
/** What every error of Pintle's tells, as it crosses the boundary. */
interface ErrorData {
  /** The stable code, such as `ERR_PINTLE_OVERFLOW`. `pintle explain CODE` says more. */
  readonly code: string;
  /** One sentence that names the command, the place and what is wrong. */
  readonly message: string;
  /** The command that failed, such as `math.add`, where it was one. */
  readonly command?: string | null;
  /** Where in the parameters (JSON Pointer, RFC 6901); empty for the whole. */
  readonly pointer: string;
  /** Facts about this case for programs to read. */
  readonly details?: Readonly<Record<string, unknown>> | null;
  /** The failure behind this one. */
  readonly cause?: unknown;
}
/** The error that every command and plan throws. */
declare class PintleError extends Error implements ErrorData {
  override readonly name: string;
  readonly code: string;
  readonly command: string | null;
  readonly pointer: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  constructor(data: ErrorData);
  /** Whether a value is an error of Pintle's, of this copy of it or another. */
  static is(value: unknown): value is PintleError;
  /** The error as plain data, for a log or another process. */
  toJSON(): ErrorData;
}
/** Everything that `pintle/wasm` exports. */
type Portable = typeof _$pintle_wasm0;
/**
 * Starts Pintle from `pintle.wasm`, which the package exports as `pintle/pintle.wasm`: from the compiled module,
 * its bytes, a `Response`, or a URL. Gives what `pintle/wasm` exports. Once it has gone well, every further
 * call gives the same, whatever it is handed.
 *
 * Rejects with `ERR_PINTLE_LOAD` if the module cannot be had.
 */
declare function init(source: WasmSource | PromiseLike<WasmSource>): Promise<Portable>;
export { type ErrorData, PintleError, Portable, type WasmSource, init };
