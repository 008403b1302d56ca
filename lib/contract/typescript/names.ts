import { isKeyword, isReserved } from "./reserved.ts";

/** The names that an author chose. A resource is a type and a constant. */
export interface AuthorsNames {
  readonly types: Iterable<string>;
  readonly families: Iterable<string>;
  readonly resources: Iterable<string>;
}

/**
 * The names in a generated module. Those of the author's types and families never change; what the
 * generator itself declares, imports or uses from JavaScript gets another name in case of a
 * conflict. So every name that the generator writes comes from here.
 */
export class Names {
  readonly #types: Set<string>;
  readonly #values: Set<string>;
  readonly #own = new Map<string, string>();
  readonly #authorsTypes: ReadonlySet<string>;
  /** Families and resources. */
  readonly #authorsValues: ReadonlySet<string>;
  /** Declarations whose name differs from the one by which they are exported. */
  readonly #renamed = new Map<string, string>();

  /** `values` are the module's own exports that are constants. */
  constructor(authors: AuthorsNames, values: readonly string[]) {
    this.#authorsTypes = new Set([...authors.types, ...authors.resources]);
    this.#authorsValues = new Set([...authors.families, ...authors.resources]);
    this.#types = new Set(this.#authorsTypes);
    this.#values = new Set([...this.#authorsValues, ...values]);
  }

  /** One of the author's types, or a resource: its type and its class. */
  authorsType(name: string): string {
    return isKeyword(name) ? this.#rename(name) : name;
  }

  /**
   * One of the author's families, as a constant. One name cannot export two declarations of
   * different names.
   */
  family(name: string): string {
    const hasRenamedType = isKeyword(name) && this.#authorsTypes.has(name);
    return isReserved(name) || hasRenamedType ? this.#rename(name) : name;
  }

  /** A type that the generator declares and exports. */
  type(name: string, key: string = name): string {
    return this.#free(`type ${key}`, name, [this.#types]);
  }

  /** A constant that is private to the module. */
  value(name: string): string {
    return this.#free(`value ${name}`, name, [this.#values]);
  }

  /** Something imported. Its name must be free among types and values: it may be a class. */
  imported(name: string): string {
    return this.#free(`import ${name}`, name, [this.#types, this.#values]);
  }

  /** The same in the braces of an import. */
  specifier(name: string): string {
    return as(name, this.imported(name));
  }

  /** A built-in type of JavaScript. */
  globalType(name: string): string {
    return this.#types.has(name) ? `globalThis.${name}` : name;
  }

  /** A built-in value of JavaScript. */
  globalValue(name: string): string {
    return this.#values.has(name) ? `globalThis.${name}` : name;
  }

  /** The lines that export declarations under another name. */
  exports(): string[] {
    return [...this.#renamed].map(([name, local]) => {
      const kind = this.#authorsValues.has(name) ? "" : "type ";
      return `export ${kind}{ ${as(local, name)} };`;
    });
  }

  #rename(name: string): string {
    const local = this.#free(`renamed ${name}`, `${name}_`, [this.#types, this.#values]);
    this.#renamed.set(name, local);
    return local;
  }

  /** The name, or the next free one; always the same for the same argument. */
  #free(key: string, name: string, among: readonly Set<string>[]): string {
    let free = this.#own.get(key);
    if (free === undefined) {
      free = name;
      while (among.some((names) => names.has(free as string))) {
        free += "_";
      }
      for (const names of among) {
        names.add(free);
      }
      this.#own.set(key, free);
    }
    return free;
  }
}

function as(name: string, other: string): string {
  return name === other ? name : `${name} as ${other}`;
}

/** A property's name in TypeScript syntax. */
export function property(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}
