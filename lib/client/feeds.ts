import type { CommandBinding, CommandCall, FeedHandle } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { collected, type Items, itemsOf } from "../stream/iterable.ts";

/** What an addon feeds its inputs with. */
interface Feeding extends Pick<CommandBinding, "endFeed" | "feedItem" | "feedRoom"> {
  readonly createFeed: () => FeedHandle;
}

/** The positions of a command's inputs, by name. */
type Inputs = CommandCall["inputs"];

/** Whether an addon takes the items of inputs as they come. */
export function canFeed<Bound extends CommandBinding>(binding: Bound): binding is Bound & Feeding {
  return binding.createFeed !== undefined;
}

/** The arguments with lists in place of what its inputs are fed with. */
export async function withLists(
  method: string,
  inputs: Inputs,
  args: readonly unknown[],
): Promise<unknown[]> {
  const passed = [...args];
  for (const [name, index] of Object.entries(inputs)) {
    if (index < args.length) {
      passed[index] = await collected(method, name, args[index]);
    }
  }
  return passed;
}

/** After so many items others get their turn. */
const many = 1024;

/** The inputs of one call. */
export class Feeds {
  readonly #pumps: readonly Pump[];
  /** The arguments, with what the addon reads in place of iterables. */
  readonly args: readonly unknown[];

  constructor(binding: Feeding, inputs: Inputs, args: readonly unknown[]) {
    const passed = [...args];
    const pumps: Pump[] = [];
    for (const index of Object.values(inputs)) {
      const items = itemsOf(args[index]);
      if (items !== undefined) {
        const pump = new Pump(binding, items);
        passed[index] = pump.handle;
        pumps.push(pump);
      }
    }
    this.args = passed;
    this.#pumps = pumps;
  }

  /** Begins to read the iterables. */
  start(): void {
    for (const pump of this.#pumps) {
      void pump.run();
    }
  }

  /** Ends those that were not read to their end. */
  stop(): void {
    for (const pump of this.#pumps) {
      pump.stop();
    }
  }

  /** The error of the call, with what an iterable threw as its cause. */
  causeOf(error: unknown): unknown {
    const failed = this.#pumps.find((pump) => pump.failure !== undefined);
    return failed !== undefined && PintleError.is(error) && error.code === "ERR_PINTLE_INPUT"
      ? new PintleError({ ...error, message: error.message, cause: failed.failure?.error })
      : error;
  }
}

/** Passes the items of one iterable on, as long as there is room for them. */
class Pump {
  readonly handle: FeedHandle;
  readonly #binding: Feeding;
  readonly #items: Items;
  #ended = false;
  /** What the iterable threw. */
  failure: { readonly error: unknown } | undefined;

  constructor(binding: Feeding, items: Items) {
    this.handle = binding.createFeed();
    this.#binding = binding;
    this.#items = items;
  }

  async run(): Promise<void> {
    try {
      await this.#pass();
    } catch (error) {
      this.failure = { error };
      this.#ended = true;
      this.#binding.endFeed(this.handle, true);
    }
  }

  async #pass(): Promise<void> {
    const binding = this.#binding;
    for (let count = 1; !this.#ended; count += 1) {
      const next = this.#items.next();
      const { done, value } = (isThenable(next) ? await next : next) as IteratorResult<unknown>;
      if (done) {
        this.#ended = true;
        binding.endFeed(this.handle, false);
      } else if (!binding.feedItem(this.handle, value) || count % many === 0) {
        if (!(await binding.feedRoom(this.handle))) {
          this.stop();
        }
      }
    }
  }

  stop(): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    try {
      const ended = this.#items.return?.();
      if (isThenable(ended)) {
        ended.then(undefined, () => {}); // The command has ended, and does not need it.
      }
    } catch {
      // As above.
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}
