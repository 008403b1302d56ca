import type { CallOptions } from "../../client/call-options.ts";
import { ownOf } from "../../options/own.ts";
import type { Framing } from "./framing.ts";
import type { Functions } from "./functions.ts";

/** What a client does and wants while a request runs. */
export interface Flow {
  /** How many messages with items it has room for, if it wants them as they come. */
  readonly window?: number;
  /** The inputs whose items it sends. */
  readonly inputs?: readonly string[];
  /** The functions that the host can ask, which have numbers among the parameters. */
  readonly functions?: Functions;
}

let lastId = 0;

/**
 * A request, as it will be sent. The caller may change the parameters after it has been created.
 */
export class Request {
  readonly id: number = ++lastId;
  /** Its name in errors; plans have none. */
  readonly command: string | null;
  readonly chunks: readonly Uint8Array[];

  constructor(
    framing: Framing,
    method: string,
    params: unknown,
    command: string | null,
    options: CallOptions = {},
    flow: Flow = {},
  ) {
    const { onProgress } = ownOf(options);
    const { window, inputs = [], functions } = ownOf(flow);
    this.command = command;
    const head = { jsonrpc: "2.0", id: this.id, method };
    const numberOf = functions?.numberOf;
    const written = framing.write(params, command, { numberOf });
    const all = {
      ...head,
      ...(onProgress === undefined ? {} : { progress: true }),
      ...(window === undefined ? {} : { window }),
      ...(inputs.length === 0 ? {} : { inputs }),
      ...(functions?.isEmpty === false ? { callbacks: true } : {}),
    };
    this.chunks = framing.frame(all, "params", written).chunks;
  }

  /** Its size in bytes. */
  get size(): number {
    return this.chunks.reduce((total, chunk) => total + chunk.length, 0);
  }
}
