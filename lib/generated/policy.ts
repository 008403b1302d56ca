// Generated from the JSON Schema of Policy. Do not edit.

/** A folder and what may be done there. */
export interface Root {
  /** The folder; a relative path starts from the policy's own folder. */
  readonly path: string;
  readonly access?: "read" | "write";
  /** Whether files with several names may be read. */
  readonly hardLinks?: boolean;
}

/** What a parameter may be. true is anything, false that it must not be given. */
export type ParamRule =
  | boolean
  | Under
  | {
      readonly oneOf: readonly unknown[];
    }
  | PatternRule
  | IntegerRule;

/** What an argument or a variable may be. A text stands for itself. */
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

/** One or more folders that a value must lie under, by the names of the policy's roots. */
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
  /** What the whole text must match, in the syntax of Rust's crate regex. */
  readonly pattern: string;
}

/** A whole number within bounds, both included. */
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
  /** The caller's arguments, one by one. */
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
  /** The folders to run in; the first is the one when the caller names none. */
  readonly cwd: Folders;
  /** Its environment: fixed values, and what the caller may set. Nothing else. */
  readonly env?: Readonly<Record<string, ArgumentRule>>;
  /** Whether the caller may give it something to read. */
  readonly stdin?: boolean;
  /** The most milliseconds that it may take. */
  readonly timeoutMs?: number;
  /** The most bytes that it may write, counted for each of its two outputs. */
  readonly maxOutputBytes?: number;
  /** Names that must not stand in its working folder; * is any name. */
  readonly without?: readonly string[];
  /** That its working folder must be a plain git repository, and where its remotes may be. */
  readonly repository?: ArgumentRule;
  /** A remote that the repository's configuration must name. */
  readonly remote?: string;
  /** Whether its working folder must have a lock file of npm with nothing but packages of registries. */
  readonly packages?: boolean;
}

/** A rule that comes with Pintle, and what differs: see docs/policy.md. */
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

/** What callers of Pintle that are not trusted may do. What is not allowed here is denied. */
export interface Policy {
  readonly $schema?: string;
  readonly version: 1;
  /** Folders by name. */
  readonly roots?: Readonly<Record<string, Root>>;
  /** Commands by name, or all of a family as family.*, and what their parameters may be. */
  readonly commands?: Readonly<Record<string, boolean | Readonly<Record<string, ParamRule>>>>;
  /** Programs that program.run may run, by a name for the rule. */
  readonly programs?: Readonly<Record<string, PresetRule | ProgramRule>>;
  /** How much one caller may use, from its first call to its last. */
  readonly limits?: {
    readonly calls?: number;
    readonly outputBytes?: number;
    readonly concurrency?: number;
    readonly timeoutMs?: number;
  };
}
