// Generated from the contract of pintle (sha256-86f8bbee706dc5e030db6e9ac68d467e86a450dfc519ae397da94f1b31d7f789). Do not edit.

import type {
  Bytes,
  Call,
  Command,
  CommandSchemas,
  Direct,
  PlanFunction,
  Remote,
  Steps,
} from "./runtime.ts";
import { builtin as addon, planFor } from "./runtime.ts";

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
  /** A file became shorter, or something else, while it was packed. */
  readonly ERR_PINTLE_ARCHIVE_CHANGED: "ERR_PINTLE_ARCHIVE_CHANGED";
  /** The archive is damaged, ends too early, or contradicts itself. */
  readonly ERR_PINTLE_ARCHIVE_CORRUPT: "ERR_PINTLE_ARCHIVE_CORRUPT";
  /** The destination has something of the same name already. */
  readonly ERR_PINTLE_ARCHIVE_EXISTS: "ERR_PINTLE_ARCHIVE_EXISTS";
  /** The archive holds more than the limits allow. It may be made to fill your disk. */
  readonly ERR_PINTLE_ARCHIVE_LIMIT: "ERR_PINTLE_ARCHIVE_LIMIT";
  /** The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform reads as another file. */
  readonly ERR_PINTLE_ARCHIVE_UNSAFE: "ERR_PINTLE_ARCHIVE_UNSAFE";
  /** The archive has a format, a compression or an encryption that Pintle does not read. */
  readonly ERR_PINTLE_ARCHIVE_UNSUPPORTED: "ERR_PINTLE_ARCHIVE_UNSUPPORTED";
  /** The caller cancelled the call or the plan. */
  readonly ERR_PINTLE_CANCELLED: "ERR_PINTLE_CANCELLED";
  /** A file was changed by somebody else after it was read, so it was not replaced. */
  readonly ERR_PINTLE_CHANGED: "ERR_PINTLE_CHANGED";
  /** The host speaks another version of the protocol, or its commands are not those that the client was made for. */
  readonly ERR_PINTLE_CONTRACT_MISMATCH: "ERR_PINTLE_CONTRACT_MISMATCH";
  /** The policy that the caller runs under does not allow the call. Nothing was run. */
  readonly ERR_PINTLE_DENIED: "ERR_PINTLE_DENIED";
  /** The command changes an argument in place, so it can only be called directly. */
  readonly ERR_PINTLE_DIRECT_ONLY: "ERR_PINTLE_DIRECT_ONLY";
  /** The divisor is zero. */
  readonly ERR_PINTLE_DIVISION_BY_ZERO: "ERR_PINTLE_DIVISION_BY_ZERO";
  /** Two steps of the plan have the same id. */
  readonly ERR_PINTLE_DUPLICATE_STEP: "ERR_PINTLE_DUPLICATE_STEP";
  /** A file begins with the byte order mark of UTF-16, but is not UTF-16. Nothing in it is replaced by something similar. */
  readonly ERR_PINTLE_ENCODING: "ERR_PINTLE_ENCODING";
  /** Reading an argument ran a getter or a proxy of yours, and that threw. */
  readonly ERR_PINTLE_GETTER_THREW: "ERR_PINTLE_GETTER_THREW";
  /** The guest ran, and says that it failed. */
  readonly ERR_PINTLE_GUEST_ERROR: "ERR_PINTLE_GUEST_ERROR";
  /** A limit that the guest runs under is used up. */
  readonly ERR_PINTLE_GUEST_LIMIT: "ERR_PINTLE_GUEST_LIMIT";
  /** The guest trapped, called itself without end, or gave its host something that it must not, such as a pointer outside its memory. */
  readonly ERR_PINTLE_GUEST_TRAP: "ERR_PINTLE_GUEST_TRAP";
  /** The copy would be what is copied, or be inside of it. Nothing was copied. */
  readonly ERR_PINTLE_INSIDE_ITSELF: "ERR_PINTLE_INSIDE_ITSELF";
  /** The data is not what its integrity string says. */
  readonly ERR_PINTLE_INTEGRITY: "ERR_PINTLE_INTEGRITY";
  /** The module is not a guest: it is no WebAssembly, imports what guests are not given, lacks what they must export, or has more memory than it may. */
  readonly ERR_PINTLE_INVALID_GUEST: "ERR_PINTLE_INVALID_GUEST";
  /** The text is not valid JSON (RFC 8259), or uses what I-JSON (RFC 7493) forbids: duplicate names, lone surrogates. */
  readonly ERR_PINTLE_INVALID_JSON: "ERR_PINTLE_INVALID_JSON";
  /** The plan document does not have the shape of a plan. */
  readonly ERR_PINTLE_INVALID_PLAN: "ERR_PINTLE_INVALID_PLAN";
  /** The policy is not valid, so nothing is allowed by it. */
  readonly ERR_PINTLE_INVALID_POLICY: "ERR_PINTLE_INVALID_POLICY";
  /** A message to the host is JSON, but no request as JSON-RPC 2.0 and the protocol describe it. */
  readonly ERR_PINTLE_INVALID_REQUEST: "ERR_PINTLE_INVALID_REQUEST";
  /** An argument has another type than the command takes. Nothing is converted silently. */
  readonly ERR_PINTLE_INVALID_TYPE: "ERR_PINTLE_INVALID_TYPE";
  /** An argument has the right type, but a value that the command cannot take. */
  readonly ERR_PINTLE_INVALID_VALUE: "ERR_PINTLE_INVALID_VALUE";
  /** The operating system refused an operation on a file or folder. */
  readonly ERR_PINTLE_IO: "ERR_PINTLE_IO";
  /** The native addon could not be loaded. */
  readonly ERR_PINTLE_LOAD: "ERR_PINTLE_LOAD";
  /** A message to or from the host is larger than the limits allow. */
  readonly ERR_PINTLE_MESSAGE_LIMIT: "ERR_PINTLE_MESSAGE_LIMIT";
  /** A required argument was not given. */
  readonly ERR_PINTLE_MISSING_ARG: "ERR_PINTLE_MISSING_ARG";
  /** Node-API refused an operation that Pintle needs. */
  readonly ERR_PINTLE_NODE_API: "ERR_PINTLE_NODE_API";
  /** A result is NaN or infinite, which JSON cannot carry, so no transport does. */
  readonly ERR_PINTLE_NOT_FINITE: "ERR_PINTLE_NOT_FINITE";
  /** The command needs an operating system, so WebAssembly does not have it. */
  readonly ERR_PINTLE_NOT_PORTABLE: "ERR_PINTLE_NOT_PORTABLE";
  /** The record that is replayed has no answer to this request. */
  readonly ERR_PINTLE_NOT_RECORDED: "ERR_PINTLE_NOT_RECORDED";
  /** A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one. */
  readonly ERR_PINTLE_NOT_UTF8: "ERR_PINTLE_NOT_UTF8";
  /** The program wrote more than maxOutputBytes allows, and was ended. */
  readonly ERR_PINTLE_OUTPUT_LIMIT: "ERR_PINTLE_OUTPUT_LIMIT";
  /** A number is outside the range of its type, has a fraction where an integer is needed, or is not finite. */
  readonly ERR_PINTLE_OUT_OF_RANGE: "ERR_PINTLE_OUT_OF_RANGE";
  /** The exact result does not fit into the type of the operation. */
  readonly ERR_PINTLE_OVERFLOW: "ERR_PINTLE_OVERFLOW";
  /** A Rust command panicked. This is a bug in the command; the process goes on. */
  readonly ERR_PINTLE_PANIC: "ERR_PINTLE_PANIC";
  /** A reference's path does not lead to anything in the result it points into. */
  readonly ERR_PINTLE_PATH_NOT_FOUND: "ERR_PINTLE_PATH_NOT_FOUND";
  /** Steps of the plan wait for each other in a circle, so none could start. */
  readonly ERR_PINTLE_PLAN_CYCLE: "ERR_PINTLE_PLAN_CYCLE";
  /** The plan is larger than the limits allow. */
  readonly ERR_PINTLE_PLAN_LIMIT: "ERR_PINTLE_PLAN_LIMIT";
  /** A limit of the policy that the caller runs under is used up. */
  readonly ERR_PINTLE_POLICY_LIMIT: "ERR_PINTLE_POLICY_LIMIT";
  /** The program ended with an exit code other than 0, or a signal ended it. */
  readonly ERR_PINTLE_PROGRAM_FAILED: "ERR_PINTLE_PROGRAM_FAILED";
  /** There is no program of that name in the folders of PATH, or none at that path. */
  readonly ERR_PINTLE_PROGRAM_NOT_FOUND: "ERR_PINTLE_PROGRAM_NOT_FOUND";
  /** The folder is `/`, the home folder or the working folder, or one of these is in it. Nothing was removed. */
  readonly ERR_PINTLE_PROTECTED: "ERR_PINTLE_PROTECTED";
  /** A time limit ran out before the work was done. */
  readonly ERR_PINTLE_TIMEOUT: "ERR_PINTLE_TIMEOUT";
  /** The connection to the host was closed, or the host ended, before it had answered. */
  readonly ERR_PINTLE_TRANSPORT_CLOSED: "ERR_PINTLE_TRANSPORT_CLOSED";
  /** An argument was given that the command does not take. */
  readonly ERR_PINTLE_UNKNOWN_ARG: "ERR_PINTLE_UNKNOWN_ARG";
  /** There is no command of that name. */
  readonly ERR_PINTLE_UNKNOWN_COMMAND: "ERR_PINTLE_UNKNOWN_COMMAND";
  /** A reference or dependsOn names a step that the plan does not have, or that cannot be seen from there. */
  readonly ERR_PINTLE_UNKNOWN_STEP: "ERR_PINTLE_UNKNOWN_STEP";
}

