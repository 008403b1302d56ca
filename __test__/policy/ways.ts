import type { Answer, Caller } from "./callers.ts";

type Params = Readonly<Record<string, unknown>>;
type Way = (caller: Caller, method: string, params: Params) => Promise<Answer>;

/** Those in which a guest that runs is tried: by itself, and where nothing is known before. */
export const guestWays: Readonly<Record<string, Way>> = {
  "a call": (caller, method, params) => caller.call(method, params),

  "a step whose parameters are references": async (caller, method, params) => {
    const step = { method, params: {}, refs: references(params, (name) => ({ input: name })) };
    return first(await caller.runPlan([step], params));
  },
};

/** How one call can be made: by itself, or as a step whose parameters are known sooner or later. */
export const ways: Readonly<Record<string, Way>> = {
  ...guestWays,

  "a step": async (caller, method, params) => first(await caller.runPlan([{ method, params }])),

  "a step for each item": async (caller, method, params) => {
    const step = { method, params: {}, refs: references(params, (name) => ({ item: name })) };
    const plan = [{ forEach: { input: "" }, ...step }];
    const { result, ...rest } = first(await caller.runPlan(plan, [params]));
    return rest.error === undefined ? { result: (result as readonly unknown[])[0] } : rest;
  },
};

/** References for all parameters. */
function references(params: Params, to: (pointer: string) => object): Record<string, object> {
  return Object.fromEntries(Object.keys(params).map((name) => [`/${name}`, to(`/${name}`)]));
}

interface Report {
  readonly steps: readonly { readonly result?: unknown; readonly error?: Answer["error"] }[];
}

/** What became of a plan's only step. */
function first(answer: Answer): Answer {
  if (answer.error !== undefined) {
    return answer;
  }
  const [step] = (answer.result as Report).steps;
  return step?.error === undefined || step.error === null
    ? { result: step?.result }
    : { error: step.error };
}
