import type { LineCallOptions } from "../client/call-options.ts";
import type { Contract } from "../contract/document.ts";
import { withStackOf } from "../errors/stack.ts";
import { type Batch, type Columns, columnBatch, listBatch } from "../stream/batch.ts";
import { columnsOf } from "../stream/columns.ts";
import { BatchStream, type Source, type Stream } from "../stream/stream.ts";
import type { Batches, Params, Transport } from "./transport.ts";

/** A call, once its arguments are read. */
export interface Given {
  readonly params: Params;
  readonly options: LineCallOptions;
}

/** The stream of a command over a transport. Nothing is sent before it is read. */
export function remoteStream(
  transport: Transport,
  contract: Contract,
  method: string,
  given: Promise<Given>,
): Stream<unknown, unknown> {
  given.catch(() => {}); // The first read reports it.
  return new BatchStream(new RemoteSource(transport, contract, method, given));
}

/** The batches of a command that runs elsewhere. */
class RemoteSource implements Source {
  readonly #open: () => Promise<AsyncIterator<unknown>>;
  readonly #whole: (items: ArrayLike<unknown>) => unknown;
  #batches: Promise<AsyncIterator<unknown>> | undefined;

  constructor(transport: Transport, contract: Contract, method: string, given: Promise<Given>) {
    this.#whole = (items) => columnsOf(contract, method, items);
    this.#open = async () => {
      const { params, options } = await given;
      const batches = transport.stream?.(method, params, options) ?? [
        await transport.call(method, params, options),
      ];
      return iteratorOf(batches as Batches | unknown[]);
    };
  }

  async pull(): Promise<Batch | undefined> {
    try {
      this.#batches ??= this.#open();
      const { done, value } = await (await this.#batches).next();
      if (done) {
        return undefined;
      }
      return Array.isArray(value) || ArrayBuffer.isView(value)
        ? listBatch(value as ArrayLike<unknown>, this.#whole)
        : columnBatch(value as Columns);
    } catch (error) {
      throw withStackOf(error, this.pull);
    }
  }

  async leave(): Promise<void> {
    try {
      await (await this.#batches)?.return?.();
    } catch {
      // It has ended, which is what was wanted.
    }
  }
}

async function* iteratorOf(batches: Batches | unknown[]): AsyncGenerator<unknown> {
  yield* batches;
}
