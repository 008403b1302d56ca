import { type Bounded, within } from "./bounds.ts";
import { Malformed, Reader } from "./reader.ts";

/** What a function takes and returns, such as `(i32, i32) -> i64`. */
export type Signature = string;

export interface Import {
  readonly module: string;
  readonly name: string;
  /** Undefined if it is not a function. */
  readonly signature: Signature | undefined;
}

export interface Export {
  readonly name: string;
  readonly kind: "function" | "table" | "memory" | "global" | "tag";
  /** Of a function. */
  readonly signature: Signature | undefined;
}

/** The initial and maximum size of a memory or a table. */
export interface Limits {
  readonly min: number;
  readonly max: number | undefined;
}

/** A section with the sizes of memories or tables. */
export interface Sized {
  /** From the byte with its kind to its end. */
  readonly start: number;
  readonly end: number;
  /** The type of the elements; nothing for memories, which hold bytes. */
  readonly holds: readonly number[];
  readonly limits: readonly Limits[];
}

/** A module's interface, and how much memory it may take. */
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
 * Reads what a guest's host must know, and checks the number of items. The engine checks everything
 * else. This reader is strict, so that the engine cannot interpret the module differently: unknown
 * sizes (shared memories, 64-bit memories, tables with an initializer) and garbage-collected types
 * are refused.
 */
export function readModule(bytes: Uint8Array): Module {
  if (!magic.every((byte, index) => bytes[index] === byte)) {
    throw new Malformed("it does not start like WebAssembly");
  }
  if (!version.every((byte, index) => bytes[4 + index] === byte)) {
    throw new Malformed("it is not a core module of version 1");
  }
  const reading = new Reading();
  const all = new Reader(bytes, 8);
  for (let sections = 1; !all.isAtEnd; sections += 1) {
    within("sections", sections);
    const start = all.offset;
    const id = all.byte();
    const length = all.counted().length;
    const end = all.offset;
    reading.section(id, new Reader(bytes, end - length, end), { start, end });
  }
  return reading;
}

/** A module, as far as it has been read. */
class Reading implements Module {
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  memories: Sized | undefined;
  tables: Sized | undefined;
  readonly #signatures: Signature[] = [];
  readonly #functions: (Signature | undefined)[] = [];
  /** How many parameters and results all types have in total. */
  #values = 0;
  /** The largest number of parameters of any type. */
  #params = 0;

  section(id: number, section: Reader, place: Pick<Sized, "start" | "end">): void {
    switch (id) {
      case 1:
        each(section, "function types", () => this.#signatures.push(this.#signature(section)));
        break;
      case 2:
        this.#readImports(section);
        break;
      case 3:
        each(section, "functions", () => this.#addFunction(this.#signatures[section.u32()]));
        break;
      case 4:
        this.tables = { ...place, ...sized(section, "tables", () => reference(section)) };
        break;
      case 5:
        this.memories = { ...place, ...sized(section, "memories") };
        break;
      case 6:
        within("globals", section.count());
        break;
      case 7:
        each(section, "exports", () => this.exports.push(this.#exported(section)));
        break;
      case 9:
        within("element segments", section.count());
        within("bytes in element segments", section.end - section.offset);
        break;
      case 10:
        each(section, "functions", () => this.#checkFunction(section));
        break;
      case 11:
        within("data segments", section.count());
        break;
    }
  }

  #signature(section: Reader): Signature {
    if (section.byte() !== 0x60) {
      throw new Malformed("it has non-function types");
    }
    const list = () => {
      const names: string[] = [];
      each(section, "type parameters and results", () => names.push(type(section)));
      this.#values = within("type parameters and results", this.#values + names.length);
      return names;
    };
    const params = list();
    this.#params = Math.max(this.#params, params.length);
    return `(${params.join(", ")}) -> ${list().join(", ") || "nothing"}`;
  }

  #addFunction(signature: Signature | undefined): void {
    this.#functions.push(signature);
    within("functions", this.#functions.length);
  }

  /**
   * The imports up to the first that is not a function: a guest must not have one, so there is no
   * need to read on.
   */
  #readImports(section: Reader): void {
    for (let left = within("imports", section.count()); left > 0; left -= 1) {
      const [module, name, kind] = [text(section), text(section), section.byte()];
      const signature = kind === 0 ? this.#signatures[section.u32()] : undefined;
      this.imports.push({ module, name, signature });
      this.#addFunction(signature);
      if (signature === undefined) {
        break;
      }
    }
  }

  /** Checks the size of a function and the number of its locals, which include its parameters. */
  #checkFunction(section: Reader): void {
    const body = section.counted();
    within("bytes in a function", body.length);
    const declared = new Reader(body);
    let locals = this.#params;
    for (let left = declared.count(); left > 0; left -= 1) {
      locals = within("locals in a function", locals + declared.u32());
      declared.byte();
    }
    within("bytes times locals in a function", body.length * locals);
  }

  #exported(section: Reader): Export {
    const name = text(section);
    const kind = kinds[section.byte()];
    const index = section.u32();
    if (kind === undefined) {
      throw new Malformed(`its export ${name} is of an unknown kind`);
    }
    return { name, kind, signature: kind === "function" ? this.#functions[index] : undefined };
  }
}

/** Reads the items of a list, which starts with their number. */
function each(section: Reader, what: Bounded, item: () => void): void {
  for (let left = within(what, section.count()); left > 0; left -= 1) {
    item();
  }
}

function text(section: Reader): string {
  const bytes = section.counted();
  within("bytes in a name", bytes.length);
  return new TextDecoder().decode(bytes);
}

function type(section: Reader): string {
  const known = types.get(section.byte());
  if (known === undefined) {
    throw new Malformed("it has value types that guests cannot use");
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

function sized(
  section: Reader,
  what: Bounded,
  hold?: () => number,
): Pick<Sized, "holds" | "limits"> {
  const holds: number[] = [];
  const limits: Limits[] = [];
  each(section, what, () => {
    if (hold !== undefined) {
      holds.push(hold());
    }
    const flags = section.byte();
    if (flags > 1) {
      throw new Malformed("it has a shared or 64-bit memory or table");
    }
    limits.push({ min: section.u32(), max: flags === 1 ? section.u32() : undefined });
  });
  if (!section.isAtEnd) {
    throw new Malformed("a section is longer than its content");
  }
  return { holds, limits };
}
