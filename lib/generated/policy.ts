// Generated from the JSON Schema of Policy. Do not edit.

/** A folder and what may be done there. */
export interface Root {
  /** The folder; a relative path starts from the policy's own folder. */
  readonly path: string;
  readonly access?: "read" | "write";
  /** Whether files with several names may be read. */
  readonly hardLinks?: boolean;
}

/** What a parameter of a command may be. `true` means anything; `false` means it must be omitted. */
export type ParamRule =
  | boolean
  | Under
  | {
      readonly oneOf: readonly unknown[];
    }
  | PatternRule
  | IntegerRule;

/** What an argument of a program, or a variable, may be. A text allows exactly that text. */
export type ArgumentRule =
  | string
  | {
      readonly path: Folders;
    }
  | {
      /** An address of a git repository, which is not a path to where callers may write. */
      readonly remote: ArgumentRule;
    }
  | {
      readonly oneOf: readonly string[];
    }
  | PatternRule
  | IntegerRule;

/** One or more folders that a value must be under, by the names of the policy's roots. */
export interface Under {
  readonly under: string | readonly string[];
}

/** Folders for a program, and what it does there. */
export interface Folders {
  readonly under: string | readonly string[];
  /** What the program does there. What it writes must be in a root that may be written. */
  readonly access?: "read" | "write";
}

/** A text that matches a pattern. */
export interface PatternRule {
  /** What a text must match as a whole: a regular expression in the syntax of Rust's crate regex. */
  readonly pattern: string;
}

/** A whole number within bounds, both inclusive. */
export interface IntegerRule {
  readonly integer: {
    readonly min: number;
    readonly max: number;
  };
}

/** A program that may be run, and how. */
export interface ProgramRule {
  /** Its file. PATH is not searched. */
  readonly program: string;
  /** Arguments that precede those of the caller. */
  readonly prefix?: readonly string[];
  /** The caller's arguments, one by one; `fixed` ones are added without being passed by the caller. */
  readonly args: readonly (
    | ArgumentRule
    | {
        readonly fixed: string;
      }
  )[];
  /** What further arguments may be, and how many. */
  readonly rest?: {
    readonly each: ArgumentRule;
    readonly max: number;
  };
  /** The folders to run in; the first is the default. */
  readonly cwd: Folders;
  /** The program's environment: fixed values, and what the caller may set. Nothing else. */
  readonly env?: Readonly<Record<string, ArgumentRule>>;
  /** Whether the caller may send it input. */
  readonly stdin?: boolean;
  /** The maximum number of milliseconds that it may take. */
  readonly timeoutMs?: number;
  /** The maximum number of bytes that it may write, counted separately for each of its two outputs. */
  readonly maxOutputBytes?: number;
  /** Names that must not exist in its working folder; `*` is any name. */
  readonly without?: readonly string[];
  /** Requires its working folder to be a git repository whose own configuration only sets what `git clone` writes, and restricts the addresses of its remotes. */
  readonly repository?: ArgumentRule;
  /** A remote that the repository's configuration must define. */
  readonly remote?: string;
  /** Whether its working folder must have an npm lock file that lists only registry packages. */
  readonly packages?: boolean;
}

/** A rule that comes with Pintle, with its parameters: see docs/policy.md. */
export interface PresetRule {
  readonly preset:
    | "git-clone"
    | "git-fetch"
    | "git-status"
    | "npm-ci"
    | "tar-list"
    | "tar-extract"
    | "tar-create";
  readonly program: string;
  readonly under: string | readonly string[];
  readonly from?: ArgumentRule;
  readonly path?: ArgumentRule;
  readonly cache?: string;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
}

/** What an untrusted caller may do. What is not allowed here is denied. */
export interface Policy {
  readonly $schema?: string;
  readonly version: 1;
  /** Folders by name. The default for `access` is `read`. */
  readonly roots?: Readonly<Record<string, Root>>;
  /** Commands by name, or all of a family as family.*, and what their parameters may be. */
  readonly commands?: Readonly<Record<string, boolean | Readonly<Record<string, ParamRule>>>>;
  /** Programs that program.run may run, by a name for the rule. */
  readonly programs?: Readonly<Record<string, PresetRule | ProgramRule>>;
  /** How much a caller may use, from its first call to its last. */
  readonly limits?: {
    readonly calls?: number;
    readonly outputBytes?: number;
    readonly concurrency?: number;
    readonly resources?: number;
    readonly timeoutMs?: number;
  };
}
