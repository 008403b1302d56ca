import { takeGiven } from "../../bytes/transfer.ts";
import { either } from "../../client/abort.ts";
import type { CallOptions } from "../../client/call-options.ts";
import { checkOptions } from "../../client/check-options.ts";
import { listenerOf } from "../../client/listener.ts";
import { type Contract, commandIn } from "../../contract/document.ts";
import { ownOf } from "../../options/own.ts";
import type { PlanReport } from "../../plan/prepared.ts";
import { mapResources } from "../../resources/resource.ts";
import { closedError } from "../closed.ts";
import { OwnContract } from "../own-contract.ts";
import { parsePlan } from "../plan-text.ts";
import { withoutInstances } from "../resources.ts";
import type { Params, Transport } from "../transport.ts";
import { restoreReport } from "../wire/report.ts";
import { typed } from "../wire/shape.ts";
import { blobs } from "./blobs.ts";
import { Connection } from "./connection.ts";
import { findHost } from "./find.ts";
import { Items, window } from "./items.ts";
import { lines } from "./lines.ts";
import { Request } from "./request.ts";
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

  /** The request for a call, with numbers in place of instances. */
  function requestOf(method: string, params: Params, heard: CallOptions, window?: number): Request {
    const sent = withoutInstances(commandIn(own.get(), method), params, (instance, path) =>
      resources.numberOf(instance, connection, method, path),
    );
    const request = new Request(framing, method, sent, method, heard, window);
    takeGiven(method, params); // The request has a copy.
    return request;
  }

  const transport: Transport & { readonly pid: number | undefined } = {
    get pid() {
      return connection?.pid;
    },
    portableOnly: false,
    contract: () => own.get(),
    start: () => own.load(),

    async call(method, params, given = {}) {
      const options = ownOf(given);
      const contract = own.get();
      own.checker.params(method, params);
      checkOptions(method, options);
      const heard = { signal: options.signal, onProgress: listenerOf(options) };
      const request = requestOf(method, params, heard);
      const used = host(method);
      const result = await used.request(request, heard);
      const { result: schema = {} } = commandIn(contract, method) ?? {};
      return typed(contract, schema, maker(used)).restore(
        schema.type === "null" ? undefined : result,
      );
    },

    async *stream(method, params, given = {}) {
      const options = ownOf(given);
      own.checker.params(method, params);
      checkOptions(method, options);
      const stopped = new AbortController();
      const signal = either(stopped.signal, options.signal);
      const heard = { signal, onProgress: listenerOf(options) };
      const request = requestOf(method, params, heard, window);
      const used = host(method);
      const { item = {} } = commandIn(own.get(), method)?.output ?? {};
      const shape = typed(own.get(), item, maker(used));
      const items = new Items((value) => shape.restore(value));
      const answer = used.request(request, heard, items).then(
        () => items.end({}),
        (error) => items.end({ error }),
      );
      try {
        for (let batch = await items.next(); batch !== undefined; batch = await items.next()) {
          used.more(request.id);
          yield batch;
        }
      } finally {
        stopped.abort();
        await answer;
      }
    },

    async runPlan(plan, given = {}) {
      const { input, ...rest } = ownOf(given);
      const options = ownOf(rest);
      checkOptions("plan", options);
      const document = parsePlan(plan);
      const sent = hasResources()
        ? mapResources(input, (instance, path) =>
            resources.numberOf(instance, connection, null, ["input", ...path]),
          )
        : input;
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
