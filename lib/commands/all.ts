// Generated from the contract of pintle (sha256-b9f353a24e71706b4137466c36e8fc6570c04f525586ef5f5dd385ee6b08f81a). Do not edit.

import type {
  Bytes,
  Call,
  Command,
  CommandSchemas,
  Direct,
  ErrorOf,
  PlanFunction,
  Remote,
  Steps,
} from "./runtime.ts";
import { builtin as addon, errorsOf, planFor } from "./runtime.ts";

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
  /** A file became shorter, or was replaced, while it was being packed. */
  readonly ERR_PINTLE_ARCHIVE_CHANGED: "ERR_PINTLE_ARCHIVE_CHANGED";
  /** The archive is damaged, ends too early, or contradicts itself. */
  readonly ERR_PINTLE_ARCHIVE_CORRUPT: "ERR_PINTLE_ARCHIVE_CORRUPT";
  /** The destination already has an entry with the same name. */
  readonly ERR_PINTLE_ARCHIVE_EXISTS: "ERR_PINTLE_ARCHIVE_EXISTS";
  /** The archive holds more than the limits allow. It may be designed to fill your disk. */
  readonly ERR_PINTLE_ARCHIVE_LIMIT: "ERR_PINTLE_ARCHIVE_LIMIT";
  /** The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform interprets as another file. */
  readonly ERR_PINTLE_ARCHIVE_UNSAFE: "ERR_PINTLE_ARCHIVE_UNSAFE";
  /** The archive has a format, a compression or an encryption that Pintle does not read. */
  readonly ERR_PINTLE_ARCHIVE_UNSUPPORTED: "ERR_PINTLE_ARCHIVE_UNSUPPORTED";
  /** A function that was passed to the command threw an exception, rejected, or returned a value of another type; or it was called after its call had ended. */
  readonly ERR_PINTLE_CALLBACK: "ERR_PINTLE_CALLBACK";
  /** The caller cancelled the call or the plan. */
  readonly ERR_PINTLE_CANCELLED: "ERR_PINTLE_CANCELLED";
  /** A file was changed by another process after it was read, so it was not replaced. */
  readonly ERR_PINTLE_CHANGED: "ERR_PINTLE_CHANGED";
  /** The host speaks another version of the protocol, or its commands differ from those that the client was generated for. */
  readonly ERR_PINTLE_CONTRACT_MISMATCH: "ERR_PINTLE_CONTRACT_MISMATCH";
  /** The caller's policy does not allow the call. Nothing was run. */
  readonly ERR_PINTLE_DENIED: "ERR_PINTLE_DENIED";
  /** The command changes an argument in place, so it can only be called directly. */
  readonly ERR_PINTLE_DIRECT_ONLY: "ERR_PINTLE_DIRECT_ONLY";
  /** A resource was used after its handle had been disposed of. */
  readonly ERR_PINTLE_DISPOSED: "ERR_PINTLE_DISPOSED";
  /** The divisor is zero. */
  readonly ERR_PINTLE_DIVISION_BY_ZERO: "ERR_PINTLE_DIVISION_BY_ZERO";
  /** Two steps of the plan have the same id. */
  readonly ERR_PINTLE_DUPLICATE_STEP: "ERR_PINTLE_DUPLICATE_STEP";
  /** A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text. */
  readonly ERR_PINTLE_ENCODING: "ERR_PINTLE_ENCODING";
  /** The command failed for a reason that has no code of its own. */
  readonly ERR_PINTLE_FAILED: "ERR_PINTLE_FAILED";
  /** Reading an argument ran a getter or a proxy, which threw an exception. */
  readonly ERR_PINTLE_GETTER_THREW: "ERR_PINTLE_GETTER_THREW";
  /** The guest ran and reported a failure. */
  readonly ERR_PINTLE_GUEST_ERROR: "ERR_PINTLE_GUEST_ERROR";
  /** One of the guest's limits is used up. */
  readonly ERR_PINTLE_GUEST_LIMIT: "ERR_PINTLE_GUEST_LIMIT";
  /** The guest trapped, recursed endlessly, or passed its host something invalid, such as a pointer outside its memory. */
  readonly ERR_PINTLE_GUEST_TRAP: "ERR_PINTLE_GUEST_TRAP";
  /** The iterable that was passed to the command threw an exception, so that the command cannot have all of its items. */
  readonly ERR_PINTLE_INPUT: "ERR_PINTLE_INPUT";
  /** The destination is the source itself, or is inside it. Nothing was copied. */
  readonly ERR_PINTLE_INSIDE_ITSELF: "ERR_PINTLE_INSIDE_ITSELF";
  /** The data does not match its integrity string. */
  readonly ERR_PINTLE_INTEGRITY: "ERR_PINTLE_INTEGRITY";
  /** The module is not a guest: it is not WebAssembly, imports something that a guest may not use, lacks a required export, or has more memory than allowed. */
  readonly ERR_PINTLE_INVALID_GUEST: "ERR_PINTLE_INVALID_GUEST";
  /** The text is not valid JSON (RFC 8259), or contains what I-JSON (RFC 7493) forbids: duplicate keys or lone surrogates. */
  readonly ERR_PINTLE_INVALID_JSON: "ERR_PINTLE_INVALID_JSON";
  /** The document is not a valid plan. */
  readonly ERR_PINTLE_INVALID_PLAN: "ERR_PINTLE_INVALID_PLAN";
  /** The policy is not valid, so it allows nothing. */
  readonly ERR_PINTLE_INVALID_POLICY: "ERR_PINTLE_INVALID_POLICY";
  /** A message to the host is valid JSON, but not a request as defined by JSON-RPC 2.0 and the protocol. */
  readonly ERR_PINTLE_INVALID_REQUEST: "ERR_PINTLE_INVALID_REQUEST";
  /** An argument does not have the type that the command takes. Nothing is converted silently. */
  readonly ERR_PINTLE_INVALID_TYPE: "ERR_PINTLE_INVALID_TYPE";
  /** An argument has the right type, but its value is not allowed. */
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
  /** A value that is only meaningful where it was made, such as a callback, cannot be carried this way. */
  readonly ERR_PINTLE_NOT_CARRIED: "ERR_PINTLE_NOT_CARRIED";
  /** A result is NaN or infinite. JSON cannot represent that, so it is an error on every transport. */
  readonly ERR_PINTLE_NOT_FINITE: "ERR_PINTLE_NOT_FINITE";
  /** The command needs an operating system, so it is not available in WebAssembly. */
  readonly ERR_PINTLE_NOT_PORTABLE: "ERR_PINTLE_NOT_PORTABLE";
  /** The recording has no answer to this request. */
  readonly ERR_PINTLE_NOT_RECORDED: "ERR_PINTLE_NOT_RECORDED";
  /** A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name. */
  readonly ERR_PINTLE_NOT_UTF8: "ERR_PINTLE_NOT_UTF8";
  /** The program wrote more than maxOutputBytes allows, and was terminated. */
  readonly ERR_PINTLE_OUTPUT_LIMIT: "ERR_PINTLE_OUTPUT_LIMIT";
  /** A number is outside the range of its type, has a fraction where an integer is needed, or is not finite. */
  readonly ERR_PINTLE_OUT_OF_RANGE: "ERR_PINTLE_OUT_OF_RANGE";
  /** The exact result does not fit into the type of the operation. */
  readonly ERR_PINTLE_OVERFLOW: "ERR_PINTLE_OVERFLOW";
  /** A Rust command panicked. This is a bug in the command; the process continues. */
  readonly ERR_PINTLE_PANIC: "ERR_PINTLE_PANIC";
  /** A reference's path does not exist in the result that it refers to. */
  readonly ERR_PINTLE_PATH_NOT_FOUND: "ERR_PINTLE_PATH_NOT_FOUND";
  /** Steps of the plan wait for each other in a cycle, so none of them can start. */
  readonly ERR_PINTLE_PLAN_CYCLE: "ERR_PINTLE_PLAN_CYCLE";
  /** The plan is larger than the limits allow. */
  readonly ERR_PINTLE_PLAN_LIMIT: "ERR_PINTLE_PLAN_LIMIT";
  /** A limit of the caller's policy is used up. */
  readonly ERR_PINTLE_POLICY_LIMIT: "ERR_PINTLE_POLICY_LIMIT";
  /** The program ended with an exit code other than 0, or a signal ended it. */
  readonly ERR_PINTLE_PROGRAM_FAILED: "ERR_PINTLE_PROGRAM_FAILED";
  /** There is no program with that name in the folders of PATH, or none at that path. */
  readonly ERR_PINTLE_PROGRAM_NOT_FOUND: "ERR_PINTLE_PROGRAM_NOT_FOUND";
  /** The folder is `/`, the home folder or the working folder, or contains one of these. Nothing was removed. */
  readonly ERR_PINTLE_PROTECTED: "ERR_PINTLE_PROTECTED";
  /** The caller would hold more resources at a time than it may. */
  readonly ERR_PINTLE_RESOURCE_LIMIT: "ERR_PINTLE_RESOURCE_LIMIT";
  /** A time limit ran out before the work was done. */
  readonly ERR_PINTLE_TIMEOUT: "ERR_PINTLE_TIMEOUT";
  /** The connection to the host was closed, or the host exited, before it answered. */
  readonly ERR_PINTLE_TRANSPORT_CLOSED: "ERR_PINTLE_TRANSPORT_CLOSED";
  /** An argument was given that the command does not take. */
  readonly ERR_PINTLE_UNKNOWN_ARG: "ERR_PINTLE_UNKNOWN_ARG";
  /** There is no command with that name. */
  readonly ERR_PINTLE_UNKNOWN_COMMAND: "ERR_PINTLE_UNKNOWN_COMMAND";
  /** A reference or dependsOn names a step that does not exist or is not visible from there. */
  readonly ERR_PINTLE_UNKNOWN_STEP: "ERR_PINTLE_UNKNOWN_STEP";
}

