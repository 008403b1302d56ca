/** The resources of the addon in `fixtures/addon/src/resources.rs`, and how many there are. */

import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "vitest";
import { type CallOptions, planFor } from "../../index.ts";
import { fixture } from "../fixtures/fixture.ts";

export interface Counter extends Disposable {
  add(by: number): number;
  addLater(by: number, millis: number, options?: CallOptions): Promise<number>;
  addLaterSync(by: number, millis: number): number;
  count(): number;
  hold(bytes: number): void;
}

export interface Label extends Disposable {
  read(): string;
}

export interface Both {
  readonly left: Counter;
  readonly right: Counter | null;
}

export interface Counting {
  add(counter: Counter, by: number): number;
  alive(): number;
  bomb(): Disposable;
  both(left: number, right?: number): Both;
  counter(start: number): Counter;
  counterLater(start: number): Promise<Counter>;
  counters(number: number): Counter[];
  itself(counter: Counter): Counter;
  label(text: string): Label;
  same(one: Counter, other: Counter): boolean;
  total(both: Both, more: readonly Counter[]): number;
}

export const counting = fixture.commands.resources as unknown as Counting;

/** How many counters there are in the process. */
export const alive: Counting["alive"] = counting.alive;

setFlagsFromString("--expose-gc");
export const collect: () => void = runInNewContext("gc");

/** Waits until no more than that many counters are left. */
export async function collected(left: number): Promise<void> {
  for (let turn = 0; alive() > left && turn < 500; turn += 1) {
    collect();
    await setImmediate();
  }
  expect(alive()).toBeLessThanOrEqual(left);
}

/** A handle in a plan, and what is in it. */
export interface Part {
  readonly [name: string]: Part;
}

/** The steps of a plan. */
export interface Steps {
  readonly resources: Readonly<Record<keyof Counting | "addLater", (...args: unknown[]) => Part>>;
  each(list: Part, body: (item: Part) => Part): Part;
}

/** A plan of the addon's commands. */
export const plan = planFor(fixture) as unknown as (
  build: (p: Steps, input: Part & { readonly counters: readonly [Part, ...Part[]] }) => unknown,
) => {
  run(input?: unknown): Promise<never>;
};
