import { invalidGuest } from "../errors.ts";
import { plain } from "../plain.ts";
import { hold, maxTableEntries, pageBytes } from "./hold.ts";
import { type Module, readModule, type Signature } from "./module.ts";
import { Malformed } from "./reader.ts";

/** What a host provides to its guests, all of it in the module `pintle`. */
const given: Readonly<Record<string, Signature>> = {
  host_call: "(i32, i32) -> i32",
  host_take: "(i32, i32) -> i32",
};

/** The functions that a guest exports. */
const needed: Readonly<Record<string, Signature>> = {
  pintle_abi: "() -> i32",
  pintle_alloc: "(i32) -> i32",
  pintle_free: "(i32, i32) -> nothing",
  pintle_run: "(i32, i32) -> i64",
};

/** What it may also export. */
const possible: Readonly<Record<string, Signature>> = { pintle_trap: "() -> i64" };

/** Checks that a module is a guest, and returns it with its memory limited to that many bytes. */
export function heldModule(bytes: Uint8Array, memoryBytes: number): Uint8Array<ArrayBuffer> {
  const module = read(bytes);
  checkImports(module);
  checkExports(module);
  const pages = Math.floor(memoryBytes / pageBytes);
  checkSizes(module, pages);
  return hold(bytes, module, pages);
}

function read(bytes: Uint8Array): Module {
  try {
    return readModule(bytes);
  } catch (error) {
    throw error instanceof Malformed ? invalidGuest(error.message) : error;
  }
}

function checkImports({ imports }: Module): void {
  for (const { module, name, signature } of imports) {
    const wanted = module === "pintle" && Object.hasOwn(given, name) ? given[name] : undefined;
    if (wanted === undefined) {
      const all = Object.keys(given).map((one) => `pintle.${one}`);
      throw invalidGuest(
        `it imports ${plain(`${module}.${name}`)}; guests may only import ${all.join(" and ")}`,
      );
    }
    if (signature !== wanted) {
      const got = signature ?? "not a function";
      throw invalidGuest(`its import ${module}.${name} is ${got}, expected ${wanted}`);
    }
  }
}

function checkExports({ exports, memories }: Module): void {
  const found = new Map(exports.map((one) => [one.name, one]));
  if (found.get("memory")?.kind !== "memory" || memories === undefined) {
    throw invalidGuest("it does not export its memory as memory");
  }
  for (const [name, wanted] of Object.entries({ ...needed, ...possible })) {
    const one = found.get(name);
    if (one === undefined && name in needed) {
      throw invalidGuest(`it does not export the function ${name}: ${wanted}`);
    }
    if (one !== undefined && one.signature !== wanted) {
      const got = one.signature ?? `a ${one.kind}`;
      throw invalidGuest(`its export ${name} is ${got}, expected ${wanted}`);
    }
  }
}

function checkSizes({ memories, tables }: Module, pages: number): void {
  const [memory, more] = memories?.limits ?? [];
  if (memory === undefined || more !== undefined) {
    throw invalidGuest("it must have exactly one memory");
  }
  if (memory.min > pages) {
    throw invalidGuest(
      `it starts with ${memory.min} pages of memory; at most ${pages} are allowed`,
    );
  }
  const entries = (tables?.limits ?? []).reduce((sum, { min }) => sum + min, 0);
  if (entries > maxTableEntries) {
    throw invalidGuest(
      `its tables have ${entries} entries; at most ${maxTableEntries} are allowed together`,
    );
  }
}
