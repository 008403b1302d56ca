import { readFile } from "node:fs/promises";
import { takeGiven } from "../../bytes/transfer.ts";
import { checkOptions } from "../../client/check-options.ts";
import { type Contract, commandIn } from "../../contract/document.ts";
import { PintleError } from "../../errors/pintle-error.ts";
import { ownOf } from "../../options/own.ts";
import type { PlanReport } from "../../plan/prepared.ts";
import { closedError } from "../closed.ts";
import { OwnContract } from "../own-contract.ts";
import { parsePlan } from "../plan-text.ts";
import { refuseResources } from "../resources.ts";
import type { Transport } from "../transport.ts";
import { restoreReport } from "../wire/report.ts";
import { typed } from "../wire/shape.ts";
import { writeJson } from "../wire/write.ts";
import { type Entry, keyOf, planMethod, type Title } from "./entry.ts";

/**
 * Answers as recorded. A request that was recorded several times is answered in that
 * order, and with the last answer from then on.
 */
export function replay(file: string, options: { readonly contract?: Contract } = {}): Transport {
  const own = new OwnContract(ownOf(options).contract);
  let answers: Map<string, Entry[]> | undefined;

  /** The next answer to a request. */
  function next(method: string, command: string | null, params: unknown): unknown {
    const { entry, missing } = find(method, command, params);
    if (entry.error !== undefined) {
      throw new PintleError(entry.error);
    }
    if (!Object.hasOwn(entry, "result")) {
      throw missing("end of this stream");
    }
    return entry.result;
  }

  /** The next entry for a request, and the error for what it does not have. */
  function find(method: string, command: string | null, params: unknown): Found {
    if (answers === undefined) {
      throw closedError(command, "the client was closed");
    }
    const text = writeJson(params, command);
    const entries = answers.get(keyOf(method, JSON.parse(text)));
    const entry = entries !== undefined && entries.length > 1 ? entries.shift() : entries?.[0];
    const missing = (what: string) =>
      new PintleError({
        code: "ERR_PINTLE_NOT_RECORDED",
        message: `${command ?? "plan"}: ${file} has no ${what}; record it again: ${text}`,
        command,
        pointer: "",
      });
    if (entry === undefined) {
      throw missing("answer to this request");
    }
    takeGiven(command, params);
    return { entry, missing };
  }

  return {
    portableOnly: false,
    feedsInputs: false,
    contract: () => own.get(),

    async start() {
      await own.load();
      answers = parse(file, await readFile(file, "utf8"), own.get());
    },

    async call(method, params, options = {}) {
      const contract = own.get();
      refuseResources(method, commandIn(contract, method), "a recording");
      own.checker.params(method, params);
      checkOptions(method, options);
      const result = next(method, method, params);
      const { result: schema = {} } = commandIn(contract, method) ?? {};
      return typed(contract, schema).restore(schema.type === "null" ? undefined : result);
    },

    async *stream(method, params, options = {}) {
      const contract = own.get();
      const command = commandIn(contract, method);
      refuseResources(method, command, "a recording");
      own.checker.params(method, params);
      checkOptions(method, options);
      const { entry, missing } = find(method, method, params);
      const { result = entry.items, error } = entry;
      if (result !== undefined) {
        yield typed(contract, command?.result ?? {}).restore(result);
      }
      if (error !== undefined) {
        throw new PintleError(error);
      }
      if (!Object.hasOwn(entry, "result")) {
        throw missing("end of this stream");
      }
    },

    async runPlan(plan, given = {}) {
      const { input = null, ...options } = ownOf(given);
      checkOptions("plan", options);
      const document = parsePlan(plan);
      own.checker.input(input);
      const report = next(planMethod, null, { plan: document, input });
      return restoreReport(own.get(), document, input, report as PlanReport);
    },

    async close() {
      answers = undefined;
    },
  };
}

/** What a recording has for a request. */
interface Found {
  readonly entry: Entry;
  readonly missing: (what: string) => PintleError;
}

/** The answers of a recording, by request. */
function parse(file: string, text: string, contract: Contract): Map<string, Entry[]> {
  const [title, ...entries] = text.split("\n").filter((line) => line !== "");
  const { recording, contract: hash }: Partial<Title> = JSON.parse(title ?? "{}");
  if (recording !== 1 || hash !== contract["x-contract"].hash) {
    throw new PintleError({
      code: "ERR_PINTLE_CONTRACT_MISMATCH",
      message: `${file} is a recording of the contract ${hash}, not of ${contract["x-contract"].hash}; record it again`,
      pointer: "",
      details: { contract: hash },
    });
  }
  const answers = new Map<string, Entry[]>();
  for (const line of entries) {
    const entry: Entry = ownOf(JSON.parse(line));
    const key = keyOf(entry.method, entry.params);
    answers.set(key, [...(answers.get(key) ?? []), entry]);
  }
  return answers;
}
