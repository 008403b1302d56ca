import { asGuestError, invalidGuest, trapped } from "./errors.ts";
import { GuestHost } from "./guest-host.ts";
import type { HeldLimits } from "./limits.ts";
import { GuestMemory } from "./memory.ts";
import { heldModule } from "./wasm/check.ts";

/** The version of what a guest imports and exports. */
const abi = 1;

interface Exports {
  readonly memory: WebAssembly.Memory;
  pintle_abi(): number;
  pintle_alloc(length: number): number;
  pintle_free(pointer: number, length: number): void;
  pintle_run(pointer: number, length: number): bigint;
  /** The guest's own description of the trap that has ended it. */
  pintle_trap?(): bigint;
}

/** How much of a guest's description of its trap is reported. */
const maxMessageBytes = 4096;

/** Runs a guest from beginning to end, and returns the bytes of its answer. */
export function runModule(
  wasm: Uint8Array,
  limits: HeldLimits,
  input: Uint8Array,
  ask: (request: Uint8Array) => Uint8Array,
): Uint8Array {
  const module = compile(heldModule(wasm, limits.memoryBytes));
  const host = new GuestHost(limits, ask);
  try {
    const answer = run(module, host, input);
    if (host.failure === undefined) {
      return answer;
    }
  } catch (error) {
    throw host.failure ?? asGuestError(error);
  }
  throw host.failure;
}

function compile(wasm: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  try {
    return new WebAssembly.Module(wasm);
  } catch (error) {
    throw invalidGuest((error as Error).message, error);
  }
}

function run(module: WebAssembly.Module, host: GuestHost, input: Uint8Array): Uint8Array {
  const instance = new WebAssembly.Instance(module, { pintle: host.imports });
  const guest = instance.exports as unknown as Exports;
  const memory = new GuestMemory(guest.memory);
  host.memory = memory;
  try {
    return call(guest, memory, host, input);
  } catch (error) {
    throw host.failure ?? asGuestError(error, message(guest, memory));
  }
}

function call(guest: Exports, memory: GuestMemory, host: GuestHost, input: Uint8Array): Uint8Array {
  const version = guest.pintle_abi();
  if (version !== abi) {
    throw invalidGuest(
      `it is built for version ${version} of the ABI, but this host has version ${abi}`,
    );
  }
  const place = guest.pintle_alloc(input.length);
  if (place === 0) {
    throw trapped(`has no memory for its input of ${input.length} bytes`);
  }
  memory.write("pintle_alloc's memory", place, input);
  const [pointer, length] = parts(guest.pintle_run(place, input.length));
  host.output(length);
  const answer = memory.read("its answer", pointer, length);
  guest.pintle_free(pointer, length);
  return answer;
}

/** A pointer and a length, which a function returns as one number. */
function parts(result: bigint): [pointer: number, length: number] {
  const bits = BigInt.asUintN(64, result);
  return [Number(bits >> 32n), Number(bits & 0xffff_ffffn)];
}

/** What a trapped guest says about the trap, if it can. */
function message(guest: Exports, memory: GuestMemory): string {
  try {
    const [pointer, length] = parts(guest.pintle_trap?.() ?? 0n);
    const bytes = memory.read("its message", pointer, Math.min(length, maxMessageBytes));
    return new TextDecoder().decode(bytes);
  } catch {
    return ""; // It cannot say anything any longer.
  }
}
