/** A folder or several that a value must lie under, by the names of the policy's roots. */
export interface Under {
  readonly under: string | readonly string[];
}

/** The same for a program, and what it does there: `read`, when `access` is left out. */
export interface Folders extends Under {
  readonly access?: "read" | "write";
}

/** A whole number within bounds, both included. */
export interface IntegerRule {
  readonly integer: { readonly min: number; readonly max: number };
}

/** What the whole of a text must match: a regular expression of Rust's crate regex. */
export interface PatternRule {
  readonly pattern: string;
}

/** What a parameter of a command may be. `true` is anything, `false` that it must not be given. */
export type ParamRule =
  | boolean
  | Under
  | { readonly oneOf: readonly unknown[] }
  | PatternRule
  | IntegerRule;

/** What an argument of a program may be. A text stands for itself. */
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
  /** Arguments that stand before those of the caller. */
  readonly prefix?: readonly string[];
  /** The caller's arguments, one by one; `fixed` are those that the caller does not give. */
  readonly args: readonly (ArgumentRule | { readonly fixed: string })[];
  /** What further arguments may be, and how many. */
  readonly rest?: { readonly each: ArgumentRule; readonly max: number };
  /** The folders to run in; the first is the one when the caller names none. */
  readonly cwd: Folders;
  /** The program's environment: fixed values, and what the caller may set. Nothing else. */
  readonly env?: Readonly<Record<string, ArgumentRule>>;
  /** Whether the caller may give it something to read. */
  readonly stdin?: boolean;
  /** The most milliseconds that it may take. */
  readonly timeoutMs?: number;
  /** The most bytes that it may write, counted for each of its two outputs. */
  readonly maxOutputBytes?: number;
  /** Names that must not stand in its working folder; `*` is any name. */
  readonly without?: readonly string[];
  /**
   * That its working folder must be a git repository which has set nothing for itself but what
   * `git clone` writes, and where its remotes may be.
   */
  readonly repository?: ArgumentRule;
  /** A remote that the repository's configuration must name. */
  readonly remote?: string;
  /** Whether its working folder must have a lock file of npm that names packages of registries only. */
  readonly packages?: boolean;
}

/** A rule that comes with Pintle, and what differs: see docs/policy.md. */
export interface PresetRule {
  readonly preset: string;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
  readonly [name: string]: unknown;
}

/** What a caller who is not trusted may do. What is not allowed here is denied. */
export interface Policy {
  readonly $schema?: string;
  readonly version: 1;
  /** Folders by name. `access` is `read` when it is left out. */
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
  /** How much one caller may use, from its first call to its last. */
  readonly limits?: {
    readonly calls?: number;
    readonly outputBytes?: number;
    readonly concurrency?: number;
    readonly timeoutMs?: number;
  };
}
