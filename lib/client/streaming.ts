import type {
  CommandBinding,
  CommandCall,
  Control,
  NativeCommand,
  StreamHandle,
} from "../binding/binding.ts";
import { notPortableError } from "../errors/not-portable.ts";
import { withStackOf } from "../errors/stack.ts";
import { ownOf } from "../options/own.ts";
import { type Batch, batchOf } from "../stream/batch.ts";
import { BatchStream, type Source, type Stream } from "../stream/stream.ts";
import { onAbort } from "./abort.ts";
import { callArguments } from "./call-arguments.ts";
import type { LineCallOptions } from "./call-options.ts";
import { withReason } from "./cancelled.ts";
import { checkOptions } from "./check-options.ts";
import { inContext } from "./context.ts";
import { Feeds } from "./feeds.ts";
import { listenerOf } from "./listener.ts";

/** A command that returns a stream. */
export type StreamCommand = (...args: unknown[]) => Stream<unknown, unknown>;

/** What is known about a command with an output. */
export interface Streaming {
  readonly method: string;
  /** How it is called. */
  lookUp(): CommandCall | undefined;
  /** What `batches()` yields for a list of items. */
  whole(items: ArrayLike<unknown>): unknown;
}

/** The function for a command with an output. */
export function streaming(
  binding: CommandBinding,
  { method, lookUp, whole }: Streaming,
  open: NativeCommand,
): StreamCommand {
  let command: CommandCall | undefined;

  const run: StreamCommand = (...passed) => {
    try {
      command ??= lookUp();
      if (command === undefined) {
        throw notPortableError(method); // WebAssembly does not have it.
      }
      const { args, options = {} } = callArguments(method, command, passed);
      checkOptions(method, options);
      const { inputs, output } = command;
      const feeds = new Feeds(binding, method, inputs, args);
      const control = controlOf(binding, options);
      const given = { method, columns: output === "columns", whole, feeds };
      const { args: known } = feeds;
      const source =
        typeof known === "function"
          ? new BindingSource(binding, given, async () => open(control, ...(await known())))
          : new BindingSource(binding, given, open(control, ...known));
      const stream = new BatchStream<unknown, unknown>(source);
      if (control !== undefined) {
        source.listen(stream, control, options);
      }
      return stream;
    } catch (error) {
      return failed(withStackOf(error, run));
    }
  };
  return run;
}

/** A stream whose first read fails. */
function failed(error: unknown): Stream<unknown, unknown> {
  return new BatchStream({
    pull: () => Promise.reject(error),
    leave: () => Promise.resolve(),
  });
}

/** What can be done while the command runs, if the caller wants any of it. */
function controlOf(binding: CommandBinding, options: LineCallOptions): Control | undefined {
  const listener = listenerOf(options);
  const { signal } = ownOf(options);
  return listener === undefined && signal === undefined
    ? undefined
    : binding.createControl(listener && inContext(listener));
}

/** Ends listening to the signals of streams that nobody read to their end. */
const abandoned = new FinalizationRegistry((stopListening: () => void) => stopListening());

/** What is known about a running command. */
interface Running {
  readonly method: string;
  /** Whether its batches may be columns. */
  readonly columns: boolean;
  /** What `batches()` yields for a list of items. */
  readonly whole: (items: ArrayLike<unknown>) => unknown;
  /** Its inputs. */
  readonly feeds: Feeds;
}

/** The batches of a running command. */
class BindingSource implements Source {
  readonly #binding: CommandBinding;
  readonly #running: Running;
  #handle: unknown;
  #open: (() => Promise<unknown>) | undefined;
  #signal: AbortSignal | undefined;
  #stopListening: (() => void) | undefined;
  #hasBegun = false;
  /** The last pull: there is one at a time, from its call to its end. */
  #pulling: Promise<Batch | undefined> | undefined;
  #ended = false;

  /** A stream, or the function that opens it when it is read for the first time. */
  constructor(binding: CommandBinding, running: Running, stream: unknown) {
    this.#binding = binding;
    this.#running = running;
    if (typeof stream === "function") {
      this.#open = stream as () => Promise<unknown>;
    } else {
      this.#handle = stream;
    }
  }

  /** Cancels the command when its signal is aborted. */
  listen(stream: object, control: Control, options: LineCallOptions): void {
    const { signal } = ownOf(options);
    if (signal !== undefined) {
      const binding = this.#binding;
      const stopListening = onAbort(signal, () => binding.cancel(control));
      this.#signal = signal;
      this.#stopListening = () => {
        abandoned.unregister(this);
        stopListening();
      };
      abandoned.register(stream, stopListening, this);
    }
  }

  pull(): Promise<Batch | undefined> {
    this.#pulling = this.#pull();
    return this.#pulling;
  }

  async #pull(): Promise<Batch | undefined> {
    const { method, columns, whole, feeds } = this.#running;
    try {
      await this.#begin();
      const batch = await this.#binding.pullStream(this.#handle as StreamHandle, columns);
      if (batch === undefined) {
        this.#end();
        return undefined;
      }
      return batchOf(batch, whole);
    } catch (error) {
      const reason = withReason(feeds.causeOf(error), method, this.#signal);
      this.#end();
      throw withStackOf(reason, this.#pull);
    }
  }

  async #begin(): Promise<void> {
    if (this.#open !== undefined) {
      const open = this.#open;
      this.#open = undefined;
      this.#handle = await open();
    }
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#running.feeds.start();
    }
  }

  async leave(): Promise<void> {
    if (this.#handle !== undefined) {
      this.#binding.leaveStream(this.#handle as StreamHandle);
      try {
        await this.#pulling;
        while (!this.#ended && (await this.pull()) !== undefined) {
          // What it had sent is dropped already.
        }
      } catch {
        // That it was cancelled is what was wanted.
      }
    }
    this.#end();
  }

  #end(): void {
    this.#ended = true;
    this.#running.feeds.stop();
    this.#stopListening?.();
    this.#stopListening = undefined;
  }
}
