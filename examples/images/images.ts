// Generated from the contract of images (sha256-5f719989af67c7e19bed554675743c05d69457f08fd5a2069cfb1a7ed506f60c). Do not edit.

import { fileURLToPath } from "node:url";
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
} from "pintle/runtime";
import { errorsOf, loadAddon, planFor } from "pintle/runtime";

const addon = loadAddon(
  fileURLToPath(new URL("../../target/examples/images.node", import.meta.url)),
  { contract: "sha256-5f719989af67c7e19bed554675743c05d69457f08fd5a2069cfb1a7ed506f60c" },
);

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
  /** The image is damaged, or neither PNG nor JPEG. */
  readonly ERR_IMAGES_INVALID: "ERR_IMAGES_INVALID";
  /** The image has more pixels than the call allows. */
  readonly ERR_IMAGES_TOO_LARGE: "ERR_IMAGES_TOO_LARGE";
  /** A function that was passed to the command threw an exception, rejected, or returned a value of another type; or it was called after its call had ended. */
  readonly ERR_PINTLE_CALLBACK: "ERR_PINTLE_CALLBACK";
  /** The caller cancelled the call or the plan. */
  readonly ERR_PINTLE_CANCELLED: "ERR_PINTLE_CANCELLED";
  /** The host speaks another version of the protocol, or its commands differ from those that the client was generated for. */
  readonly ERR_PINTLE_CONTRACT_MISMATCH: "ERR_PINTLE_CONTRACT_MISMATCH";
  /** The caller's policy does not allow the call. Nothing was run. */
  readonly ERR_PINTLE_DENIED: "ERR_PINTLE_DENIED";
  /** The command changes an argument in place, so it can only be called directly. */
  readonly ERR_PINTLE_DIRECT_ONLY: "ERR_PINTLE_DIRECT_ONLY";
  /** A resource was used after its handle had been disposed of. */
  readonly ERR_PINTLE_DISPOSED: "ERR_PINTLE_DISPOSED";
  /** Two steps of the plan have the same id. */
  readonly ERR_PINTLE_DUPLICATE_STEP: "ERR_PINTLE_DUPLICATE_STEP";
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
  /** A number is outside the range of its type, has a fraction where an integer is needed, or is not finite. */
  readonly ERR_PINTLE_OUT_OF_RANGE: "ERR_PINTLE_OUT_OF_RANGE";
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
  readonly ERR_PINTLE_IO: IoDetails;
}

/** An error of these commands: its `code` says what its `details` are. */
export type CommandError = ErrorOf<ErrorCode, ErrorDetails>;

/** How an image is encoded. */
export type Format =
  /** JPEG. */
  | "jpeg"
  /** PNG. */
  | "png";

/** What an image is. */
export interface Info {
  /** How wide it is, in pixels. */
  readonly width: number;
  /** How high it is, in pixels. */
  readonly height: number;
  /** How it is encoded. */
  readonly format: Format;
}

/** The details of `ERR_PINTLE_IO`. */
export interface IoDetails {
  /** The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known. */
  readonly path: string | null;
  /** The name of the system's error as in Node, such as `ENOENT`; null if it has none. */
  readonly errno: string | null;
}

/** How to resize an image. */
export interface ResizeOptions {
  /** How wide the result is, in pixels. */
  readonly width: number;
  /** How high the result is; without it, as the proportions of the image require. */
  readonly height?: number | null | undefined;
  /**
   * How the result is encoded.
   *
   * @default "jpeg"
   */
  readonly format?: Format | undefined;
  /**
   * The quality of a JPEG, from 1 to 100.
   *
   * @default 80
   */
  readonly quality?: number | undefined;
  /**
   * An image with more pixels than this is refused before it is decoded.
   *
   * @default 50000000
   */
  readonly maxPixels?: number | undefined;
}

/** Where an image comes from. */
export type Source =
  /** A file. */
  | {
      readonly from: "file";
      /** Its path. */
      readonly path: string;
    }
  /** Memory. */
  | {
      readonly from: "bytes";
      /** The whole file. */
      readonly bytes: Uint8Array;
    };

