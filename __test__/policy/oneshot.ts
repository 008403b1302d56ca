import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { host } from "../transports/host.ts";
import type { Answer, Caller } from "./callers.ts";

/** Somebody who starts pintle-host for each request, with a plan on stdin. */
export class OneShot implements Caller {
  readonly #policy: string;

  constructor(policy: string) {
    this.#policy = policy;
  }

  async call(method: string, params: unknown): Promise<Answer> {
    const { result, error } = await this.runPlan([{ method, params }]);
    const [step] = (result as { steps?: readonly Answer[] } | undefined)?.steps ?? [];
    return step?.error ? { error: step.error } : error ? { error } : { result: step?.result };
  }

  runPlan(plan: unknown, input?: unknown): Promise<Answer> {
    const document = Array.isArray(plan) ? { steps: plan } : plan;
    const words = input === undefined ? [] : ["--input", JSON.stringify(input)];
    return this.#run(["run", "-", "--json", ...words], JSON.stringify(document));
  }

  send(request: string): Promise<Answer> {
    return this.#run(["run", "-", "--json"], request);
  }

  async #run(words: readonly string[], stdin: string): Promise<Answer> {
    const child = spawn(host(), ["--policy", this.#policy, ...words], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stdin.on("error", () => {}); // It may end before it has read all.
    child.stdin.end(stdin);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (stdout.trim() !== "") {
      return { result: JSON.parse(stdout) };
    }
    const code = /ERR_PINTLE_\w+/.exec(stderr)?.[0] ?? "ERR_PINTLE_DENIED";
    return { error: { code, pointer: "", message: stderr } };
  }

  async close(): Promise<void> {
    // Nothing is left of a process that has ended.
  }
}
