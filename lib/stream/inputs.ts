import type { ContractCommand } from "../contract/document.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { pointerOf } from "../errors/pointer.ts";
import { type Items, itemsOf } from "./iterable.ts";

/** What is passed to a call: by position, or by name. */
type Passed = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Where the inputs of a command are in what is passed, by name. */
export type InputPlaces = Readonly<Record<string, PropertyKey>>;

/** Where the inputs of a command are in parameters by name. */
export function inputPlaces({ params }: ContractCommand): InputPlaces {
  const inputs = params.filter(({ kind }) => kind === "input");
  return Object.fromEntries(inputs.map(({ name }) => [name, name]));
}

/** An input that is fed by an iterable. */
export interface FedInput {
  readonly name: string;
  readonly place: PropertyKey;
  readonly items: Items;
}

/** The inputs of a call that are fed by iterables. Lists, and what an input does not take, are passed as they are. */
export function fedInputs(method: string, places: InputPlaces, passed: Passed): FedInput[] {
  const fed: FedInput[] = [];
  for (const [name, place] of Object.entries(places)) {
    if (Object.hasOwn(passed, place)) {
      const value: unknown = Reflect.get(passed, place);
      const items = within(method, name, () => itemsOf(value));
      if (items !== undefined) {
        fed.push({ name, place, items });
      }
    }
  }
  return fed;
}

/** Puts a list of all items in place of each iterable. */
export async function collect(
  method: string,
  fed: readonly FedInput[],
  passed: unknown[] | Record<string, unknown>,
): Promise<void> {
  for (const { name, place, items } of fed) {
    try {
      Reflect.set(passed, place, await all(items));
    } catch (error) {
      throw inputError(method, name, error);
    }
  }
}

async function all(items: Items): Promise<unknown[]> {
  const list: unknown[] = [];
  for (;;) {
    const { done, value } = (await items.next()) as IteratorResult<unknown>;
    if (done) {
      return list;
    }
    list.push(value);
  }
}

function within<T>(method: string, name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw inputError(method, name, error);
  }
}

/** The error for what an iterable has thrown. */
function inputError(method: string, name: string, cause: unknown): PintleError {
  return new PintleError({
    code: "ERR_PINTLE_INPUT",
    message: `${method}: ${name}: the iterable threw an exception`,
    command: method,
    pointer: pointerOf([name]),
    cause,
  });
}
