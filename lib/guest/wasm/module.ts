import { Malformed, Reader } from "./reader.ts";

/** What a function takes and gives, such as `(i32, i32) -> i64`. */
export type Signature = string;

export interface Import {
  readonly module: string;
  readonly name: string;
  /** Undefined when it is no function. */
  readonly signature: Signature | undefined;
}

export interface Export {
  readonly name: string;
  readonly kind: "function" | "table" | "memory" | "global" | "tag";
  /** Of a function. */
  readonly signature: Signature | undefined;
}

/** How large a memory or a table is at its start, and at most. */
export interface Limits {
  readonly min: number;
  readonly max: number | undefined;
}

/** A section that says how large memories or tables are. */
export interface Sized {
  /** From the byte with its kind to its end. */
  readonly start: number;
  readonly end: number;
  /** What each holds; nothing for memories, which hold bytes. */
  readonly holds: readonly number[];
  readonly limits: readonly Limits[];
}

/** What a module is seen to be from outside, and how much memory it may take. */
export interface Module {
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly memories: Sized | undefined;
  readonly tables: Sized | undefined;
}

const kinds = ["function", "table", "memory", "global", "tag"] as const;
const types: ReadonlyMap<number, string> = new Map([
  [0x7f, "i32"],
  [0x7e, "i64"],
  [0x7d, "f32"],
  [0x7c, "f64"],
  [0x7b, "v128"],
  [0x70, "funcref"],
  [0x6f, "externref"],
]);
const magic = [0x00, 0x61, 0x73, 0x6d];
const version = [0x01, 0x00, 0x00, 0x00];

/**
 * Reads what a guest's host must know. The engine checks everything else. What is read here strictly
 * cannot be something else to the engine: sizes that it does not know (shared memories, those of 64
 * bits, tables with an initializer) and types of collected objects are refused.
 */
export function readModule(bytes: Uint8Array): Module {
  if (!magic.every((byte, index) => bytes[index] === byte)) {
    throw new Malformed("it does not begin as WebAssembly does");
  }
  if (!version.every((byte, index) => bytes[4 + index] === byte)) {
    throw new Malformed("it is no core module of version 1");
  }
  const signatures: Signature[] = [];
  const functions: (Signature | undefined)[] = [];
  const imports: Import[] = [];
  const exports: Export[] = [];
  let memories: Sized | undefined;
  let tables: Sized | undefined;
  const all = new Reader(bytes, 8);
  while (!all.isAtEnd) {
    const start = all.offset;
    const id = all.byte();
    const length = all.counted().length;
    const end = all.offset;
    const section = new Reader(bytes, end - length, end);
    switch (id) {
      case 1:
        section.each(() => signatures.push(signature(section)));
        break;
      case 2:
        for (const one of readImports(section, signatures)) {
          imports.push(one);
          functions.push(one.signature);
        }
        break;
      case 3:
        section.each(() => functions.push(signatures[section.u32()]));
        break;
      case 4:
        tables = { start, end, ...sized(section, () => reference(section)) };
        break;
      case 5:
        memories = { start, end, ...sized(section) };
        break;
      case 7:
        section.each(() => exports.push(exported(section, functions)));
        break;
    }
  }
  return { imports, exports, memories, tables };
}

function signature(section: Reader): Signature {
  if (section.byte() !== 0x60) {
    throw new Malformed("it has types that are no functions");
  }
  const list = () => {
    const names: string[] = [];
    section.each(() => names.push(type(section)));
    return names.join(", ");
  };
  const params = list();
  return `(${params}) -> ${list() || "nothing"}`;
}

/** The imports up to the first that is no function: no guest may have one, so nobody looks further. */
function readImports(section: Reader, signatures: readonly Signature[]): Import[] {
  const imports: Import[] = [];
  for (let left = section.u32(); left > 0; left -= 1) {
    const [module, name, kind] = [section.name(), section.name(), section.byte()];
    const signature = kind === 0 ? signatures[section.u32()] : undefined;
    imports.push({ module, name, signature });
    if (signature === undefined) {
      break;
    }
  }
  return imports;
}

function type(section: Reader): string {
  const known = types.get(section.byte());
  if (known === undefined) {
    throw new Malformed("it has types of values that guests cannot use");
  }
  return known;
}

function reference(section: Reader): number {
  const byte = section.byte();
  if (byte !== 0x70 && byte !== 0x6f) {
    throw new Malformed("it has a table of a kind that guests cannot use");
  }
  return byte;
}

function sized(section: Reader, hold?: () => number): Pick<Sized, "holds" | "limits"> {
  const holds: number[] = [];
  const limits: Limits[] = [];
  section.each(() => {
    if (hold !== undefined) {
      holds.push(hold());
    }
    const flags = section.byte();
    if (flags > 1) {
      throw new Malformed("it has memory or a table that is shared, or of 64 bits");
    }
    limits.push({ min: section.u32(), max: flags === 1 ? section.u32() : undefined });
  });
  if (!section.isAtEnd) {
    throw new Malformed("a section is longer than what it holds");
  }
  return { holds, limits };
}

function exported(section: Reader, functions: readonly (Signature | undefined)[]): Export {
  const name = section.name();
  const kind = kinds[section.byte()];
  const index = section.u32();
  if (kind === undefined) {
    throw new Malformed(`its export ${name} is of an unknown kind`);
  }
  return { name, kind, signature: kind === "function" ? functions[index] : undefined };
}