/** A code that an error of these commands can have. */
export type ErrorCode = keyof ErrorCodes;

/** The details of errors, by code. Those of other codes may be anything. */
export interface ErrorDetails {
  readonly ERR_PINTLE_ARCHIVE_CHANGED: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_CORRUPT: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_EXISTS: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_LIMIT: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_UNSAFE: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_UNSUPPORTED: ArchiveErrorDetails;
  readonly ERR_PINTLE_INTEGRITY: IntegrityDetails;
  readonly ERR_PINTLE_IO: IoDetails;
  readonly ERR_PINTLE_OUTPUT_LIMIT: ProgramErrorDetails;
  readonly ERR_PINTLE_PROGRAM_FAILED: ProgramErrorDetails;
  readonly ERR_PINTLE_PROGRAM_NOT_FOUND: ProgramNotFoundDetails;
}

/** An error of these commands: its `code` says what its `details` are. */
export type CommandError = ErrorOf<ErrorCode, ErrorDetails>;

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
  /** SHA-1 (FIPS 180-4), only for compatibility: two files with the same digest can be made. */
  | "sha1"
  /**
   * MD5 (RFC 1321), only for compatibility: two files with the same digest can be made in
   * seconds.
   */
  | "md5";

/** The details of an archive error. */
export interface ArchiveErrorDetails {
  /** The entry, with U+FFFD in place of what is not UTF-8; null if it is the whole archive. */
  readonly entry: string | null;
}

