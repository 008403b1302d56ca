// Generated from wasm-init.ts by `npm run build`. Do not edit.

import * as _$pintle_wasm0 from "pintle/wasm";

/** The bytes of a WebAssembly module, or where they are. */
type BytesSource = ArrayBuffer | ArrayBufferView<ArrayBuffer> | Response | URL | string;
/** A source of a WebAssembly module: the module, its bytes, or where to fetch them from. */
type WasmSource = WebAssembly.Module | BytesSource;
/** What every Pintle error contains, as it crosses the boundary. */
interface ErrorData {
  /** The stable code, such as `ERR_PINTLE_OVERFLOW`. `pintle explain CODE` describes it. */
  readonly code: string;
  /** One sentence that names the command, the place and what is wrong. */
  readonly message: string;
  /** The command that failed, such as `math.add`, if it was a command. */
  readonly command?: string | null;
  /** Where in the parameters (JSON Pointer, RFC 6901); empty for the whole. */
  readonly pointer: string;
  /** Facts about this case for programs to read. */
  readonly details?: UnknownDetails;
  /** The underlying failure. */
  readonly cause?: unknown;
}
/** The details of an error of which no more is known. */
type UnknownDetails = Readonly<Record<string, unknown>> | null;
/**
 * The error that every command and plan throws. Where it is known which codes there may be, as in the
 * type `CommandError` of a generated module, the code says what the details are.
 */
declare class PintleError<Code extends string = string, Known = UnknownDetails> extends Error {
  override readonly name: string;
  readonly code: Code;
  readonly command: string | null;
  readonly pointer: string;
  readonly details: Known;
  constructor(data: ErrorData);
  /** Whether a value is a Pintle error, from this copy of the module or another. */
  static is(value: unknown): value is PintleError;
  /** The error as plain data, for a log or another process. */
  toJSON(): ErrorData;
}
/** Everything that `pintle/wasm` exports. */
type Portable = typeof _$pintle_wasm0;
/**
 * Starts Pintle from `pintle.wasm`, which the package exports as `pintle/pintle.wasm`: from the compiled module,
 * its bytes, a `Response`, or a URL. Resolves to what `pintle/wasm` exports. Once it has succeeded,
 * every further call resolves to the same, whatever its argument.
 *
 * Rejects with `ERR_PINTLE_LOAD` if the module cannot be loaded.
 */
declare function init(source: WasmSource | PromiseLike<WasmSource>): Promise<Portable>;
export { type ErrorData, PintleError, Portable, type WasmSource, init };
