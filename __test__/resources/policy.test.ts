import { expect, test } from "vitest";
import type { Binding } from "../../index.ts";
import { fixture } from "../fixtures/fixture.ts";

const binding = fixture.binding as Binding;

/** A session of a caller who may have so many resources, and asks in JSON, as a guest does. */
function session(resources?: number) {
  const limits = resources === undefined ? {} : { limits: { resources } };
  const policy = { version: 1, commands: { "resources.*": true }, ...limits };
  const number = binding.openSession(JSON.stringify(policy), "/");
  const ask = (request: unknown) => {
    const answer = binding.ask(number, new TextEncoder().encode(JSON.stringify(request)));
    return JSON.parse(new TextDecoder().decode(answer));
  };
  const call = (method: string, params: unknown) => ask({ method: `resources.${method}`, params });
  return { ask, call, close: () => binding.closeSession(number) };
}

test("a guest has resources by number", () => {
  const { ask, call, close } = session();
  expect(call("counter", { start: 1 })).toEqual({ result: 1 });
  expect(call("add", { counter: 1, by: 2 })).toEqual({ result: 3 });
  expect(call("both", { left: 1, right: null })).toEqual({ result: { left: 2, right: null } });
  const release = { method: "pintle.release", params: { resources: [1, 99] } };
  expect(ask(release)).toEqual({ result: null });
  expect(call("count", { counter: 1 })).toMatchObject({
    error: { code: "ERR_PINTLE_DISPOSED", pointer: "/counter" },
  });
  expect(ask({ method: "pintle.release", params: {} })).toMatchObject({
    error: { code: "ERR_PINTLE_MISSING_ARG", pointer: "/resources" },
  });
  close();
});

test("a number is that of one session", () => {
  const [one, other] = [session(), session()];
  expect(one.call("counter", { start: 1 })).toEqual({ result: 1 });
  expect(other.call("count", { counter: 1 })).toMatchObject({
    error: { code: "ERR_PINTLE_DISPOSED" },
  });
  one.close();
  other.close();
});

test("its policy limits how many, those in plans too", () => {
  const { ask, call, close } = session(2);
  const error = { code: "ERR_PINTLE_POLICY_LIMIT", details: { limit: "resources", value: 2 } };
  expect(call("counters", { number: 3 })).toMatchObject({ error });
  expect(call("counters", { number: 2 })).toEqual({ result: [1, 2] });
  expect(call("counter", { start: 1 })).toMatchObject({ error });
  ask({ method: "pintle.release", params: { resources: [1] } });
  const steps = [{ method: "resources.counters", params: { number: 2 } }];
  expect(ask({ steps, outputs: {} })).toMatchObject({
    result: { ok: false, steps: [{ error }] },
  });
  expect(call("counter", { start: 1 })).toEqual({ result: 3 });
  close();
});

test("the summary of a policy has the limit", () => {
  const summary = JSON.parse(binding.checkPolicy('{"version":1}', "/"));
  expect(summary.limits.resources).toBe(100);
});
