/** Callers that run plans of the fixture's commands: a guest's session, and clients of the host. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Binding, connect, type Policy, type StepReport, stdio } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";

const { contract } = fixture;
const binding = fixture.binding as Binding;

/** What a plan answers. */
export interface Report {
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: plans have outputs of any type
  readonly outputs: any;
  readonly steps: readonly StepReport[];
}

/** Somebody who runs plans. */
export interface Caller {
  runPlan(plan: object, input?: unknown): Promise<Report>;
  close(): Promise<void>;
}

function session(policy: Policy): Caller {
  const number = binding.openSession(JSON.stringify(policy), "/");
  return {
    async runPlan(plan, input) {
      const request = new TextEncoder().encode(JSON.stringify({ ...plan, input }));
      const answer = JSON.parse(new TextDecoder().decode(binding.ask(number, request)));
      if (answer.error !== undefined) {
        throw new Error(JSON.stringify(answer.error));
      }
      return answer.result;
    },
    close: async () => binding.closeSession(number),
  };
}

async function client(policy: Policy | undefined, framing: "blobs" | "lines"): Promise<Caller> {
  const file = join(testFolder(), "policy.json");
  if (policy !== undefined) {
    writeFileSync(file, JSON.stringify(policy));
  }
  const given = policy === undefined ? {} : { policy: file };
  const transport = stdio({ command: fixtureHost, contract, framing, ...given });
  const connected = await connect({ transport });
  return {
    runPlan: (plan, input) => connected.runPlan(plan as never, { input }) as Promise<Report>,
    close: () => connected.close(),
  };
}

/** Every kind of caller under a policy. */
export const guarded: Readonly<Record<string, (policy: Policy) => Promise<Caller>>> = {
  "guest session": async (policy) => session(policy),
  "stdio blobs": (policy) => client(policy, "blobs"),
  "stdio lines": (policy) => client(policy, "lines"),
};

/** Clients of a host without a policy. */
export const unguarded: Readonly<Record<string, () => Promise<Caller>>> = {
  "stdio blobs": () => client(undefined, "blobs"),
  "stdio lines": () => client(undefined, "lines"),
};
