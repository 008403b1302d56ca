/** One or more folders that a value must be under, by the names of the policy's roots. */
export interface Under {
  readonly under: string | readonly string[];
}

/** The same for a program, and what it does there. The default for `access` is `read`. */
export interface Folders extends Under {
  readonly access?: "read" | "write";
}

/** A whole number within bounds, both inclusive. */
export interface IntegerRule {
  readonly integer: { readonly min: number; readonly max: number };
}

/** What a text must match as a whole: a regular expression in the syntax of Rust's crate regex. */
export interface PatternRule {
  readonly pattern: string;
}

/**
 * What a parameter of a command may be. `true` means anything; `false` means it must be omitted.
 */
export type ParamRule =
  | boolean
  | Under
  | { readonly oneOf: readonly unknown[] }
  | PatternRule
  | IntegerRule;

/** What an argument of a program may be. A text allows exactly that text. */
export type ArgumentRule =
  | string
  | { readonly path: Folders }
  | { readonly remote: ArgumentRule }
  | { readonly oneOf: readonly string[] }
  | PatternRule
  | IntegerRule;

/** A program that may be run, and how. */
export interface ProgramRule {
  /** Its file. PATH is not searched. */
  readonly program: string;
  /** Arguments that precede those of the caller. */
  readonly prefix?: readonly string[];
  /**
   * The caller's arguments, one by one; `fixed` ones are added without being passed by the caller.
   */
  readonly args: readonly (ArgumentRule | { readonly fixed: string })[];
  /** What further arguments may be, and how many. */
  readonly rest?: { readonly each: ArgumentRule; readonly max: number };
  /** The folders to run in; the first is the default. */
  readonly cwd: Folders;
  /** The program's environment: fixed values, and what the caller may set. Nothing else. */
  readonly env?: Readonly<Record<string, ArgumentRule>>;
  /** Whether the caller may send it input. */
  readonly stdin?: boolean;
  /** The maximum number of milliseconds that it may take. */
  readonly timeoutMs?: number;
  /**
   * The maximum number of bytes that it may write, counted separately for each of its two outputs.
   */
  readonly maxOutputBytes?: number;
  /** Names that must not exist in its working folder; `*` is any name. */
  readonly without?: readonly string[];
  /**
   * Requires its working folder to be a git repository whose own configuration only sets what `git
   * clone` writes, and restricts the addresses of its remotes.
   */
  readonly repository?: ArgumentRule;
  /** A remote that the repository's configuration must define. */
  readonly remote?: string;
  /** Whether its working folder must have an npm lock file that lists only registry packages. */
  readonly packages?: boolean;
}

/** A rule that comes with Pintle, with its parameters: see docs/policy.md. */
export interface PresetRule {
  readonly preset: string;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
  readonly [name: string]: unknown;
}

/** What an untrusted caller may do. What is not allowed here is denied. */
export interface Policy {
  readonly $schema?: string;
  readonly version: 1;
  /** Folders by name. The default for `access` is `read`. */
  readonly roots?: Readonly<
    Record<
      string,
      {
        readonly path: string;
        readonly access?: "read" | "write";
        /** Whether files with several names may be read. The default is `false`. */
        readonly hardLinks?: boolean;
      }
    >
  >;
  /** Commands by name, or `family.*`, and what their parameters may be. */
  readonly commands?: Readonly<Record<string, boolean | Readonly<Record<string, ParamRule>>>>;
  /** Programs that `program.run` may run, by a name for the rule. */
  readonly programs?: Readonly<Record<string, ProgramRule | PresetRule>>;
  /** How much a caller may use, from its first call to its last. */
  readonly limits?: {
    readonly calls?: number;
    readonly outputBytes?: number;
    readonly concurrency?: number;
    readonly timeoutMs?: number;
  };
}