/** One entry of an archive. */
export interface ArchivedEntry {
  /** Its path as written in the archive. It may be unsafe. */
  readonly path: string;
  /** What it is. */
  readonly kind: ArchivedKind;
  /** Its size in bytes; 0 unless it is a file. */
  readonly size: number;
  /** Its permission bits such as 0o644; 0 if the archive has none. */
  readonly mode: number;
  /** The time of its last change in milliseconds since 1970. */
  readonly mtimeMs: number;
  /** The target of a link; empty for anything else. */
  readonly linkTarget: string;
}

/** What an entry of an archive is. */
export type ArchivedKind =
  /** A regular file. In the column of kinds: 0. */
  | "file"
  /** A folder. In the column of kinds: 1. */
  | "directory"
  /** A symbolic link. In the column of kinds: 2. */
  | "symlink"
  /** A device, a pipe or a socket. In the column of kinds: 3. */
  | "other"
  /** Another name of a previous entry. In the column of kinds: 4. */
  | "hardLink"
  /** A volume label. In the column of kinds: 5. */
  | "label";

/** Whether letter case matters. */
export type Case =
  /** It matters. */
  | "sensitive"
  /** It does not. */
  | "insensitive"
  /** It matters if the pattern contains a capital letter. */
  | "smart";

/** How to check files. */
export interface CheckOptions {
  /** The folder that relative paths start from. Default: the working folder. */
  readonly root?: string | null | undefined;
}

/** Files that match their integrity strings. */
export interface CheckResult {
  /** The hash of each file, such as `sha512-…`. */
  readonly integrities: string[];
  /** How many files there are. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}

/** How to copy. */
export interface CopyOptions {
  /**
   * What to do with a file or a link that already exists.
   *
   * @default "always"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * Creates hard links instead of copying files. Files that cannot be linked, such as those on
   * another file system, are copied; under a policy all are.
   *
   * @default false
   */
  readonly hardLink?: boolean | undefined;
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: all. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /**
   * Continues when something cannot be copied, and lists it in `errors`. Otherwise the first
   * error ends the call.
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
  /** How many of the files are hard links to the original. */
  readonly hardLinked: number;
  /** The sum of the sizes of the files, except those with `hardLink`. */
  readonly bytes: number;
  /** What could not be copied, with `keepGoing`. */
  readonly errors: WalkError[];
}

/** How to create an archive. */
export interface CreateOptions {
  /** How to pack. Default: by the name of the archive. */
  readonly format?: Format | null | undefined;
  /**
   * Only these files, links and folders, as paths below the root; a folder does not include its
   * contents. Default: all. The other options select among them, except `gitignore` and `ignoreFiles`,
   * which cannot be given with it.
   */
  readonly files?: readonly string[] | null | undefined;
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: all. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /** A folder inside the archive that everything is put into, such as `package`. */
  readonly prefix?: string | null | undefined;
  /** How hard to compress: 0 to 9 for gzip and zip (default 6), 1 to 19 for Zstandard (default 3). */
  readonly level?: number | null | undefined;
  /** One time for every entry, in milliseconds since 1970. Default: that of each file. */
  readonly mtimeMs?: number | null | undefined;
  /**
   * Makes the same contents result in the same bytes: with a fixed time, unless `mtimeMs` sets
   * another, and modes that only record whether a file is executable.
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
  /** How many bytes the files have in total. */
  readonly bytes: number;
  /** How many bytes the archive has. */
  readonly size: number;
  /** What was skipped: devices, pipes and sockets. */
  readonly skipped: Skipped[];
}

/** The lines that change, as columns. */
export interface Edits {
  /** The file of each line, as its index in `paths`. */
  readonly files: Uint32Array;
  /** Line numbers before the change; the first line of a file is 1. */
  readonly numbers: Uint32Array;
  /** The lines as they were, without their line endings. */
  readonly before: string[];
  /** The lines as they become. */
  readonly after: string[];
  /**
   * The indices in these columns of lines that are not UTF-8; the texts here have U+FFFD in
   * place of invalid bytes, which the files keep. Usually empty.
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
   * and SHA-512, the only ones in the specification.
   */
  | "sri";

/** What was found, as columns: an entry has the same index in every column. */
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
  /** What could not be read. The walk continues regardless. */
  readonly errors: WalkError[];
}

/** What to list. */
export interface EntriesOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: everything except folders. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /**
   * Follows symbolic links. A link that leads back to a folder above it cannot be read.
   *
   * @default false
   */
  readonly followSymlinks?: boolean | undefined;
  /**
   * Also returns sizes and times, at the cost of one more file system call per entry.
   *
   * @default false
   */
  readonly stat?: boolean | undefined;
}

/** The kind of an entry in a folder. */
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
  /** How the archive is packed. Default: detected from its first bytes. */
  readonly format?: Format | null | undefined;
  /**
   * How many leading components of each path to remove. Entries with no more components are
   * skipped.
   *
   * @default 0
   */
  readonly stripComponents?: number | undefined;
  /** Only entries whose path, without the stripped components, matches one of these globs. */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these globs, nor anything below a folder that does. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * What to do with a file or a link that already exists; neither ever replaces a folder.
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
   * Which names of entries are safe.
   *
   * @default "native"
   */
  readonly names?: Names | undefined;
  /**
   * The maximum number of entries in the archive.
   *
   * @default 1000000
   */
  readonly maxEntries?: number | undefined;
  /**
   * The maximum number of bytes when unpacked.
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
  /** How many files there are, including hard links. */
  readonly files: number;
  /** How many folders the archive has entries for. */
  readonly directories: number;
  /** How many symbolic links there are. */
  readonly symlinks: number;
  /** How many bytes the files have in total. */
  readonly bytes: number;
  /**
   * What was skipped: volume labels, which have no content to extract, and with
   * `unsafe: "skip"` what is unsafe.
   */
  readonly skipped: Skipped[];
}

