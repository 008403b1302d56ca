import { takeGiven } from "../../bytes/transfer.ts";
import { either } from "../../client/abort.ts";
import type { LineCallOptions } from "../../client/call-options.ts";
import { checkOptions } from "../../client/check-options.ts";
import { listenerOf } from "../../client/listener.ts";
import { callbackOf } from "../../contract/callbacks.ts";
import { type Contract, commandIn } from "../../contract/document.ts";
import { ownOf } from "../../options/own.ts";
import type { PlanReport } from "../../plan/prepared.ts";
import { mapResources } from "../../resources/resource.ts";
import { fedInputs, inputPlaces } from "../../stream/inputs.ts";
import { closedError } from "../closed.ts";
import { OwnContract } from "../own-contract.ts";
import { parsePlan } from "../plan-text.ts";
import type { Params, Transport } from "../transport.ts";
import { restoreReport } from "../wire/report.ts";
import { typed } from "../wire/shape.ts";
import { blobs } from "./blobs.ts";
import { Connection } from "./connection.ts";
import { Feeds } from "./feeds.ts";
import { findHost } from "./find.ts";
import { Functions } from "./functions.ts";
import { Items, window } from "./items.ts";
import { lines } from "./lines.ts";
import { type Flow, Request } from "./request.ts";
import { RemoteResources } from "./resources.ts";

/** How the host is started, and how to communicate with it. */
export interface StdioOptions {
  /** The host's program. Default: `PINTLE_HOST`, or `pintle-host`. */
  readonly command?: string | undefined;
  /** Arguments that precede the host's own. */
  readonly args?: readonly string[] | undefined;
  /** `blobs` sends bytes unchanged, `lines` as base64. `blobs` by default. */
  readonly framing?: "lines" | "blobs" | undefined;
  /** Variables to set for the host, in addition to those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The folder that the host runs in. */
  readonly cwd?: string | undefined;
  /** The contract that the host must have. Pintle's own by default. */
  readonly contract?: Contract | undefined;
  /** The file of a policy that says what may run. Without one, everything may. */
  readonly policy?: string | undefined;
  /**
   * How many milliseconds the host may take to end its work when the client is closed. 7000 by
   * default.
   */
  readonly closeMs?: number | undefined;
}

/** What is done while a call runs. */
interface CallFlow extends Pick<Flow, "functions" | "window"> {
  /** Cancels the call when its reader leaves. */
  readonly left?: AbortSignal;
}

/** Longer than the five seconds that a program started by the host has to exit. */
const defaultCloseMs = 7000;

/**
 * The commands in a separate process. It is started by the first call, and restarted by the next
 * call after it has exited; calls that were running then are rejected with
 * `ERR_PINTLE_TRANSPORT_CLOSED`.
 */
