import { either } from "../client/abort.ts";
import type { LineCallOptions } from "../client/call-options.ts";
import type { Contract } from "../contract/document.ts";
import { withStackOf } from "../errors/stack.ts";
import { type Batch, batchOf } from "../stream/batch.ts";
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
  const left = new AbortController();
  const source = new RemoteSource(transport, contract, method, given, left);
  const stream = new BatchStream<unknown, unknown>(source);
  forgotten.register(stream, left, source);
  return stream;
}

/** Ends the commands of streams that nobody read to their end. */
const forgotten = new FinalizationRegistry((left: AbortController) => left.abort());

/** The batches of a command that runs elsewhere. */
class RemoteSource implements Source {
  readonly #open: () => Promise<AsyncIterator<unknown>>;
  readonly #whole: (items: ArrayLike<unknown>) => unknown;
  /** Cancels the command. An iterator's `return` alone may have to wait for what it is asked for now. */
  readonly #left: AbortController;
  #batches: Promise<AsyncIterator<unknown>> | undefined;

  constructor(
    transport: Transport,
    contract: Contract,
    method: string,
    given: Promise<Given>,
    left: AbortController,
  ) {
    this.#left = left;
    this.#whole = (items) => columnsOf(contract, method, items);
    this.#open = async () => {
      const { params, options } = await given;
      const heard = { ...options, signal: either(left.signal, options.signal) };
      const batches = transport.stream?.(method, params, heard) ?? [
        await transport.call(method, params, heard),
      ];
      return iteratorOf(batches as Batches | unknown[]);
    };
  }

  async pull(): Promise<Batch | undefined> {
    try {
      this.#batches ??= this.#open();
      const { done, value } = await (await this.#batches).next();
      if (done) {
        forgotten.unregister(this);
        return undefined;
      }
      return batchOf(value, this.#whole);
    } catch (error) {
      forgotten.unregister(this);
      throw withStackOf(error, this.pull);
    }
  }

  async leave(): Promise<void> {
    forgotten.unregister(this);
    this.#left.abort();
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