/** A thumbnail that was written. */
export interface Thumbnail {
  /** The image, as it was passed. */
  readonly path: string;
  /** Where the thumbnail is. */
  readonly thumbnail: string;
  /** How wide it is, in pixels. */
  readonly width: number;
  /** How high it is, in pixels. */
  readonly height: number;
}

/** How to make thumbnails. */
export interface ThumbnailOptions {
  /** How wide the result is, in pixels. */
  readonly width: number;
  /** How high the result is; without it, as the proportions of the image require. */
  readonly height?: number | null | undefined;
  /**
   * How the result is encoded.
   *
   * @default "jpeg"
   */
  readonly format?: Format | undefined;
  /**
   * The quality of a JPEG, from 1 to 100.
   *
   * @default 80
   */
  readonly quality?: number | undefined;
  /**
   * An image with more pixels than this is refused before it is decoded.
   *
   * @default 50000000
   */
  readonly maxPixels?: number | undefined;
  /** Hears of each thumbnail as soon as it is written. What it throws ends the call. */
  readonly onThumbnail?: ((a: Thumbnail) => void | Promise<void>) | null | undefined;
}

/** The commands of the family `images`, as Rust has them. */
export interface ImagesSignatures {
  /**
   * The dimensions and the format of an image, of which only the beginning is read.
   *
   * @throws `ERR_IMAGES_INVALID` The image is damaged, or neither PNG nor JPEG.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   */
  readonly info: Command<(source: Source) => Info, "blocking">;
  /**
   * An image in another size.
   *
   * @throws `ERR_IMAGES_INVALID` The image is damaged, or neither PNG nor JPEG.
   * @throws `ERR_IMAGES_TOO_LARGE` The image has more pixels than the call allows.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   */
  readonly resize: Command<
    (source: Source, options: ResizeOptions) => Bytes,
    "blocking" | "options"
  >;
  /**
   * Writes a thumbnail of each image into a folder, on all processors. Their order in the result is that of
   * the paths.
   *
   * @throws `ERR_IMAGES_INVALID` The image is damaged, or neither PNG nor JPEG.
   * @throws `ERR_IMAGES_TOO_LARGE` The image has more pixels than the call allows.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CALLBACK` A function that was passed to the command threw an exception, rejected, or returned a value of another type; or it was called after its call had ended.
   */
  readonly thumbnails: Command<
    (paths: readonly string[], folder: string, options: ThumbnailOptions) => Thumbnail[],
    "blocking" | "options"
  >;
}

/** The commands of the family `images`. */
export interface ImagesCommands extends Direct<ImagesSignatures> {
  /** Like `info`, but waits for the result on the calling thread. */
  readonly infoSync: Call<ImagesSignatures["info"]>;
  /** Like `resize`, but waits for the result on the calling thread. */
  readonly resizeSync: Call<ImagesSignatures["resize"]>;
  /** Like `thumbnails`, but waits for the result on the calling thread. */
  readonly thumbnailsSync: Call<ImagesSignatures["thumbnails"]>;
}

/** The commands of the family `images`, as steps of a plan. */
export type ImagesSteps = Steps<ImagesSignatures>;

/** Every command that can be a step of a plan. */
export interface PlanCommands {
  readonly images: ImagesSteps;
}

/** The commands of the family `images`, over a transport. */
export type ImagesClient = Remote<ImagesSignatures>;

/** Every command that a transport can run. */
export interface ClientCommands {
  readonly images: ImagesClient;
}

/** Standard Schema objects of every command: its parameters by name, and its result. */
export interface Schemas {
  readonly "images.info": CommandSchemas<{ readonly source: Source }, Info>;
  readonly "images.resize": CommandSchemas<{ readonly source: Source } & ResizeOptions, Bytes>;
  readonly "images.thumbnails": CommandSchemas<
    { readonly paths: readonly string[]; readonly folder: string } & ThumbnailOptions,
    Thumbnail[]
  >;
}

export const images: ImagesCommands = addon.commands["images"] as never;
export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;
export const schemas: Schemas = addon.schemas as never;
/** Whether something that was caught is an error of these commands, with one of their codes. */
export const isCommandError: (value: unknown) => value is CommandError = errorsOf(addon) as never;
