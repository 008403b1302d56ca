import type { CommandBinding, CommandCall, FeedHandle } from "../binding/binding.ts";
import { collect, fedInputs } from "../stream/inputs.ts";
import type { Items } from "../stream/iterable.ts";
import { causeOf, Pump } from "../stream/pump.ts";

/** What an addon feeds its inputs with. */
interface Feeding extends Pick<CommandBinding, "endFeed" | "feedItem" | "feedRoom"> {
  readonly createFeed: () => FeedHandle;
}

/** Whether an addon takes the items of inputs as they come. */
function canFeed<Bound extends CommandBinding>(binding: Bound): binding is Bound & Feeding {
  return binding.createFeed !== undefined;
}

/** The inputs of one call. */
export class Feeds {
  readonly #pumps: readonly Pump[] = [];
  /**
   * The arguments, with what the addon reads in place of iterables; if that is lists, what reads all of their items
   * first.
   */
  readonly args: readonly unknown[] | (() => Promise<readonly unknown[]>);

  constructor(
    binding: CommandBinding,
    method: string,
    inputs: CommandCall["inputs"],
    args: readonly unknown[],
  ) {
    const fed = fedInputs(method, inputs, args);
    const passed: unknown[] = [...args];
    this.args = passed;
    if (canFeed(binding)) {
      this.#pumps = fed.map(({ place, items }) => {
        const feed = binding.createFeed();
        Reflect.set(passed, place, feed);
        return pumpOf(binding, feed, items);
      });
    } else if (fed.length > 0) {
      this.args = async () => {
        await collect(method, fed, passed);
        return passed;
      };
    }
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
    return causeOf(error, this.#pumps);
  }
}

function pumpOf(binding: Feeding, feed: FeedHandle, items: Items): Pump {
  return new Pump(items, {
    send: (item) => binding.feedItem(feed, item),
    room: () => binding.feedRoom(feed),
    end: (hasFailed) => binding.endFeed(feed, hasFailed),
  });
}