/** How to hash files. */
export interface FilesOptions {
  /** The folder that relative paths start from. Default: the working folder. */
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
  /** The digest of all files: the hash of the concatenated binary digests. */
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
  /** A tar archive in gzip, like npm packages. */
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

/** What was expected, and what was found instead. */
export interface IntegrityDetails {
  /** The file, if it is one. */
  readonly path: string | null;
  /** The hashes of the strongest algorithm in the integrity string. */
  readonly expected: string[];
  /** That of the data. */
  readonly actual: string;
}

/** The details of `ERR_PINTLE_IO`. */
export interface IoDetails {
  /** The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known. */
  readonly path: string | null;
  /** The name of the system's error as in Node, such as `ENOENT`; null if it has none. */
  readonly errno: string | null;
}

/** Lines, as columns. */
export interface Lines {
  /** The file of each line, as its index in `paths`. */
  readonly files: Uint32Array;
  /** Line numbers; the first line of a file is 1. */
  readonly numbers: Uint32Array;
  /**
   * The lines without their line endings. A match over several lines has all of them in one
   * text.
   */
  readonly texts: string[];
  /** What each is: 0 a line with matches, 1 a context line. */
  readonly kinds: Bytes;
  /**
   * The indices in these columns of lines that are not UTF-8; their texts have U+FFFD in place
   * of invalid bytes. Usually empty.
   */
  readonly lossy: Uint32Array;
}

/** How to make links. */
export interface LinkOptions {
  /**
   * What to do with a file or a link that already exists. A new link counts as newer than
   * anything.
   *
   * @default "always"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * Makes the targets of the links executable for everyone who may read them, as npm does with
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
  /** How the archive is packed. Default: detected from its first bytes. */
  readonly format?: Format | null | undefined;
  /**
   * The maximum number of entries in the archive.
   *
   * @default 1000000
   */
  readonly maxEntries?: number | undefined;
  /**
   * The maximum number of bytes when unpacked.
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

/** The contents of an archive, as columns: an entry has the same index in every column. */
export interface Listed {
  /** How the archive is packed. */
  readonly format: Format;
  /** How many entries there are. */
  readonly count: number;
  /** Paths as written in the archive. They may be unsafe. */
  readonly paths: string[];
  /**
   * What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 a device or a pipe, 4 a hard link,
   * 5 a volume label.
   */
  readonly kinds: Bytes;
  /** Sizes in bytes. */
  readonly sizes: Float64Array;
  /** Permission bits such as 0o644; 0 where the archive has none. */
  readonly modes: Uint32Array;
  /** Times of the last change in milliseconds since 1970. */
  readonly mtimesMs: Float64Array;
  /** The targets of links; empty for anything else. */
  readonly linkTargets: string[];
}

/** Matches, as columns. */
export interface Matches {
  /** The line of each match, as its index in the columns of `lines`. */
  readonly lines: Uint32Array;
  /** Where each begins in the text of its line, so that `text.slice(start, end)` is the match. */
  readonly starts: Uint32Array;
  /** Where each ends in the text of its line. */
  readonly ends: Uint32Array;
}

/** What a search returns. */
export type Mode =
  /** Each match with its line. */
  | "lines"
  /** How many matches each file has, without the lines. */
  | "count"
  /** Which files have a match. The search of a file ends with its first. */
  | "files";

/** Which names of entries are safe. */
export type Names =
  /**
   * Those that mean the same on every platform. Names with a backslash, a colon or a control
   * character, names that end with a dot or a space, and Windows device names such as
   * `aux.c` are unsafe.
   */
  | "safeEverywhere"
  /** Those that are safe on the current platform: on Windows as `safeEverywhere`, on others all. */
  | "native";

/** What happens to output beyond what is kept. */
export type Overflow =
  /** The program is terminated, and the call fails. */
  | "error"
  /**
   * The program continues. The beginning and the end of its output are kept, half of
   * `maxOutputBytes` each; the middle is dropped and counted.
   */
  | "truncate";

/** What to do with a file or a link that already exists. Folders are always merged. */
export type Overwrite =
  /** Replaces it. */
  | "always"
  /** Replaces it if the new one was modified later; keeps it otherwise. */
  | "ifNewer"
  /** Keeps it. */
  | "never"
  /** Fails. */
  | "error";

/** How a program ended that did not end well. */
export interface ProgramErrorDetails {
  /** Its exit code; null if a signal ended it. */
  readonly exitCode: number | null;
  /** The signal that ended it, such as `SIGKILL`. */
  readonly signal: string | null;
  /** A part of its output. */
  readonly stdout: string;
  /** A part of its error output. */
  readonly stderr: string;
  /** Whether another process still held one of its outputs. */
  readonly pipesOpen: boolean;
}

/** A line that a program wrote. */
export interface ProgramLine {
  /** The output that it wrote it to. */
  readonly stream: ProgramStream;
  /**
   * The line without its line ending, with U+FFFD in place of what is not UTF-8. A line of more
   * than 1 MiB comes in pieces.
   */
  readonly text: string;
}

/** Where a program was looked for. */
export interface ProgramNotFoundDetails {
  /** The program, as it was given. */
  readonly program: string;
  /** The folders. */
  readonly searched: string[];
}

/** An output of a program. */
export type ProgramStream =
  /** The standard output. */
  | "stdout"
  /** The standard error. */
  | "stderr";

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
   * Removes even the home folder, the working folder, and folders that contain them.
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
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /**
   * Takes the pattern and the replacement literally.
   *
   * @default false
   */
  readonly literal?: boolean | undefined;
  /**
   * Whether letter case matters.
   *
   * @default "sensitive"
   */
  readonly case?: Case | undefined;
  /**
   * Only matches with no letter, digit or `_` directly before or after them.
   *
   * @default false
   */
  readonly wholeWords?: boolean | undefined;
  /**
   * Lets a match span several lines.
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
  /** For each of `paths`, how many matches are replaced. */
  readonly counts: Uint32Array;
  /** The lines that change. */
  readonly edits: Edits;
  /** Whether the files were changed: the option `write`. */
  readonly written: boolean;
  /** How many files were searched. */
  readonly searched: number;
  /** How many of them contain a NUL, and so were considered binary and left alone. */
  readonly binary: number;
  /** What could not be read or written. The rest is replaced regardless. */
  readonly errors: WalkError[];
}

/** How to run a program. */
export interface RunOptions {
  /** The folder to run in. Default: that of this process. */
  readonly cwd?: string | null | undefined;
  /**
   * Environment variables to set for the program, in addition to those of this process; null
   * removes one.
   */
  readonly env?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  /**
   * Whether the program gets only the variables in `env`.
   *
   * @default false
   */
  readonly clearEnv?: boolean | undefined;
  /** What the program reads from its standard input. Default: nothing. */
  readonly stdin?: Uint8Array | null | undefined;
  /** The same as text, passed to the program in UTF-8. */
  readonly stdinText?: string | null | undefined;
  /** The file that the program reads its standard input from. */
  readonly stdinFile?: string | null | undefined;
  /**
   * The file that the program's standard output is written to; it is created, or emptied, when
   * the program starts. The result contains none of this output.
   */
  readonly stdoutFile?: string | null | undefined;
  /**
   * The same for its standard error. If both are the same file, everything appears in the order
   * in which it was written.
   */
  readonly stderrFile?: string | null | undefined;
  /**
   * Whether both outputs are one, so that what the program writes to its
   * standard error is in `stdout`, in the order in which it was written.
   *
   * @default false
   */
  readonly mergeStderr?: boolean | undefined;
  /** How many milliseconds the program may take. Default: no limit. */
  readonly timeoutMs?: number | null | undefined;
  /**
   * How many milliseconds a program has to exit after SIGTERM (sent on a time limit, a
   * cancellation or too much output) before it is killed (SIGKILL). 0 kills it
   * immediately.
   *
   * @default 5000
   */
  readonly killGraceMs?: number | undefined;
  /**
   * After the program has exited, processes that it left behind may still hold its pipes. The
   * call ends once they have been silent for this many milliseconds. 0 takes what
   * has been written; null waits until they have closed the pipes.
   *
   * @default 1000
   */
  readonly lingerMs?: number | null | undefined;
  /**
   * How many bytes of output are kept, counted separately for each of the two.
   *
   * @default 67108864
   */
  readonly maxOutputBytes?: number | undefined;
  /**
   * What happens to output beyond that.
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
   * which may then lack what they write later, or an input that was not fully read.
   */
  readonly pipesOpen: boolean;
  /** Milliseconds from before the program started until the call ended. */
  readonly durationMs: number;
}

/** How to search. */
export interface SearchOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /**
   * Takes the pattern literally, not as a regular expression.
   *
   * @default false
   */
  readonly literal?: boolean | undefined;
  /**
   * Whether letter case matters.
   *
   * @default "sensitive"
   */
  readonly case?: Case | undefined;
  /**
   * Only matches with no letter, digit or `_` directly before or after them.
   *
   * @default false
   */
  readonly wholeWords?: boolean | undefined;
  /**
   * Lets a match span several lines. Each file is then read as a whole.
   *
   * @default false
   */
  readonly multiline?: boolean | undefined;
  /**
   * What to return.
   *
   * @default "lines"
   */
  readonly mode?: Mode | undefined;
  /**
   * How many lines to return before each line with a match.
   *
   * @default 0
   */
  readonly before?: number | undefined;
  /**
   * How many lines to return after each line with a match.
   *
   * @default 0
   */
  readonly after?: number | undefined;
  /** Ends the search of a file when it has this many matches. */
  readonly maxPerFile?: number | null | undefined;
  /** Ends the search when there are this many matches: the first ones, in path order. */
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
  /** For each of `paths`, how many matches it has; with `mode: "files"` 1. */
  readonly counts: Uint32Array;
  /** The lines with matches and those around them. Empty unless `mode` is `"lines"`. */
  readonly lines: Lines;
  /** The matches. Empty unless `mode` is `"lines"`. */
  readonly matches: Matches;
  /** Whether the search stopped at `maxMatches`, so that there may be more. */
  readonly truncated: boolean;
  /** How many files were searched. */
  readonly searched: number;
  /** How many of them contain a NUL, and so were considered binary. */
  readonly binary: number;
  /** What could not be read. The search continues regardless. */
  readonly errors: WalkError[];
}

