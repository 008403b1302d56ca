import { closeSync, openSync, writeSync } from "node:fs";
import { checkOptions } from "../../client/check-options.ts";
import { commandIn, type JsonSchema } from "../../contract/document.ts";
import { PintleError } from "../../errors/pintle-error.ts";
import { ownOf } from "../../options/own.ts";
import type { PlanReport } from "../../plan/prepared.ts";
import { batchOf, itemsIn } from "../../stream/batch.ts";
import { columnIn } from "../../stream/columns.ts";
import { Checker } from "../checker.ts";
import { closedError } from "../closed.ts";
import { parsePlan } from "../plan-text.ts";
import { refuseResources } from "../resources.ts";
import type { Transport } from "../transport.ts";
import { writeJson } from "../wire/write.ts";
import { planMethod, type Title } from "./entry.ts";

/** Answers that do not depend on the request. */
const unrecorded = new Set(["ERR_PINTLE_CANCELLED", "ERR_PINTLE_TRANSPORT_CLOSED"]);

/**
 * A transport that also writes every request and its answer to a file, one line of JSON each, for
 * `replay`. Requests that the contract rejects are not recorded: a replay rejects them too.
 */
export function record(transport: Transport, file: string): Transport {
  let output: number | undefined;
  let checker: Checker | undefined;

  const title = (): Title => ({
    recording: 1,
    contract: transport.contract()["x-contract"].hash,
  });

  /** Writes the answer, which `run` returns, after the request. */
  async function answer<T>(
    method: string,
    request: string,
    run: () => Promise<T>,
    plain: (result: T) => unknown,
  ): Promise<T> {
    const command = method === planMethod ? null : method;
    if (output === undefined) {
      throw closedError(command, "the recording has ended");
    }
    try {
      const result = await run();
      add(`${request},"result":${writeJson(plain(result), command)}}`);
      return result;
    } catch (error) {
      if (PintleError.is(error) && !unrecorded.has(error.code)) {
        add(`${request},"error":${writeJson(error.toJSON(), command)}}`);
      }
      throw error;
    }
  }

  // Synchronously, so that the recording is complete when a test fails and the process ends.
  function add(line: string): void {
    if (output !== undefined) {
      writeSync(output, `${line}\n`);
    }
  }

  return {
    portableOnly: transport.portableOnly ?? false,
    feedsInputs: false,
    contract: () => transport.contract(),

    async start() {
      await transport.start();
      checker = await Checker.of(transport.contract());
      output ??= openSync(file, "w");
      add(JSON.stringify(title()));
    },

    async call(method, params, options = {}) {
      refuseResources(method, commandIn(transport.contract(), method), "a recording");
      checker?.params(method, params);
      checkOptions(method, options);
      const run = () => transport.call(method, params, options);
      return answer(method, begin(method, writeJson(params, method)), run, (result) => {
        checker?.result(method, result); // A custom transport may return anything.
        return result;
      });
    },

    async *stream(method, params, options = {}) {
      const command = commandIn(transport.contract(), method);
      refuseResources(method, command, "a recording");
      checker?.params(method, params);
      checkOptions(method, options);
      const request = begin(method, writeJson(params, method));
      if (output === undefined) {
        throw closedError(method, "the recording has ended");
      }
      const texts: string[] = [];
      const items = () => listText(command?.result, texts);
      let answer: (() => string) | undefined = () => `"items":${items()}`; // If its reader leaves.
      try {
        const batches = transport.stream?.(method, params, options) ?? [
          await transport.call(method, params, options),
        ];
        for await (const batch of batches) {
          const own = itemsIn(batchOf(batch));
          checker?.result(method, columnIn(command?.result, own));
          texts.push(...own.map((item) => writeJson(item, method)));
          yield batch;
        }
        answer = () => `"result":${items()}`;
      } catch (error) {
        answer = undefined;
        if (PintleError.is(error) && !unrecorded.has(error.code)) {
          answer = () => `"error":${writeJson(error.toJSON(), method)},"items":${items()}`;
        }
        throw error;
      } finally {
        if (answer !== undefined) {
          add(`${request},${answer()}}`);
        }
      }
    },

    async runPlan(plan, options = {}) {
      const { input = null } = ownOf(options);
      checker?.input(input);
      const request = begin(planMethod, writeJson({ plan: parsePlan(plan), input }, null));
      return answer(planMethod, request, () => transport.runPlan(plan, options), plainReport);
    },

    async close() {
      await transport.close();
      if (output !== undefined) {
        closeSync(output);
        output = undefined;
      }
    },
  };
}

function begin(method: string, params: string): string {
  return `{"method":${JSON.stringify(method)},"params":${params}`;
}

/** The list of items, as the result of a command that returns it is written. */
function listText(schema: JsonSchema | undefined, texts: readonly string[]): string {
  return schema?.["x-type"] === "bytes"
    ? writeJson(Uint8Array.from(texts, Number), null)
    : `[${texts.join(",")}]`;
}

/** A report whose errors are data. */
function plainReport(report: PlanReport): unknown {
  const steps = report.steps.map((given) => {
    const { error, ...step } = ownOf(given);
    return error === undefined ? step : { ...step, error: error.toJSON() };
  });
  const { error, ...rest } = ownOf(report);
  return { ...rest, steps, ...(error === undefined ? {} : { error: error.toJSON() }) };
}