/** A code that an error of these commands can have. */
export type ErrorCode = keyof ErrorCodes;

/** A hash function. */
export type Algorithm =
  /** BLAKE3, 256 bits: by far the fastest, on several cores for large data. */
  | "blake3"
  /** SHA-256 (FIPS 180-4). */
  | "sha256"
  /** SHA-384 (FIPS 180-4). */
  | "sha384"
  /** SHA-512 (FIPS 180-4). */
  | "sha512"
  /** SHA-1 (FIPS 180-4), for what already uses it: two files with one digest can be made. */
  | "sha1"
  /** MD5 (RFC 1321), for what already uses it: two files with one digest are made in seconds. */
  | "md5";

/** Whether the case of letters counts. */
export type Case =
  /** It counts. */
  | "sensitive"
  /** It does not. */
  | "insensitive"
  /** It counts if there is a capital letter in the pattern. */
  | "smart";

/** How to check files. */
export interface CheckOptions {
  /** The folder that relative paths start from; the working folder when left out. */
  readonly root?: string | null | undefined;
}

/** Files that are what their integrity strings say. */
export interface CheckResult {
  /** For each file the hash that it has, such as `sha512-…`. */
  readonly integrities: string[];
  /** How many files there are. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}

/** How to copy. */
export interface CopyOptions {
  /**
   * What to do with a file or a link that is there already.
   *
   * @default "always"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * Gives files second names (hard links) instead of copying them. Those that cannot have one,
   * such as on another file system, are copied; under a policy all are.
   *
   * @default false
   */
  readonly hardLink?: boolean | undefined;
  /**
   * Only entries whose path matches one of these, as for `tree.walk`. The folders that they are
   * in are made as needed.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Leaves out what git ignores, as `tree.walk` does.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * Goes on when something cannot be copied, and gives the `errors`. Otherwise the first ends the
   * call.
   *
   * @default false
   */
  readonly keepGoing?: boolean | undefined;
}

/** What was copied. */
export interface CopyResult {
  /** How many files were copied, cloned or linked. */
  readonly files: number;
  /** How many folders there are in the copy. */
  readonly folders: number;
  /** How many symbolic links were copied. */
  readonly links: number;
  /** How many files and links were left as they are because of `overwrite`. */
  readonly skipped: number;
  /** How many of the files share their data with the original until one is changed (reflinks). */
  readonly cloned: number;
  /** How many of the files are the original under a second name. */
  readonly hardLinked: number;
  /** The sum of the sizes of the files, but for those with `hardLink`. */
  readonly bytes: number;
  /** What could not be copied, with `keepGoing`. */
  readonly errors: WalkError[];
}

/** How to create an archive. */
export interface CreateOptions {
  /** How to pack. Default: what the name of the archive says. */
  readonly format?: Format | null | undefined;
  /**
   * Only these files, links and folders, as paths below the root; a folder without what is in
   * it. Default: all.
   */
  readonly files?: readonly string[] | null | undefined;
  /** Only entries whose path matches one of these globs. */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these globs, nor anything below a folder that does. */
  readonly exclude?: readonly string[] | null | undefined;
  /** A folder in the archive to put everything into, such as `package`. */
  readonly prefix?: string | null | undefined;
  /** How hard to compress: 0 to 9 for gzip and zip (default 6), 1 to 19 for Zstandard (default 3). */
  readonly level?: number | null | undefined;
  /** One time for every entry, in milliseconds since 1970. Default: that of each file. */
  readonly mtimeMs?: number | null | undefined;
  /**
   * Gives the same bytes for the same contents: a fixed time, if `mtimeMs` does not say another,
   * and modes that only say whether a file is executable.
   *
   * @default false
   */
  readonly reproducible?: boolean | undefined;
}

/** What was packed. */
export interface Created {
  /** How many files there are. */
  readonly files: number;
  /** How many folders there are. */
  readonly directories: number;
  /** How many symbolic links there are. */
  readonly symlinks: number;
  /** How many bytes the files have together. */
  readonly bytes: number;
  /** How many bytes the archive has. */
  readonly size: number;
  /** What was left out: devices, pipes and sockets. */
  readonly skipped: Skipped[];
}

/** Lines that change, as columns. */
export interface Edits {
  /** The file of each line, as its place in `paths`. */
  readonly files: Uint32Array;
  /** Line numbers before the change; the first line of a file is 1. */
  readonly numbers: Uint32Array;
  /** The lines as they were, without their ends. */
  readonly before: string[];
  /** What they become. */
  readonly after: string[];
  /**
   * The places in these columns of lines that are not UTF-8; the texts here have U+FFFD for what
   * is not, the files keep it as it is. Mostly empty.
   */
  readonly lossy: Uint32Array;
}

/** How a digest is written. */
export type Encoding =
  /** Lower-case hexadecimal digits. */
  | "hex"
  /** Base64 with padding (RFC 4648, section 4). */
  | "base64"
  /**
   * A Subresource Integrity string such as `sha512-…`, as in lock files; only for SHA-256, SHA-384
   * and SHA-512, since the specification knows no others.
   */
  | "sri";

/** What was found, as columns: the entry at one place in every column is the same. */
export interface Entries {
  /** How many entries there are. */
  readonly count: number;
  /** Paths relative to the root, with `/` on every platform. */
  readonly paths: string[];
  /** What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 something else. */
  readonly kinds: Bytes;
  /** Sizes in bytes, with `stat`. */
  readonly sizes: Float64Array | null;
  /** Times of the last change in milliseconds since 1970, with `stat`. */
  readonly mtimesMs: Float64Array | null;
  /** What could not be read. The walk goes on beside it. */
  readonly errors: WalkError[];
}

/** What stands in a folder. */
export type EntryKind =
  /** A regular file. In the column of kinds: 0. */
  | "file"
  /** A folder. In the column of kinds: 1. */
  | "directory"
  /** A symbolic link that is not followed. In the column of kinds: 2. */
  | "symlink"
  /** A pipe, a socket or a device. In the column of kinds: 3. */
  | "other";

/** How to extract. */
export interface ExtractOptions {
  /** How the archive is packed. Default: what its first bytes say. */
  readonly format?: Format | null | undefined;
  /**
   * How many leading parts of each path to leave out. Entries with no more parts are left out.
   *
   * @default 0
   */
  readonly stripComponents?: number | undefined;
  /** Only entries whose path, without the stripped parts, matches one of these globs. */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these globs, nor anything below a folder that does. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * What to do with a file or a link that is there already; a folder is never replaced by one.
   *
   * @default "error"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * What to do with an entry that is unsafe.
   *
   * @default "refuse"
   */
  readonly unsafe?: Unsafe | undefined;
  /**
   * Which names of entries are good.
   *
   * @default "native"
   */
  readonly names?: Names | undefined;
  /**
   * The most entries that the archive may have.
   *
   * @default 1000000
   */
  readonly maxEntries?: number | undefined;
  /**
   * The most bytes that the archive may have when it is unpacked.
   *
   * @default 17179869184
   */
  readonly maxBytes?: number | undefined;
  /**
   * How many times larger than the archive its content may be. The first GiB is free.
   *
   * @default 250
   */
  readonly maxRatio?: number | undefined;
}

/** What was extracted. */
export interface Extracted {
  /** How many files there are, hard links included. */
  readonly files: number;
  /** How many folders the archive has entries for. */
  readonly directories: number;
  /** How many symbolic links there are. */
  readonly symlinks: number;
  /** How many bytes the files have together. */
  readonly bytes: number;
  /**
   * What was left out: labels of volumes, which are nothing that can be extracted, and with
   * `unsafe: "skip"` what is unsafe.
   */
  readonly skipped: Skipped[];
}

/** How to hash files. */
export interface FilesOptions {
  /** The folder that relative paths start from; the working folder when left out. */
  readonly root?: string | null | undefined;
  /**
   * The hash function.
   *
   * @default "blake3"
   */
  readonly algorithm?: Algorithm | undefined;
  /**
   * How the digests are written.
   *
   * @default "hex"
   */
  readonly encoding?: Encoding | undefined;
}

/** The hashes of files. */
export interface FilesResult {
  /** The digest of each file, in the order of the paths. */
  readonly digests: string[];
  /** The digest of all: the hash of the binary digests, one after the other. */
  readonly digest: string;
  /** How many files there are. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}

/** How an archive is packed. */
export type Format =
  /** A tar archive, not compressed. */
  | "tar"
  /** A tar archive in gzip, as npm's packages are. */
  | "tarGz"
  /** A tar archive in Zstandard. */
  | "tarZst"
  /** A zip archive. */
  | "zip";

/** How to hash. */
export interface HashOptions {
  /**
   * The hash function.
   *
   * @default "blake3"
   */
  readonly algorithm?: Algorithm | undefined;
  /**
   * How the digest is written.
   *
   * @default "hex"
   */
  readonly encoding?: Encoding | undefined;
}

/** Lines, as columns. */
export interface Lines {
  /** The file of each line, as its place in `paths`. */
  readonly files: Uint32Array;
  /** Line numbers; the first line of a file is 1. */
  readonly numbers: Uint32Array;
  /** The lines without their ends. A match over several lines has them all in one text. */
  readonly texts: string[];
  /** What each is: 0 a line with matches, 1 a line beside one. */
  readonly kinds: Bytes;
  /**
   * The places in these columns of lines that are not UTF-8; their texts have U+FFFD for what
   * is not. Mostly empty.
   */
  readonly lossy: Uint32Array;
}

/** How to make links. */
export interface LinkOptions {
  /**
   * What to do with a file or a link that is there already. A new link is newer than any.
   *
   * @default "always"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * Lets everybody who may read the files that the links lead to run them too, as npm does with
   * the programs of packages. They must be regular files below the root.
   *
   * @default false
   */
  readonly executable?: boolean | undefined;
}

/** What was made. */
export interface LinkResult {
  /** How many links were made. */
  readonly links: number;
  /** How many files and links were left as they are because of `overwrite`. */
  readonly skipped: number;
}

/** How to list an archive. */
export interface ListOptions {
  /** How the archive is packed. Default: what its first bytes say. */
  readonly format?: Format | null | undefined;
  /**
   * The most entries that the archive may have.
   *
   * @default 1000000
   */
  readonly maxEntries?: number | undefined;
  /**
   * The most bytes that the archive may have when it is unpacked.
   *
   * @default 17179869184
   */
  readonly maxBytes?: number | undefined;
  /**
   * How many times larger than the archive its content may be. The first GiB is free.
   *
   * @default 250
   */
  readonly maxRatio?: number | undefined;
}

/** What is in an archive, as columns: the entry at one place in every column is the same. */
export interface Listed {
  /** How the archive is packed. */
  readonly format: Format;
  /** How many entries there are. */
  readonly count: number;
  /** Paths as they stand in the archive. They may be unsafe. */
  readonly paths: string[];
  /**
   * What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 a device or a pipe, 4 a hard link,
   * 5 the label of a volume.
   */
  readonly kinds: Bytes;
  /** Sizes in bytes. */
  readonly sizes: Float64Array;
  /** Permission bits such as 0o644; 0 where the archive has none. */
  readonly modes: Uint32Array;
  /** Times of the last change in milliseconds since 1970. */
  readonly mtimesMs: Float64Array;
  /** Where links lead; empty for what is no link. */
  readonly linkTargets: string[];
}

/** Matches, as columns. */
export interface Matches {
  /** The line of each match, as its place in the columns of `lines`. */
  readonly lines: Uint32Array;
  /** Where each begins in the text of its line, so that `text.slice(start, end)` is the match. */
  readonly starts: Uint32Array;
  /** Where each ends in the text of its line. */
  readonly ends: Uint32Array;
}

/** What a search gives. */
export type Mode =
  /** Each match with its line. */
  | "lines"
  /** How many matches each file has, without the lines. */
  | "count"
  /** Which files have a match. The search of a file ends with its first. */
  | "files";

/** Which names of entries are good. */
export type Names =
  /**
   * Those that mean the same on every platform. Names with a backslash, a colon or a control
   * character, names that end with a dot or a blank, and those of Windows' devices such as
   * `aux.c` are unsafe.
   */
  | "portable"
  /** Those that are good on the platform at hand: on Windows as `portable`, elsewhere all. */
  | "native";

/** What becomes of more output than is kept. */
export type Overflow =
  /** The program is ended, and the call fails. */
  | "error"
  /**
   * The program goes on. The beginning and the end of its output are kept, half of
   * `maxOutputBytes` each; what is between is dropped and counted.
   */
  | "truncate";

/** What to do with a file or a link that is there already. Folders are merged in any case. */
export type Overwrite =
  /** Replaces it. */
  | "always"
  /** Replaces it by one whose time of the last change is later; leaves it otherwise. */
  | "ifNewer"
  /** Leaves it. */
  | "never"
  /** Fails. */
  | "error";

/** How to remove. */
export interface RemoveOptions {
  /**
   * Fails when there is nothing at the path.
   *
   * @default false
   */
  readonly mustExist?: boolean | undefined;
  /**
   * Empties a folder, but keeps the folder itself.
   *
   * @default false
   */
  readonly keepRoot?: boolean | undefined;
  /**
   * Removes even the home folder, the working folder, and folders that these are in.
   *
   * @default false
   */
  readonly allowProtected?: boolean | undefined;
}

/** What was removed. */
export interface RemoveResult {
  /** How many files, links and others. */
  readonly files: number;
  /** How many folders. */
  readonly folders: number;
}

/** How to replace. */
export interface ReplaceOptions {
  /**
   * Only files whose path matches one of these, as in `tree.walk`. What is in `.git`, `.hg`, `.jj`
   * and `.svn` is left alone unless one of these names it.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No file whose path matches one of these, and nothing in a folder that does. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Leaves out what git ignores, as in `tree.walk`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /** Other files with rules as in `.gitignore`, as in `tree.walk`. */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Leaves out names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to go down; 1 is what stands in the root itself. */
  readonly maxDepth?: number | null | undefined;
  /** Only files of at most so many bytes. */
  readonly maxSize?: number | null | undefined;
  /**
   * Takes the pattern and the replacement as the texts themselves.
   *
   * @default false
   */
  readonly literal?: boolean | undefined;
  /**
   * Whether the case of letters counts.
   *
   * @default "sensitive"
   */
  readonly case?: Case | undefined;
  /**
   * Only matches with no letter, digit or `_` right before and behind them.
   *
   * @default false
   */
  readonly wholeWords?: boolean | undefined;
  /**
   * Lets a match reach over several lines.
   *
   * @default false
   */
  readonly multiline?: boolean | undefined;
  /**
   * Changes the files. Otherwise the result says what would be changed.
   *
   * @default false
   */
  readonly write?: boolean | undefined;
}

/** What was replaced, or would be. */
export interface ReplaceResult {
  /** How many matches are replaced. */
  readonly count: number;
  /**
   * The files that change, relative to the root, with `/` on every platform, in the order of
   * their bytes.
   */
  readonly paths: string[];
  /** For each of `paths` how many matches are replaced. */
  readonly counts: Uint32Array;
  /** The lines that change. */
  readonly edits: Edits;
  /** Whether the files were changed: the option `write`. */
  readonly written: boolean;
  /** How many files were searched. */
  readonly searched: number;
  /** How many of them hold a NUL, and so were taken for binary and left alone. */
  readonly binary: number;
  /** What could not be read or written. The rest is replaced beside it. */
  readonly errors: WalkError[];
}

/** How to run a program. */
export interface RunOptions {
  /** The folder to run in. Default: that of this process. */
  readonly cwd?: string | null | undefined;
  /** Environment variables to set for the program, beside those of this process; null removes one. */
  readonly env?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  /**
   * Whether the program gets the variables of `env` only.
   *
   * @default false
   */
  readonly clearEnv?: boolean | undefined;
  /** What the program reads from its standard input. Default: nothing. */
  readonly stdin?: Uint8Array | null | undefined;
  /** The same as text, which the program gets in UTF-8. */
  readonly stdinText?: string | null | undefined;
  /** The file that the program has for its standard input. */
  readonly stdinFile?: string | null | undefined;
  /**
   * The file that the program has for its standard output; it is created, or emptied, when the
   * program starts. Nothing of it is in the result.
   */
  readonly stdoutFile?: string | null | undefined;
  /**
   * The same for its standard error. If both are one file, it has everything in the order in
   * which it was written.
   */
  readonly stderrFile?: string | null | undefined;
  /**
   * Whether the program has one and the same output for both, so that what it writes to its
   * standard error is in `stdout`, in the order in which it was written.
   *
   * @default false
   */
  readonly mergeStderr?: boolean | undefined;
  /** How many milliseconds the program may take. Default: no limit. */
  readonly timeoutMs?: number | null | undefined;
  /**
   * How many milliseconds a program that is asked to end (SIGTERM, on a time limit, a
   * cancellation or too much output) has for it before it is killed (SIGKILL). 0 kills it
   * immediately.
   *
   * @default 5000
   */
  readonly killGraceMs?: number | undefined;
  /**
   * For how many milliseconds after the end of the program nothing may come from processes that
   * it left behind and that still hold its pipes, until the call ends without them. 0 takes what
   * has been written; null waits until they have closed the pipes.
   *
   * @default 1000
   */
  readonly lingerMs?: number | null | undefined;
  /**
   * How many bytes of output are kept, counted for each of the two by itself.
   *
   * @default 67108864
   */
  readonly maxOutputBytes?: number | undefined;
  /**
   * What becomes of more output than that.
   *
   * @default "error"
   */
  readonly overflow?: Overflow | undefined;
  /**
   * Whether an exit code other than 0, or a signal, is an error.
   *
   * @default true
   */
  readonly check?: boolean | undefined;
}

/** How a program ended, and what it wrote. */
export interface RunResult {
  /** The exit code; null when a signal ended the program. */
  readonly exitCode: number | null;
  /** The signal that ended the program, such as `SIGTERM`; null when it exited by itself. */
  readonly signal: string | null;
  /** What it wrote to its standard output. */
  readonly stdout: Bytes;
  /** What it wrote to its standard error. */
  readonly stderr: Bytes;
  /** How many bytes are missing in the middle of `stdout`, with `overflow: "truncate"`. */
  readonly stdoutDropped: number;
  /** How many bytes are missing in the middle of `stderr`. */
  readonly stderrDropped: number;
  /**
   * Whether processes that it left behind still held its pipes when the call ended: an output,
   * which may then lack what they write later, or an input that was not read to its end.
   */
  readonly pipesOpen: boolean;
  /** Milliseconds from before its start until the call ended. */
  readonly durationMs: number;
}

/** How to search. */
export interface SearchOptions {
  /** Only files whose path matches one of these, as in `tree.walk`. */
  readonly glob?: readonly string[] | null | undefined;
  /** No file whose path matches one of these, and nothing in a folder that does. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Leaves out what git ignores, as in `tree.walk`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /** Other files with rules as in `.gitignore`, as in `tree.walk`. */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Leaves out names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to go down; 1 is what stands in the root itself. */
  readonly maxDepth?: number | null | undefined;
  /** Only files of at most so many bytes. */
  readonly maxSize?: number | null | undefined;
  /**
   * Takes the pattern as the text itself, not as a regular expression.
   *
   * @default false
   */
  readonly literal?: boolean | undefined;
  /**
   * Whether the case of letters counts.
   *
   * @default "sensitive"
   */
  readonly case?: Case | undefined;
  /**
   * Only matches with no letter, digit or `_` right before and behind them.
   *
   * @default false
   */
  readonly wholeWords?: boolean | undefined;
  /**
   * Lets a match reach over several lines. Each file is then read as a whole.
   *
   * @default false
   */
  readonly multiline?: boolean | undefined;
  /**
   * What to give.
   *
   * @default "lines"
   */
  readonly mode?: Mode | undefined;
  /**
   * How many lines to give before each line with a match.
   *
   * @default 0
   */
  readonly before?: number | undefined;
  /**
   * How many lines to give behind each line with a match.
   *
   * @default 0
   */
  readonly after?: number | undefined;
  /** Ends the search of a file when it has this many matches. */
  readonly maxPerFile?: number | null | undefined;
  /** Ends the search when there are this many matches: the first ones, in the order of the paths. */
  readonly maxMatches?: number | null | undefined;
}

/** What was found. */
export interface SearchResult {
  /** How many matches there are; with `mode: "files"` how many files. */
  readonly count: number;
  /**
   * The files with matches, relative to the root, with `/` on every platform, in the order of
   * their bytes.
   */
  readonly paths: string[];
  /** For each of `paths` how many matches it has; with `mode: "files"` 1. */
  readonly counts: Uint32Array;
  /** The lines with matches and those around them. Empty unless `mode` is `"lines"`. */
  readonly lines: Lines;
  /** The matches. Empty unless `mode` is `"lines"`. */
  readonly matches: Matches;
  /** Whether there are as many matches as `maxMatches` allows, so that there may be more. */
  readonly truncated: boolean;
  /** How many files were searched. */
  readonly searched: number;
  /** How many of them hold a NUL, and so were taken for binary. */
  readonly binary: number;
  /** What could not be read. The search goes on beside it. */
  readonly errors: WalkError[];
}

/** What to measure. */
export interface SizeOptions {
  /** Nothing whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Leaves out what git ignores, as `tree.walk` does.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
}

/** How large a tree is. */
export interface SizeResult {
  /** The sum of the sizes of the files. A file with several names counts once. */
  readonly bytes: number;
  /** How much room all of it takes on the disk, folders and the root included. */
  readonly diskBytes: number;
  /** How many files there are, by their names. */
  readonly files: number;
  /** How many folders there are below the root. */
  readonly folders: number;
  /** How many links, pipes, sockets and devices there are. */
  readonly others: number;
  /** What could not be read, and is not counted. */
  readonly errors: WalkError[];
}

/** An entry that was left out. */
export interface Skipped {
  /** Its path in the archive or below the root, with U+FFFD for what is not UTF-8. */
  readonly path: string;
  /** Why. */
  readonly reason: string;
}

/** How to fingerprint a tree. */
export interface TreeOptions {
  /**
   * The hash function.
   *
   * @default "blake3"
   */
  readonly algorithm?: Algorithm | undefined;
  /**
   * How the digest is written.
   *
   * @default "hex"
   */
  readonly encoding?: Encoding | undefined;
  /**
   * Leaves out what git ignores, as `tree.walk` does.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
}

/** The fingerprint of a tree. */
export interface TreeResult {
  /** The digest. */
  readonly digest: string;
  /** How many files and links are in it. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}

/** What to do with an entry that is unsafe. */
export type Unsafe =
  /** Refuses the whole archive. */
  | "refuse"
  /** Leaves the entry out, and names it in the result. */
  | "skip";

/** Something that could not be read. */
export interface WalkError {
  /** Where, with U+FFFD for what is not UTF-8. */
  readonly path: string;
  /** The error's code: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8` for a name that no string holds. */
  readonly code: string;
  /** What went wrong. */
  readonly message: string;
}

/** How to walk. */
export interface WalkOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Leaves out what git ignores: `.gitignore` files in the tree and in the folders above it up
   * to the repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside of a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * Other files with rules as in `.gitignore`, such as `.ignore`, by their names. They are read in
   * the same folders, and are stronger; a later name is stronger than an earlier one.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Leaves out names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** Only entries of these kinds; everything but folders when left out. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /** Only files of at least so many bytes. */
  readonly minSize?: number | null | undefined;
  /** Only files of at most so many bytes. */
  readonly maxSize?: number | null | undefined;
  /** How many levels to go down; 1 is what stands in the root itself. */
  readonly maxDepth?: number | null | undefined;
  /**
   * Goes through symbolic links. A link that leads back to a folder above it is an error in the
   * result.
   *
   * @default false
   */
  readonly followSymlinks?: boolean | undefined;
  /**
   * Also gives sizes and times, which asks the file system once more for each entry.
   *
   * @default false
   */
  readonly stat?: boolean | undefined;
  /**
   * Sorts by the bytes of the path. Otherwise the order is that of the file system, and changes.
   *
   * @default true
   */
  readonly sorted?: boolean | undefined;
}

/** Where to look for a program. */
export interface WhichOptions {
  /** The folders to look in, written like the environment variable PATH. Default: that variable. */
  readonly path?: string | null | undefined;
  /** The folder that relative paths start from. Default: that of this process. */
  readonly cwd?: string | null | undefined;
}

/** The commands of the family `math`, as Rust has them. */
export interface MathSignatures {
  /**
   * Adds two 32-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly add: (a: number, b: number) => number;
  /**
   * Subtracts `b` from `a`, both 32-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly subtract: (a: number, b: number) => number;
  /**
   * Multiplies two 32-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly multiply: (a: number, b: number) => number;
  /**
   * Divides `a` by `b`, both 32-bit integers. The fraction is cut off, as Rust and C do.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_DIVISION_BY_ZERO` The divisor is zero.
   */
  readonly divide: (a: number, b: number) => number;
  /**
   * Adds two 64-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly addI64: (a: bigint, b: bigint) => bigint;
  /**
   * Subtracts `b` from `a`, both 64-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly subtractI64: (a: bigint, b: bigint) => bigint;
  /**
   * Multiplies two 64-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly multiplyI64: (a: bigint, b: bigint) => bigint;
  /**
   * Divides `a` by `b`, both 64-bit integers. The fraction is cut off, as Rust and C do.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_DIVISION_BY_ZERO` The divisor is zero.
   */
  readonly divideI64: (a: bigint, b: bigint) => bigint;
  /**
   * Adds two floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly addF64: (a: number, b: number) => number;
  /**
   * Subtracts `b` from `a`, both floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly subtractF64: (a: number, b: number) => number;
  /**
   * Multiplies two floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly multiplyF64: (a: number, b: number) => number;
  /**
   * Divides `a` by `b`, both floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_DIVISION_BY_ZERO` The divisor is zero.
   */
  readonly divideF64: (a: number, b: number) => number;
  /**
   * The sum of 32-bit integers, exactly. A sum that a number cannot hold exactly is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sum: (values: Int32Array) => number;
  /**
   * The sum of 64-bit integers. A sum that does not fit into 64 bits is an error, even if a part of
   * the elements would bring it back.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sumI64: (values: BigInt64Array) => bigint;
  /**
   * The sum of floats, added from the first to the last, as a loop in JavaScript does. A sum that is
   * not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sumF64: (values: Float64Array) => number;
  /**
   * Adds each element of `source` to the one at the same place in `target`, in place. When one of
   * the sums does not fit, it is an error and `target` stays as it was.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   */
  readonly addInto: Command<(target: Int32Array, source: Int32Array) => void, "directOnly">;
  /**
   * Adds each element of `source` to the one at the same place in `target`, in place. When one of
   * the sums does not fit, it is an error and `target` stays as it was.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   */
  readonly addIntoI64: Command<
    (target: BigInt64Array, source: BigInt64Array) => void,
    "directOnly"
  >;
  /**
   * Adds each element of `source` to the one at the same place in `target`, in place. Infinities and
   * NaN go through as IEEE 754 says.
   *
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   */
  readonly addIntoF64: Command<(target: Float64Array, source: Float64Array) => void, "directOnly">;
}

/** The commands of the family `program`, as Rust has them. */
export interface ProgramSignatures {
  /**
   * Runs a program and waits for its end. No shell is involved: arguments reach it as they are.
   *
   * The program is found as `which` does, with the PATH that it will see itself. It gets a session of
   * its own, so that no terminal is its. On a time limit, a cancellation or too much output it gets
   * SIGTERM with all that it started, and SIGKILL `killGraceMs` later; on Windows all are killed
   * immediately.
   *
   * `onLine` hears each line of the outputs as it comes.
   *
   * The result is there when the program has ended and its outputs are closed. Processes that it left
   * behind and that still hold them are waited for until they have been silent for `lingerMs`; then
   * `pipesOpen` says so. After a success they go on.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program of that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_PROGRAM_FAILED` The program ended with an exit code other than 0, or a signal ended it.
   * @throws `ERR_PINTLE_OUTPUT_LIMIT` The program wrote more than maxOutputBytes allows, and was ended.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_OUT_OF_RANGE` A number is outside the range of its type, has a fraction where an integer is needed, or is not finite.
   */
  readonly run: Command<
    (
      program: string,
      args?: readonly string[] | null | undefined,
      options?: RunOptions,
    ) => RunResult,
    "blocking" | "lines" | "options"
  >;
  /**
   * Finds a program, as `run` does.
   *
   * A name without a slash is looked up in the folders of `path`, in their order; an empty entry
   * means the folder `cwd`. A name with a slash is a path, relative to `cwd`. The result is absolute,
   * and links are not resolved. On Windows the extensions of the variable PATHEXT are tried.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program of that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   */
  readonly which: Command<
    (program: string, options?: WhichOptions) => string,
    "blocking" | "options"
  >;
}

/** The commands of the family `tree`, as Rust has them. */
export interface TreeSignatures {
  /**
   * Lists what is below `root`.
   *
   * What cannot be read does not end the walk: it is among the `errors` of the result. Folders are
   * not listed unless `kinds` asks for them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly walk: Command<(root: string, options?: WalkOptions) => Entries, "blocking" | "options">;
  /**
   * Copies a file, a link, or a folder with all that is in it, to the place `to`.
   *
   * Modes and times are kept, links are copied as links. Each file gets its name when it is whole:
   * whatever happens, the name leads to what was there before or to the complete copy. Folders that
   * are there already are merged.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INSIDE_ITSELF` The copy would be what is copied, or be inside of it. Nothing was copied.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly copy: Command<
    (from: string, to: string, options?: CopyOptions) => CopyResult,
    "blocking" | "options"
  >;
  /**
   * Makes symbolic links below a folder: at each of the paths one that leads to the target of the
   * same place in the other list. Folders that are missing are made.
   *
   * A target is written into the link as it is, so it is relative to the folder of the link. The
   * first error ends the call, and the links that were made stay.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_DENIED` The policy that the caller runs under does not allow the call. Nothing was run.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly link: Command<
    (
      root: string,
      paths: readonly string[],
      targets: readonly string[],
      options?: LinkOptions,
    ) => LinkResult,
    "blocking" | "options"
  >;
  /**
   * Removes a file, a link, or a folder with all that is in it. Links are never followed.
   *
   * What cannot be removed does not keep the rest from being removed: the call fails when all else
   * is done. Refuses the home folder, the working folder, and folders that these are in.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_PROTECTED` The folder is `/`, the home folder or the working folder, or one of these is in it. Nothing was removed.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly remove: Command<
    (path: string, options?: RemoveOptions) => RemoveResult,
    "blocking" | "options"
  >;
  /**
   * How large what is below `root` is, as it reads and as it lies on the disk.
   *
   * Links are not followed. What cannot be read does not end the call: it is among the `errors`.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly size: Command<
    (root: string, options?: SizeOptions) => SizeResult,
    "blocking" | "options"
  >;
}

/** The commands of the family `hash`, as Rust has them. */
export interface HashSignatures {
  /**
   * The hash of binary data. For text, pass `new TextEncoder().encode(text)`.
   *
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   */
  readonly bytes: Command<(data: Uint8Array, options?: HashOptions) => string, "options">;
  /**
   * The hash of a file. Symbolic links are followed.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly file: Command<(path: string, options?: HashOptions) => string, "blocking" | "options">;
  /**
   * The hashes of many files, read on several threads. Fails as a whole when one cannot be read.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly files: Command<
    (paths: readonly string[], options?: FilesOptions) => FilesResult,
    "blocking" | "options"
  >;
  /**
   * The fingerprint of the files and symbolic links below `root`.
   *
   * It depends on their relative paths and contents alone: not on the order in which the file system
   * lists them, the platform, times, owners, permissions, or empty folders. For a link it is the
   * target's text that counts. Fails as a whole when something cannot be read.
   *
   * The hash is taken over `pintle-tree-1` and a zero byte, then for each entry, sorted by the bytes
   * of its path: one byte, 0 for a file and 2 for a link; the length of the path in bytes as 64 bits,
   * little-endian; the path, with `/`; for a file its binary digest, for a link the length of its
   * target as above and the target.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly tree: Command<
    (root: string, options?: TreeOptions) => TreeResult,
    "blocking" | "options"
  >;
  /**
   * Checks binary data against a Subresource Integrity string, and gives the hash that it has.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data is not what its integrity string says.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   */
  readonly checkBytes: (data: Uint8Array, integrity: string) => string;
  /**
   * Checks a file against a Subresource Integrity string, and gives the hash that it has. Symbolic
   * links are followed.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data is not what its integrity string says.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly checkFile: Command<(path: string, integrity: string) => string, "blocking">;
  /**
   * Checks many files against a Subresource Integrity string each, on several threads. Fails as a
   * whole when one is not what its string says, or cannot be read.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data is not what its integrity string says.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly checkFiles: Command<
    (
      paths: readonly string[],
      integrities: readonly string[],
      options?: CheckOptions,
    ) => CheckResult,
    "blocking" | "options"
  >;
}

/** The commands of the family `archive`, as Rust has them. */
export interface ArchiveSignatures {
  /**
   * Extracts an archive into a folder, which is made if it is missing.
   *
   * Nothing is written outside of the folder, and nothing is left behind when the archive is not good
   * as a whole. Owners are not kept, nor are the bits for set-user-id and its like.
   *
   * @throws `ERR_PINTLE_ARCHIVE_UNSAFE` The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform reads as another file.
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be made to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_ARCHIVE_EXISTS` The destination has something of the same name already.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly extract: Command<
    (archive: string, into: string, options?: ExtractOptions) => Extracted,
    "blocking" | "options"
  >;
  /**
   * Extracts an archive that is in memory.
   *
   * @throws `ERR_PINTLE_ARCHIVE_UNSAFE` The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform reads as another file.
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be made to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_ARCHIVE_EXISTS` The destination has something of the same name already.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly extractBytes: Command<
    (data: Uint8Array, into: string, options?: ExtractOptions) => Extracted,
    "blocking" | "options"
  >;
  /**
   * Lists what is in an archive. Nothing of it is checked but what must be to read it.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be made to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly list: Command<
    (archive: string, options?: ListOptions) => Listed,
    "blocking" | "options"
  >;
  /**
   * Lists what is in an archive that is in memory.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be made to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly listBytes: Command<
    (data: Uint8Array, options?: ListOptions) => Listed,
    "blocking" | "options"
  >;
  /**
   * Packs what is below a folder into an archive, which appears when all of it is written.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CHANGED` A file became shorter, or something else, while it was packed.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly create: Command<
    (root: string, archive: string, options?: CreateOptions) => Created,
    "blocking" | "options"
  >;
  /**
   * Packs what is below a folder into an archive in memory. Without `format` it is a tar.gz.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CHANGED` A file became shorter, or something else, while it was packed.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly createBytes: Command<
    (root: string, options?: CreateOptions) => Bytes,
    "blocking" | "options"
  >;
}

/** The commands of the family `text`, as Rust has them. */
export interface TextSignatures {
  /**
   * Searches for a pattern in the files below `root`.
   *
   * The syntax is that of Rust's crate `regex`, which knows no look-around and no backreferences, and
   * whose time grows with the text and the pattern alone. Files with a NUL are taken for binary and skipped. What
   * cannot be read does not end the search: it is among the `errors` of the result.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Nothing in it is replaced by something similar.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly search: Command<
    (root: string, pattern: string, options?: SearchOptions) => SearchResult,
    "blocking" | "options"
  >;
  /**
   * Replaces what a pattern matches in the files below `root`, or says what it would replace.
   *
   * Nothing is written without `write: true`. A file is replaced at once and keeps its mode; there is
   * no way back, and no order among files. In the replacement, `$1`, `$name` and `${name}` stand for
   * groups of the pattern, `$0` for the whole match and `$$` for a dollar sign. The pattern is that
   * of `text.search`. What cannot be read or written is among the `errors` of the result.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but a value that the command cannot take.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Nothing in it is replaced by something similar.
   * @throws `ERR_PINTLE_CHANGED` A file was changed by somebody else after it was read, so it was not replaced.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly replace: Command<
    (root: string, pattern: string, replacement: string, options?: ReplaceOptions) => ReplaceResult,
    "blocking" | "options"
  >;
}

/** The commands of the family `math`. */
export interface MathCommands extends Direct<MathSignatures> {}

/** The commands of the family `program`. */
export interface ProgramCommands extends Direct<ProgramSignatures> {
  /** Like `run`, but waits for the result on the calling thread. */
  readonly runSync: Call<ProgramSignatures["run"]>;
  /** Like `which`, but waits for the result on the calling thread. */
  readonly whichSync: Call<ProgramSignatures["which"]>;
}

/** The commands of the family `tree`. */
export interface TreeCommands extends Direct<TreeSignatures> {
  /** Like `walk`, but waits for the result on the calling thread. */
  readonly walkSync: Call<TreeSignatures["walk"]>;
  /** Like `copy`, but waits for the result on the calling thread. */
  readonly copySync: Call<TreeSignatures["copy"]>;
  /** Like `link`, but waits for the result on the calling thread. */
  readonly linkSync: Call<TreeSignatures["link"]>;
  /** Like `remove`, but waits for the result on the calling thread. */
  readonly removeSync: Call<TreeSignatures["remove"]>;
  /** Like `size`, but waits for the result on the calling thread. */
  readonly sizeSync: Call<TreeSignatures["size"]>;
}

/** The commands of the family `hash`. */
export interface HashCommands extends Direct<HashSignatures> {
  /** Like `file`, but waits for the result on the calling thread. */
  readonly fileSync: Call<HashSignatures["file"]>;
  /** Like `files`, but waits for the result on the calling thread. */
  readonly filesSync: Call<HashSignatures["files"]>;
  /** Like `tree`, but waits for the result on the calling thread. */
  readonly treeSync: Call<HashSignatures["tree"]>;
  /** Like `checkFile`, but waits for the result on the calling thread. */
  readonly checkFileSync: Call<HashSignatures["checkFile"]>;
  /** Like `checkFiles`, but waits for the result on the calling thread. */
  readonly checkFilesSync: Call<HashSignatures["checkFiles"]>;
}

/** The commands of the family `archive`. */
export interface ArchiveCommands extends Direct<ArchiveSignatures> {
  /** Like `extract`, but waits for the result on the calling thread. */
  readonly extractSync: Call<ArchiveSignatures["extract"]>;
  /** Like `extractBytes`, but waits for the result on the calling thread. */
  readonly extractBytesSync: Call<ArchiveSignatures["extractBytes"]>;
  /** Like `list`, but waits for the result on the calling thread. */
  readonly listSync: Call<ArchiveSignatures["list"]>;
  /** Like `listBytes`, but waits for the result on the calling thread. */
  readonly listBytesSync: Call<ArchiveSignatures["listBytes"]>;
  /** Like `create`, but waits for the result on the calling thread. */
  readonly createSync: Call<ArchiveSignatures["create"]>;
  /** Like `createBytes`, but waits for the result on the calling thread. */
  readonly createBytesSync: Call<ArchiveSignatures["createBytes"]>;
}

/** The commands of the family `text`. */
export interface TextCommands extends Direct<TextSignatures> {
  /** Like `search`, but waits for the result on the calling thread. */
  readonly searchSync: Call<TextSignatures["search"]>;
  /** Like `replace`, but waits for the result on the calling thread. */
  readonly replaceSync: Call<TextSignatures["replace"]>;
}

/** The commands of the family `math`, as steps of a plan. */
export type MathSteps = Steps<MathSignatures>;

/** The commands of the family `program`, as steps of a plan. */
export type ProgramSteps = Steps<ProgramSignatures>;

/** The commands of the family `tree`, as steps of a plan. */
export type TreeSteps = Steps<TreeSignatures>;

/** The commands of the family `hash`, as steps of a plan. */
export type HashSteps = Steps<HashSignatures>;

/** The commands of the family `archive`, as steps of a plan. */
export type ArchiveSteps = Steps<ArchiveSignatures>;

/** The commands of the family `text`, as steps of a plan. */
export type TextSteps = Steps<TextSignatures>;

/** Every command that can be a step of a plan. */
export interface PlanCommands {
  readonly math: MathSteps;
  readonly program: ProgramSteps;
  readonly tree: TreeSteps;
  readonly hash: HashSteps;
  readonly archive: ArchiveSteps;
  readonly text: TextSteps;
}

/** The commands of the family `math`, over a transport. */
export type MathClient = Remote<MathSignatures>;

/** The commands of the family `program`, over a transport. */
export type ProgramClient = Remote<ProgramSignatures>;

/** The commands of the family `tree`, over a transport. */
export type TreeClient = Remote<TreeSignatures>;

/** The commands of the family `hash`, over a transport. */
export type HashClient = Remote<HashSignatures>;

/** The commands of the family `archive`, over a transport. */
export type ArchiveClient = Remote<ArchiveSignatures>;

/** The commands of the family `text`, over a transport. */
export type TextClient = Remote<TextSignatures>;

/** Every command that a transport can run. */
export interface ClientCommands {
  readonly math: MathClient;
  readonly program: ProgramClient;
  readonly tree: TreeClient;
  readonly hash: HashClient;
  readonly archive: ArchiveClient;
  readonly text: TextClient;
}

/** Standard Schema objects of every command: its parameters by name, and its result. */
export interface Schemas {
  readonly "math.add": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.subtract": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.multiply": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.divide": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.addI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.subtractI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.multiplyI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.divideI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.addF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.subtractF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.multiplyF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.divideF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.sum": CommandSchemas<{ readonly values: Int32Array }, number>;
  readonly "math.sumI64": CommandSchemas<{ readonly values: BigInt64Array }, bigint>;
  readonly "math.sumF64": CommandSchemas<{ readonly values: Float64Array }, number>;
  readonly "math.addInto": CommandSchemas<
    { readonly target: Int32Array; readonly source: Int32Array },
    void
  >;
  readonly "math.addIntoI64": CommandSchemas<
    { readonly target: BigInt64Array; readonly source: BigInt64Array },
    void
  >;
  readonly "math.addIntoF64": CommandSchemas<
    { readonly target: Float64Array; readonly source: Float64Array },
    void
  >;
  readonly "program.run": CommandSchemas<
    { readonly program: string; readonly args?: readonly string[] | null | undefined } & RunOptions,
    RunResult
  >;
  readonly "program.which": CommandSchemas<{ readonly program: string } & WhichOptions, string>;
  readonly "tree.walk": CommandSchemas<{ readonly root: string } & WalkOptions, Entries>;
  readonly "tree.copy": CommandSchemas<
    { readonly from: string; readonly to: string } & CopyOptions,
    CopyResult
  >;
  readonly "tree.link": CommandSchemas<
    {
      readonly root: string;
      readonly paths: readonly string[];
      readonly targets: readonly string[];
    } & LinkOptions,
    LinkResult
  >;
  readonly "tree.remove": CommandSchemas<{ readonly path: string } & RemoveOptions, RemoveResult>;
  readonly "tree.size": CommandSchemas<{ readonly root: string } & SizeOptions, SizeResult>;
  readonly "hash.bytes": CommandSchemas<{ readonly data: Uint8Array } & HashOptions, string>;
  readonly "hash.file": CommandSchemas<{ readonly path: string } & HashOptions, string>;
  readonly "hash.files": CommandSchemas<
    { readonly paths: readonly string[] } & FilesOptions,
    FilesResult
  >;
  readonly "hash.tree": CommandSchemas<{ readonly root: string } & TreeOptions, TreeResult>;
  readonly "hash.checkBytes": CommandSchemas<
    { readonly data: Uint8Array; readonly integrity: string },
    string
  >;
  readonly "hash.checkFile": CommandSchemas<
    { readonly path: string; readonly integrity: string },
    string
  >;
  readonly "hash.checkFiles": CommandSchemas<
    { readonly paths: readonly string[]; readonly integrities: readonly string[] } & CheckOptions,
    CheckResult
  >;
  readonly "archive.extract": CommandSchemas<
    { readonly archive: string; readonly into: string } & ExtractOptions,
    Extracted
  >;
  readonly "archive.extractBytes": CommandSchemas<
    { readonly data: Uint8Array; readonly into: string } & ExtractOptions,
    Extracted
  >;
  readonly "archive.list": CommandSchemas<{ readonly archive: string } & ListOptions, Listed>;
  readonly "archive.listBytes": CommandSchemas<{ readonly data: Uint8Array } & ListOptions, Listed>;
  readonly "archive.create": CommandSchemas<
    { readonly root: string; readonly archive: string } & CreateOptions,
    Created
  >;
  readonly "archive.createBytes": CommandSchemas<{ readonly root: string } & CreateOptions, Bytes>;
  readonly "text.search": CommandSchemas<
    { readonly root: string; readonly pattern: string } & SearchOptions,
    SearchResult
  >;
  readonly "text.replace": CommandSchemas<
    {
      readonly root: string;
      readonly pattern: string;
      readonly replacement: string;
    } & ReplaceOptions,
    ReplaceResult
  >;
}

export const math: MathCommands = addon.commands["math"] as never;
export const program: ProgramCommands = addon.commands["program"] as never;
export const tree: TreeCommands = addon.commands["tree"] as never;
export const hash: HashCommands = addon.commands["hash"] as never;
export const archive: ArchiveCommands = addon.commands["archive"] as never;
export const text: TextCommands = addon.commands["text"] as never;
export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;
export const schemas: Schemas = addon.schemas as never;
