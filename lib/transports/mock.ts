import { Bytes } from "../bytes/bytes.ts";
import type { CallOptions, LineCallOptions } from "../client/call-options.ts";
import { checkOptions } from "../client/check-options.ts";
import { type Contract, commandIn } from "../contract/document.ts";
import type { CommandSchemas } from "../contract/standard-schema.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { isDate, isSet } from "../options/classes.ts";
import { ownOf } from "../options/own.ts";
import type { PlanText } from "../plan/document.ts";
import type { PlanReport } from "../plan/prepared.ts";
import { itemsOf } from "../stream/iterable.ts";
import { listOf } from "../stream/list.ts";
import type { Checker } from "./checker.ts";
import { closedError } from "./closed.ts";
import { OwnContract } from "./own-contract.ts";
import { refuseResources } from "./resources.ts";
import type { Transport } from "./transport.ts";
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

  return {
    portableOnly: false,
    contract: () => own.get(),

    async start() {
      await own.load();
      const methods = Object.keys(handlers).filter((method) => method !== "pintle.runPlan");
      for (const method of methods) {
        own.checker.callable(method); // A handler that could never be called is a mistake in the test.
      }
    },

    async call(method, params, options = {}) {
      refuseResources(method, commandIn(own.get(), method), "a mock");
      own.checker.params(method, params);
      checkOptions(method, options);
      const { properties = {} } = commandIn(own.get(), method)?.paramsSchema ?? {};
      const names = Object.keys(properties).join(", ");
      const handler = handlerOf(method, method, names === "" ? "" : `{ ${names} }`);
      const answer = await handler(params, options);
      const { output } = commandIn(own.get(), method) ?? {};
      const given = output === undefined ? answer : await ofIterable(own.get(), method, answer);
      checkMocked(own.checker, method, given);
      return ownBytes(given);
    },

    async runPlan(plan, given = {}) {
      const { input, ...options } = ownOf(given);
      checkOptions("plan", options);
      const handler = handlerOf("pintle.runPlan", null, "{ plan, input }");
      return (await handler({ plan, input }, options)) as PlanReport;
    },

    async close() {
      isClosed = true;
    },
  };
}

/** The items of an iterable as a list; anything else as it is. */
async function ofIterable(contract: Contract, method: string, answer: unknown): Promise<unknown> {
  const items = ArrayBuffer.isView(answer) ? undefined : itemsOf(answer);
  const stream = { [Symbol.asyncIterator]: () => items as AsyncIterator<unknown> };
  return items === undefined ? answer : listOf(contract, method, stream);
}

/** Marks an invalid result as that of the mock, not of the command. */
function checkMocked(checker: Checker, method: string, result: unknown): void {
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
      pointer,
      message: message.replace(`${method}: `, `${method}: the result of the mock: `),
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
