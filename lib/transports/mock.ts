import { Bytes } from "../bytes/bytes.ts";
import { takeGiven } from "../bytes/transfer.ts";
import type { CallOptions, LineCallOptions } from "../client/call-options.ts";
import { checkOptions } from "../client/check-options.ts";
import { type Contract, commandIn } from "../contract/document.ts";
import type { CommandSchemas } from "../contract/standard-schema.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { isDate, isSet } from "../options/classes.ts";
import { ownOf } from "../options/own.ts";
import type { PlanText } from "../plan/document.ts";
import type { PlanReport } from "../plan/prepared.ts";
import { columnIn } from "../stream/columns.ts";
import { type Items, itemsOf } from "../stream/iterable.ts";
import { listOf } from "../stream/list.ts";
import type { Checker } from "./checker.ts";
import { closedError } from "./closed.ts";
import { OwnContract } from "./own-contract.ts";
import { refuseResources } from "./resources.ts";
import type { Params, Transport } from "./transport.ts";
import { copyOf } from "./wire/shape.ts";

/** What a handler may return as a result: any binary data is accepted for `Bytes`. */
export type Mocked<T> = T extends Bytes
  ? Uint8Array
  : T extends ArrayBufferView | Date | ReadonlySet<unknown>
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Mocked<Item>[]
      : T extends object
        ? { readonly [Name in keyof T]: Mocked<T[Name]> }
        : T;

/** What a handler may return: the result or a promise of it; for a list also an iterable of its items. */
export type MockedResult<Result> =
  | Mocked<Result>
  | Promise<Mocked<Result>>
  | (Result extends readonly (infer Item)[]
      ? Iterable<Mocked<Item>> | AsyncIterable<Mocked<Item>>
      : never);

/** The replacements of the commands, by method. Those that a test does not call can be left out. */
export type HandlersOf<All> = {
  readonly [Method in keyof All]?: All[Method] extends CommandSchemas<infer Params, infer Result>
    ? (params: Params, options: LineCallOptions) => MockedResult<Result>
    : never;
} & {
  /** Replaces plans, which need Rust to run. */
  readonly "pintle.runPlan"?: (
    params: { readonly plan: PlanText; readonly input: unknown },
    options: CallOptions,
  ) => PlanReport | Promise<PlanReport>;
};

/** What `mock` takes beside its handlers. */
export interface MockOptions {
  /** What the commands are, when they are not Pintle's own. */
  readonly contract?: Contract;
}

type Handler = (params: unknown, options: LineCallOptions) => unknown;

/**
 * Your own functions as commands. Their arguments and results are checked against the contract, so
 * that a test cannot pass with a mock that no command could match.
 */
export function mockOf<All>(
  handlers: HandlersOf<NoInfer<All>>,
  options: MockOptions = {},
): Transport {
  const own = new OwnContract(ownOf(options).contract);
  let isClosed = false;

  function handlerOf(method: string, command: string | null, params: string): Handler {
    if (isClosed) {
      throw closedError(command, "the client was closed");
    }
    const handler = Object.hasOwn(handlers, method)
      ? (handlers as Record<string, Handler>)[method]
      : undefined;
    if (handler === undefined) {
      throw new PintleError({
        code: "ERR_PINTLE_UNKNOWN_COMMAND",
        message: `${method}: this mock has no handler for it; add "${method}": (${params}) => …`,
        command,
        pointer: "",
      });
    }
    return handler;
  }

  /** What the handler of a command returns. */
  async function answerOf(
    method: string,
    params: Params,
    options: LineCallOptions,
  ): Promise<unknown> {
    const command = commandIn(own.get(), method);
    refuseResources(method, command, "a mock");
    own.checker.params(method, params);
    checkOptions(method, options);
    const names = Object.keys(command?.paramsSchema.properties ?? {}).join(", ");
    const handler = handlerOf(method, method, names === "" ? "" : `{ ${names} }`);
    return handler(takeGiven(method, params), options);
  }

  return {
    portableOnly: false,
    feedsInputs: false,
    contract: () => own.get(),

    async start() {
      await own.load();
      const methods = Object.keys(handlers).filter((method) => method !== "pintle.runPlan");
      for (const method of methods) {
        own.checker.callable(method); // A handler that could never be called is a mistake in the test.
      }
    },

    async call(method, params, options = {}) {
      const answer = await answerOf(method, params, options);
      const { output } = commandIn(own.get(), method) ?? {};
      const given = output === undefined ? answer : await ofIterable(own.get(), method, answer);
      checkMocked(own.checker, method, given);
      return ownBytes(given);
    },

    async *stream(method, params, options = {}) {
      const answer = await answerOf(method, params, options);
      const items = ArrayBuffer.isView(answer) ? undefined : itemsOf(answer);
      if (items === undefined) {
        checkMocked(own.checker, method, answer);
        yield ownBytes(answer);
        return;
      }
      // What a handler throws comes after its items, as a command's error does.
      const { result } = commandIn(own.get(), method) ?? {};
      let index = 0;
      for await (const item of iterable(items)) {
        checkMocked(own.checker, method, columnIn(result, [item]), index);
        yield [ownBytes(item)];
        index += 1;
      }
    },

    async runPlan(plan, given = {}) {
      const { input, ...options } = ownOf(given);
      checkOptions("plan", options);
      const handler = handlerOf("pintle.runPlan", null, "{ plan, input }");
      const { input: taken } = takeGiven(null, { input });
      return (await handler({ plan, input: taken }, options)) as PlanReport;
    },

    async close() {
      isClosed = true;
    },
  };
}

/** The items of an iterable as a list; anything else as it is. */
async function ofIterable(contract: Contract, method: string, answer: unknown): Promise<unknown> {
  const items = ArrayBuffer.isView(answer) ? undefined : itemsOf(answer);
  return items === undefined ? answer : listOf(contract, method, iterable(items));
}

function iterable(items: Items): AsyncIterable<unknown> {
  // A synchronous iterator will do: what it returns is awaited.
  return { [Symbol.asyncIterator]: () => items as AsyncIterator<unknown> };
}

/** Marks an invalid result as that of the mock, not of the command; one item's as that of its place. */
function checkMocked(checker: Checker, method: string, result: unknown, index = 0): void {
  try {
    checker.result(method, result);
  } catch (error) {
    if (!PintleError.is(error)) {
      throw error;
    }
    const { code, command, pointer, message } = error;
    throw new PintleError({
      code,
      command,
      pointer: index === 0 ? pointer : pointer.replace(/^\/0/, `/${index}`),
      message: message
        .replace(`${method}: `, `${method}: the result of the mock: `)
        .replace(index === 0 ? "" : "[0]", index === 0 ? "" : `[${index}]`),
    });
  }
}

/** The same value, with bytes of the class that commands return. */
function ownBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return value instanceof Bytes ? value : copyOf(value);
  }
  const isWhole = ArrayBuffer.isView(value) || isDate(value) || isSet(value);
  if (typeof value !== "object" || value === null || isWhole) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(ownBytes)
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ownBytes(item)]));
}
