import type { CallOptions } from "../../client/call-options.ts";
import { ownOf } from "../../options/own.ts";
import type { Framing } from "./framing.ts";

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
    window?: number,
  ) {
    const { onProgress } = ownOf(options);
    this.command = command;
    const head = { jsonrpc: "2.0", id: this.id, method };
    const all = {
      ...head,
      ...(onProgress === undefined ? {} : { progress: true }),
      ...(window === undefined ? {} : { window }),
    };
    this.chunks = framing.encode(all, "params", params, command);
  }

  /** Its size in bytes. */
  get size(): number {
    return this.chunks.reduce((total, chunk) => total + chunk.length, 0);
  }
}