export function stdio(
  options: StdioOptions = {},
): Transport & { readonly pid: number | undefined } {
  const given = ownOf(options);
  const { framing: name = "blobs", closeMs = defaultCloseMs } = given;
  const own = new OwnContract(given.contract);
  const framing = name === "lines" ? lines : blobs;
  let connection: Connection | undefined;
  let isClosed = false;

  /** The running host; starts one if necessary. */
  function host(command: string | null): Connection {
    if (isClosed) {
      throw closedError(command, "the client was closed");
    }
    if (connection?.isOpen !== true) {
      const { command: program = findHost(), args = [], env, cwd, policy } = given;
      const under = policy === undefined ? [] : ["--policy", policy];
      const all = [...args, ...under, "--framing", framing.name];
      connection = new Connection({ command: program, args: all, env, cwd }, framing, own.get());
    }
    return connection;
  }

  /** Makes instances for the numbers that a host has sent. */
  const maker = (from: Connection) => (type: string, number: unknown) =>
    resources.make(from, type, number as number);

  const resources = new RemoteResources(() => transport);
  const hasResources = () => Object.keys(own.get()["x-resources"]).length > 0;

  /** Parameters, or an item, with numbers in place of instances. */
  function numbered(method: string | null, value: unknown, place: readonly string[]): unknown {
    return mapResources(value, (instance, path) =>
      resources.numberOf(instance, connection, method, [...place, ...path]),
    );
  }

  /** What answers questions to the functions that are passed to a command. */
  function functionsOf(method: string): Functions {
    return new Functions({
      framing,
      read(name, args) {
        const { "x-params": params = [] } = callbackOf(own.get(), method, name);
        const make = connection && maker(connection);
        return args.map((arg, index) => typed(own.get(), params[index] ?? {}, make).restore(arg));
      },
      write(name, reply) {
        own.checker.reply(method, name, reply);
        return framing.write(hasResources() ? numbered(method, reply, []) : reply, method);
      },
    });
  }

  /** Checks a call, and prepares what is sent for it. */
  function prepare(method: string, params: Params, options: LineCallOptions, flow: CallFlow) {
    const { left: leaving, ...wanted } = ownOf(flow);
    const command = commandIn(own.get(), method);
    const fed = command === undefined ? [] : fedInputs(method, inputPlaces(command), params);
    const names = fed.map(({ name }) => name);
    // Their items are checked when they come.
    own.checker.params(method, {
      ...params,
      ...Object.fromEntries(names.map((name) => [name, []])),
    });
    checkOptions(method, options);
    const hasInstances = command?.resources === true;
    const map = <T>(value: T, place: readonly string[]): T =>
      hasInstances ? (numbered(method, value, place) as T) : value;
    const left = Object.entries(params).filter(([name]) => !names.includes(name));
    const sent = map(Object.fromEntries(left), []);
    const heard = {
      signal: leaving === undefined ? options.signal : either(leaving, options.signal),
      onProgress: listenerOf(options),
    };
    const request = new Request(framing, method, sent, method, heard, { ...wanted, inputs: names });
    const used = host(method);
    takeGiven(method, Object.fromEntries(left)); // The request has a copy.
    const write = (input: string, index: number, item: unknown) => {
      own.checker.item(method, input, index, item);
      const place = [input, String(index)];
      return framing.write(map(item, place), method, { at: place });
    };
    return { request, heard, used, feeds: new Feeds({ framing, method, write, host: used }, fed) };
  }

  const transport: Transport & { readonly pid: number | undefined } = {
    get pid() {
      return connection?.pid;
    },
    portableOnly: false,
    feedsInputs: true,
    contract: () => own.get(),
    start: () => own.load(),

    async call(method, params, given = {}) {
      const contract = own.get();
      const functions = functionsOf(method);
      const { request, heard, used, feeds } = prepare(method, params, ownOf(given), { functions });
      try {
        const result = await used.request(request, heard, { feeds, functions });
        const { result: schema = {} } = commandIn(contract, method) ?? {};
        return typed(contract, schema, maker(used)).restore(
          schema.type === "null" ? undefined : result,
        );
      } catch (error) {
        throw feeds.causeOf(error);
      } finally {
        feeds.stop();
      }
    },

    async *stream(method, params, given = {}) {
      const stopped = new AbortController();
      const flow = { window, left: stopped.signal };
      const { request, heard, used, feeds } = prepare(method, params, ownOf(given), flow);
      const { item = {} } = commandIn(own.get(), method)?.output ?? {};
      const shape = typed(own.get(), item, maker(used));
      const items = new Items((value) => shape.restore(value));
      const answer = used.request(request, heard, { items, feeds }).then(
        () => items.end({}),
        (error) => items.end({ error: feeds.causeOf(error) }),
      );
      try {
        for (let batch = await items.next(); batch !== undefined; batch = await items.next()) {
          used.more(request.id);
          yield batch;
        }
      } finally {
        stopped.abort();
        await answer;
        feeds.stop();
      }
    },

    async runPlan(plan, given = {}) {
      const { input, ...rest } = ownOf(given);
      const options = ownOf(rest);
      checkOptions("plan", options);
      const document = parsePlan(plan);
      const sent = hasResources() ? numbered(null, input, ["input"]) : input;
      own.checker.input(sent);
      const params = { plan: document, ...(input === undefined ? {} : { input: sent }) };
      const request = new Request(framing, "pintle.runPlan", params, null, options);
      const { input: read } = takeGiven(null, { input });
      const used = host(null);
      const report = (await used.request(request, options)) as PlanReport;
      return restoreReport(own.get(), document, read, report, maker(used));
    },

    async close() {
      isClosed = true;
      await connection?.close(closeMs);
    },
  };
  return transport;
}