/** What to measure. */
export interface SizeOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: all. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
}

/** How large a tree is. */
export interface SizeResult {
  /** The sum of the sizes of the files. A file with several names counts once. */
  readonly bytes: number;
  /** How much space everything takes on disk, including folders and the root. */
  readonly diskBytes: number;
  /** How many files there are, counted by name. */
  readonly files: number;
  /** How many folders there are below the root. */
  readonly folders: number;
  /** How many links, pipes, sockets and devices there are. */
  readonly others: number;
  /** What could not be read, and is not counted. */
  readonly errors: WalkError[];
}

/** An entry that was skipped. */
export interface Skipped {
  /** Its path in the archive or below the root, with U+FFFD in place of what is not UTF-8. */
  readonly path: string;
  /** Why. */
  readonly reason: string;
}

/**
 * A line with matches, or one around it; unless `mode` is `"lines"`, a file with matches. Or a place
 * that could not be read.
 */
export interface TextFinding {
  /** The file, relative to the root, with `/` on every platform. */
  readonly path: string;
  /**
   * How many matches the line or the file has; 0 for a line around others, and with
   * `mode: "files"` 1.
   */
  readonly count: number;
  /** The number of the line; the first line of a file is 1. Null unless `mode` is `"lines"`. */
  readonly number: number | null;
  /** The line without its line ending. A match over several lines has all of them in one text. */
  readonly text: string | null;
  /** Where each match begins in the text, so that `text.slice(start, end)` is the match. */
  readonly starts: Uint32Array;
  /** Where each match ends in the text. */
  readonly ends: Uint32Array;
  /** Whether the line is not UTF-8; the text has U+FFFD in place of invalid bytes. */
  readonly lossy: boolean;
  /** The code of the error, if it could not be read. */
  readonly errorCode: string | null;
  /** What went wrong, if it could not be read. */
  readonly errorMessage: string | null;
}

