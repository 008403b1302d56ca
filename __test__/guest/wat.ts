import { readFileSync } from "node:fs";
import wabt from "wabt";

const tools = await wabt();

/** A module from its text. Nothing is checked here: the host and the engine are to find what is wrong. */
export function assemble(wat: string): Uint8Array {
  const features = { exceptions: true, memory64: true, threads: true };
  const module = tools.parseWat("test.wat", wat, features);
  const { buffer } = module.toBinary({});
  module.destroy();
  return buffer;
}

/** Text as a string of WAT. */
export function quoted(text: string | Uint8Array): string {
  const bytes = [...Buffer.from(text)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`);
  return `"${bytes.join("")}"`;
}

/** The example in WAT that asks for what it is given. */
export const relay: Uint8Array = assemble(
  readFileSync(new URL("../../examples/guests/relay/relay.wat", import.meta.url), "utf8"),
);

/** The parts of a guest. What is not said is as a good guest has it. */
export interface Parts {
  readonly abi?: string;
  readonly alloc?: string;
  readonly free?: string;
  readonly run?: string;
  readonly imports?: string;
  readonly memory?: string;
  /** What comes after everything else. */
  readonly more?: string;
  /** What memory holds from the beginning, at 1024. */
  readonly data?: string | Uint8Array;
}

/** Where `data` is. */
export const data = 1024;

/** The result of `pintle_run` for so many bytes of `data`. */
export function answering(length: number, place: number = data): string {
  return `(i64.or (i64.shl (i64.const ${place}) (i64.const 32)) (i64.const ${length}))`;
}

/** A guest that is put together from parts. It can call its host by `$call` and `$take`. */
export function guest(parts: Parts = {}): Uint8Array {
  const { data: bytes = '{"result":null}' } = parts;
  return assemble(`(module
    (import "pintle" "host_call" (func $call (param i32 i32) (result i32)))
    (import "pintle" "host_take" (func $take (param i32 i32) (result i32)))
    ${parts.imports ?? ""}
    ${parts.memory ?? '(memory (export "memory") 2)'}
    (data (i32.const ${data}) ${quoted(bytes)})
    ${parts.abi ?? '(func (export "pintle_abi") (result i32) (i32.const 1))'}
    ${parts.alloc ?? '(func (export "pintle_alloc") (param i32) (result i32) (i32.const 65536))'}
    ${parts.free ?? '(func (export "pintle_free") (param i32 i32))'}
    (func (export "pintle_run") (param $input i32) (param $length i32) (result i64)
      ${parts.run ?? answering(Buffer.byteLength(bytes))})
    ${parts.more ?? ""})`);
}