/** An entry of a tree, or a place in it that could not be read. */
export interface TreeEntry {
  /** Its path relative to the root, with `/` on every platform. */
  readonly path: string;
  /** What it is; null if it could not be read. */
  readonly kind: EntryKind | null;
  /** Its size in bytes, with `stat`. */
  readonly size: number | null;
  /** The time of its last change in milliseconds since 1970, with `stat`. */
  readonly mtimeMs: number | null;
  /**
   * The code of the error, if it could not be read: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8`
   * for a name that is not UTF-8.
   */
  readonly errorCode: string | null;
  /** What went wrong, if it could not be read. */
  readonly errorMessage: string | null;
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
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
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
  /** Skips the entry, and lists it in the result. */
  | "skip";

/** Something that could not be read. */
export interface WalkError {
  /** Where, with U+FFFD in place of what is not UTF-8. */
  readonly path: string;
  /** The error's code: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8` for a name that is not UTF-8. */
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
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: everything except folders. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /**
   * Follows symbolic links. A link that leads back to a folder above it is an error in the
   * result.
   *
   * @default false
   */
  readonly followSymlinks?: boolean | undefined;
  /**
   * Also returns sizes and times, at the cost of one more file system call per entry.
   *
   * @default false
   */
  readonly stat?: boolean | undefined;
  /**
   * Sorts by the bytes of the path. Otherwise the order is that of the file system, and may
   * change.
   *
   * @default true
   */
  readonly sorted?: boolean | undefined;
}

/** Where to look for a program. */
export interface WhichOptions {
  /** The folders to search, written like the environment variable PATH. Default: that variable. */
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
   * Divides `a` by `b`, both 32-bit integers. The fraction is cut off, as in Rust and C.
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
   * Divides `a` by `b`, both 64-bit integers. The fraction is cut off, as in Rust and C.
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
   * The sum of 64-bit integers. A sum that does not fit into 64 bits is an error, even if later
   * elements would bring it back into range.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sumI64: (values: BigInt64Array) => bigint;
  /**
   * The sum of floats, added from first to last, like a loop in JavaScript. A sum that is
   * not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sumF64: (values: Float64Array) => number;
  /**
   * Adds each element of `source` to the one at the same index in `target`, in place. If one of the
   * sums does not fit, that is an error and `target` stays as it was.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly addInto: Command<(target: Int32Array, source: Int32Array) => void, "directOnly">;
  /**
   * Adds each element of `source` to the one at the same index in `target`, in place. If one of the
   * sums does not fit, that is an error and `target` stays as it was.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly addIntoI64: Command<
    (target: BigInt64Array, source: BigInt64Array) => void,
    "directOnly"
  >;
  /**
   * Adds each element of `source` to the one at the same index in `target`, in place. Infinities and
   * NaN propagate as in IEEE 754.
   *
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly addIntoF64: Command<(target: Float64Array, source: Float64Array) => void, "directOnly">;
}

/** The commands of the family `program`, as Rust has them. */
export interface ProgramSignatures {
  /**
   * Runs a program and waits for its end. No shell is involved: arguments reach it as they are.
   *
   * The program is found like `which` does, with the PATH that it will see itself. It runs in its
   * own session, without a terminal. On a time limit, a cancellation or too much output, it and
   * everything that it started get SIGTERM, and SIGKILL `killGraceMs` later; on Windows all are
   * killed immediately.
   *
   * `onLine` receives each line of the outputs as it arrives.
   *
   * The result is ready when the program has exited and its outputs are closed. If processes that it
   * left behind still hold them, the call waits until they have been silent for `lingerMs`; then
   * `pipesOpen` is true. After a success they keep running.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program with that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_PROGRAM_FAILED` The program ended with an exit code other than 0, or a signal ended it.
   * @throws `ERR_PINTLE_OUTPUT_LIMIT` The program wrote more than maxOutputBytes allows, and was terminated.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * Runs a program, and returns each line of its outputs as it arrives.
   *
   * The options mean the same as in `run`, and it fails like `run`, after all its lines. Nothing is
   * kept: `maxOutputBytes` limits what the program may write, unless `overflow` is `"truncate"`. The
   * program waits while nobody takes its lines. Leaving the loop cancels the call, which terminates it and
   * everything that it started.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program with that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_PROGRAM_FAILED` The program ended with an exit code other than 0, or a signal ended it.
   * @throws `ERR_PINTLE_OUTPUT_LIMIT` The program wrote more than maxOutputBytes allows, and was terminated.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_OUT_OF_RANGE` A number is outside the range of its type, has a fraction where an integer is needed, or is not finite.
   */
  readonly lines: Command<
    (
      program: string,
      args?: readonly string[] | null | undefined,
      options?: RunOptions,
    ) => ProgramLine[],
    "blocking" | "options" | "output",
    { readonly stream: ProgramStream[]; readonly text: string[] }
  >;
  /**
   * Finds a program, as `run` does.
   *
   * A name without a slash is looked up in the folders of `path`, in order; an empty entry
   * means the folder `cwd`. A name with a slash is a path, relative to `cwd`. The result is absolute,
   * and links are not resolved. On Windows the extensions in the variable PATHEXT are tried.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program with that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * What cannot be read does not end the walk: it is listed in the `errors` of the result. Folders
   * are not listed unless `kinds` asks for them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly walk: Command<(root: string, options?: WalkOptions) => Entries, "blocking" | "options">;
  /**
   * Lists what is below `root`, each entry when it is found, in no particular order.
   *
   * What cannot be read does not end the walk: it is an item with an `errorCode`. Folders are not
   * listed unless `kinds` asks for them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly entries: Command<
    (root: string, options?: EntriesOptions) => TreeEntry[],
    "blocking" | "options" | "output",
    {
      readonly path: string[];
      readonly kind: (EntryKind | null)[];
      readonly size: (number | null)[];
      readonly mtimeMs: (number | null)[];
      readonly errorCode: (string | null)[];
      readonly errorMessage: (string | null)[];
    }
  >;
  /**
   * Copies a file, a link, or a folder with all its contents, to `to`.
   *
   * Modes and times are kept, links are copied as links. Each file gets its name once it is
   * complete: whatever happens, the name refers to what was there before or to the complete copy.
   * Existing folders are merged.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INSIDE_ITSELF` The destination is the source itself, or is inside it. Nothing was copied.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly copy: Command<
    (from: string, to: string, options?: CopyOptions) => CopyResult,
    "blocking" | "options"
  >;
  /**
   * Makes symbolic links below a folder: at each of the paths, one that points to the target at the
   * same index in the other list. Missing folders are created.
   *
   * A target is written into the link as it is, so it is relative to the link's folder. The first
   * error ends the call, and the links made before it remain.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_DENIED` The caller's policy does not allow the call. Nothing was run.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * Removes a file, a link, or a folder with all its contents. Links are never followed.
   *
   * What cannot be removed does not keep the rest from being removed: the call fails once everything
   * else is done. Refuses the home folder, the working folder, and folders that contain them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_PROTECTED` The folder is `/`, the home folder or the working folder, or contains one of these. Nothing was removed.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly remove: Command<
    (path: string, options?: RemoveOptions) => RemoveResult,
    "blocking" | "options"
  >;
  /**
   * The apparent size and the disk usage of everything below `root`.
   *
   * Links are not followed. What cannot be read does not end the call: it is listed in `errors`.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly bytes: Command<(data: Uint8Array, options?: HashOptions) => string, "options">;
  /**
   * The hash of a file. Symbolic links are followed.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly file: Command<(path: string, options?: HashOptions) => string, "blocking" | "options">;
  /**
   * The hashes of many files, read on several threads. Fails as a whole if one cannot be read.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * It depends only on their relative paths and contents: not on the order in which the file system
   * lists them, the platform, times, owners, permissions, or empty folders. For a link, the text of
   * its target counts. Fails as a whole if something cannot be read.
   *
   * The hash is taken over `pintle-tree-1` and a zero byte, then for each entry, sorted by the bytes
   * of its path: one byte, 0 for a file and 2 for a link; the length of the path in bytes as 64 bits,
   * little-endian; the path, with `/`; for a file its binary digest, for a link the length of its
   * target, encoded the same way, and the target.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly tree: Command<
    (root: string, options?: TreeOptions) => TreeResult,
    "blocking" | "options"
  >;
  /**
   * Checks binary data against a Subresource Integrity string, and returns its hash.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly checkBytes: (data: Uint8Array, integrity: string) => string;
  /**
   * Checks a file against a Subresource Integrity string, and returns its hash. Symbolic
   * links are followed.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly checkFile: Command<(path: string, integrity: string) => string, "blocking">;
  /**
   * Checks many files, each against a Subresource Integrity string, on several threads. Fails as a
   * whole if one does not match its string or cannot be read.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * Extracts an archive into a folder, which is created if missing.
   *
   * Nothing is written outside the folder, and nothing is left behind if any part of the archive is
   * bad. Owners are not kept, nor are bits such as set-user-ID.
   *
   * @throws `ERR_PINTLE_ARCHIVE_UNSAFE` The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform interprets as another file.
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_ARCHIVE_EXISTS` The destination already has an entry with the same name.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly extract: Command<
    (archive: string, into: string, options?: ExtractOptions) => Extracted,
    "blocking" | "options"
  >;
  /**
   * Extracts an archive in memory.
   *
   * @throws `ERR_PINTLE_ARCHIVE_UNSAFE` The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform interprets as another file.
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_ARCHIVE_EXISTS` The destination already has an entry with the same name.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly extractBytes: Command<
    (data: Uint8Array, into: string, options?: ExtractOptions) => Extracted,
    "blocking" | "options"
  >;
  /**
   * Lists the contents of an archive. Only what is needed for reading it is checked.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly list: Command<
    (archive: string, options?: ListOptions) => Listed,
    "blocking" | "options"
  >;
  /**
   * Lists the contents of an archive in memory.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly listBytes: Command<
    (data: Uint8Array, options?: ListOptions) => Listed,
    "blocking" | "options"
  >;
  /**
   * Lists the contents of an archive, each entry when it is read, in the order of the archive.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly entries: Command<
    (archive: string, options?: ListOptions) => ArchivedEntry[],
    "blocking" | "options" | "output",
    {
      readonly path: string[];
      readonly kind: ArchivedKind[];
      readonly size: Float64Array;
      readonly mode: Uint32Array;
      readonly mtimeMs: Float64Array;
      readonly linkTarget: string[];
    }
  >;
  /**
   * Packs the contents of a folder into an archive, which appears once it is completely written.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CHANGED` A file became shorter, or was replaced, while it was being packed.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly create: Command<
    (root: string, archive: string, options?: CreateOptions) => Created,
    "blocking" | "options"
  >;
  /**
   * Packs the contents of a folder into an archive in memory. Without `format` it is a tar.gz.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CHANGED` A file became shorter, or was replaced, while it was being packed.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
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
   * The syntax is that of Rust's crate `regex`, which has no look-around or backreferences, and
   * whose running time depends only on the sizes of the text and the pattern. Files that contain a
   * NUL are considered binary and skipped. What cannot be read does not end the search: it is listed
   * in the `errors` of the result.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly search: Command<
    (root: string, pattern: string, options?: SearchOptions) => SearchResult,
    "blocking" | "options"
  >;
  /**
   * Searches for a pattern in the files below `root`, and returns each line with matches when its file
   * has been searched.
   *
   * The pattern and the options mean the same as in `search`. The files come in no particular order,
   * each with all its lines in order; `maxMatches` ends the search when there are this many, whichever
   * come first. What cannot be read does not end the search: it is an item with an `errorCode`.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly matches: Command<
    (root: string, pattern: string, options?: SearchOptions) => TextFinding[],
    "blocking" | "options" | "output",
    TextFinding[]
  >;
  /**
   * Replaces what a pattern matches in the files below `root`, or reports what it would replace.
   *
   * Nothing is written without `write: true`. Each file is replaced atomically and keeps its mode;
   * this cannot be undone, and the files are replaced in no particular order. In the replacement,
   * `$1`, `$name` and `${name}` stand for groups of the pattern, `$0` for the whole match and `$$`
   * for a dollar sign. The pattern has the syntax of `text.search`. What cannot be read or written
   * is listed in the `errors` of the result.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.
   * @throws `ERR_PINTLE_CHANGED` A file was changed by another process after it was read, so it was not replaced.
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
  /** Like `lines`, but waits on the calling thread, and returns the list of all results. */
  readonly linesSync: Call<ProgramSignatures["lines"]>;
  /** Like `which`, but waits for the result on the calling thread. */
  readonly whichSync: Call<ProgramSignatures["which"]>;
}

/** The commands of the family `tree`. */
export interface TreeCommands extends Direct<TreeSignatures> {
  /** Like `walk`, but waits for the result on the calling thread. */
  readonly walkSync: Call<TreeSignatures["walk"]>;
  /** Like `entries`, but waits on the calling thread, and returns the list of all results. */
  readonly entriesSync: Call<TreeSignatures["entries"]>;
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
  /** Like `entries`, but waits on the calling thread, and returns the list of all results. */
  readonly entriesSync: Call<ArchiveSignatures["entries"]>;
  /** Like `create`, but waits for the result on the calling thread. */
  readonly createSync: Call<ArchiveSignatures["create"]>;
  /** Like `createBytes`, but waits for the result on the calling thread. */
  readonly createBytesSync: Call<ArchiveSignatures["createBytes"]>;
}

/** The commands of the family `text`. */
export interface TextCommands extends Direct<TextSignatures> {
  /** Like `search`, but waits for the result on the calling thread. */
  readonly searchSync: Call<TextSignatures["search"]>;
  /** Like `matches`, but waits on the calling thread, and returns the list of all results. */
  readonly matchesSync: Call<TextSignatures["matches"]>;
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
  readonly "program.lines": CommandSchemas<
    { readonly program: string; readonly args?: readonly string[] | null | undefined } & RunOptions,
    ProgramLine[]
  >;
  readonly "program.which": CommandSchemas<{ readonly program: string } & WhichOptions, string>;
  readonly "tree.walk": CommandSchemas<{ readonly root: string } & WalkOptions, Entries>;
  readonly "tree.entries": CommandSchemas<{ readonly root: string } & EntriesOptions, TreeEntry[]>;
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
  readonly "archive.entries": CommandSchemas<
    { readonly archive: string } & ListOptions,
    ArchivedEntry[]
  >;
  readonly "archive.create": CommandSchemas<
    { readonly root: string; readonly archive: string } & CreateOptions,
    Created
  >;
  readonly "archive.createBytes": CommandSchemas<{ readonly root: string } & CreateOptions, Bytes>;
  readonly "text.search": CommandSchemas<
    { readonly root: string; readonly pattern: string } & SearchOptions,
    SearchResult
  >;
  readonly "text.matches": CommandSchemas<
    { readonly root: string; readonly pattern: string } & SearchOptions,
    TextFinding[]
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
/** Whether something that was caught is an error of these commands, with one of their codes. */
export const isCommandError: (value: unknown) => value is CommandError = errorsOf(addon) as never;
