import { type Contract, type ContractCommand, dereference } from "../document.ts";
import type { Place } from "./change.ts";
import { below, type Comparison } from "./comparison.ts";
import { compareParams } from "./params.ts";
import type { RuleName } from "./rules.ts";

/** Compares the commands of two contracts. */
export function compareCommands(on: Comparison): void {
  const [old, next] = [on.old["x-commands"], on.new["x-commands"]];
  for (const method of Object.keys(old)) {
    if (!Object.hasOwn(next, method)) {
      on.findings.add("command-removed", placeOfCommand(method), "", "old");
    }
  }
  for (const [method, command] of Object.entries(next)) {
    const before = Object.hasOwn(old, method) ? old[method] : undefined;
    if (before === undefined) {
      on.findings.add("command-added", placeOfCommand(method));
    } else {
      compareCommand(on, before, command, placeOfCommand(method));
    }
  }
}

function placeOfCommand(method: string): Place {
  return below({ old: "", new: "", subject: method, owner: method }, ["x-commands", method]);
}

function compareCommand(
  on: Comparison,
  old: ContractCommand,
  next: ContractCommand,
  place: Place,
): void {
  compareFlags(on, old, next, place);
  const lists = [
    ["effects", "effect"],
    ["errors", "error"],
  ] as const;
  for (const [list, what] of lists) {
    compareNames(on, old[list], next[list], below(place, [list]), what);
  }
  compareParams(on, old.params, next.params, below(place, ["params"]));
  compareResults(on, old, next, place);
}

type Flag = "blocking" | "confined" | "directOnly" | "lines" | "portable";

/** What it is that a command is now something, and that it was. */
const flags: Readonly<Record<Flag, readonly [now: RuleName, before: RuleName]>> = {
  blocking: ["became-blocking", "became-synchronous"],
  confined: ["confinement-gained", "confinement-lost"],
  directOnly: ["direct-only", "not-direct-only"],
  lines: ["lines-added", "lines-removed"],
  portable: ["portability-gained", "portability-lost"],
};

function compareFlags(
  on: Comparison,
  old: ContractCommand,
  next: ContractCommand,
  place: Place,
): void {
  for (const [flag, [now, before]] of Object.entries(flags) as [Flag, [RuleName, RuleName]][]) {
    if (old[flag] !== next[flag]) {
      on.findings.add(next[flag] ? now : before, below(place, [flag]));
    }
  }
}

function compareNames(
  on: Comparison,
  old: readonly string[],
  next: readonly string[],
  place: Place,
  what: "effect" | "error",
): void {
  const [before, now] = [new Set(old), new Set(next)];
  for (const [index, name] of old.entries()) {
    if (!now.has(name)) {
      on.findings.add(`${what}-removed`, below(place, [String(index)]), name, "old");
    }
  }
  for (const [index, name] of next.entries()) {
    if (!before.has(name)) {
      on.findings.add(`${what}-added`, below(place, [String(index)]), name);
    }
  }
}

function compareResults(
  on: Comparison,
  old: ContractCommand,
  next: ContractCommand,
  place: Place,
): void {
  const result = below(place, ["result"], `${place.subject}, result`);
  const pair = { old: old.result, new: next.result };
  if (old.output !== undefined && next.output !== undefined) {
    const output = below(place, ["output"]);
    const items = { old: old.output.item, new: next.output.item };
    on.types(items, below(output, ["item"], `${place.subject}, item`), "output");
    compareBatches(on, old, next, below(output, ["batch"], `${place.subject}, batch`));
  } else if (old.output !== next.output) {
    on.findings.add(next.output === undefined ? "stream-removed" : "stream-added", place);
  } else if (isNothing(on.old, old) && !isNothing(on.new, next)) {
    on.findings.add("result-added", result);
  } else {
    on.types(pair, result, "output");
  }
}

function isNothing(contract: Contract, { result }: ContractCommand): boolean {
  return dereference(contract, result).type === "null";
}

/**
 * Batches follow from the items, whose changes are found there. What only they show is that they are lists
 * instead of columns, or columns of another class.
 */
function compareBatches(
  on: Comparison,
  old: ContractCommand,
  next: ContractCommand,
  place: Place,
): void {
  const [one, other] = [columnsOf(old), columnsOf(next)];
  if ((one === undefined) !== (other === undefined)) {
    on.findings.add("batch-changed", place);
    return;
  }
  for (const [name, type] of Object.entries(other ?? {})) {
    const before = one !== undefined && Object.hasOwn(one, name) ? one[name] : type;
    if (before !== type) {
      const at = below(place, ["properties", name], `${place.subject}, column "${name}"`);
      on.findings.add("batch-changed", at, `was ${before}, is ${type}`);
    }
  }
}

/** The columns of a batch, by name the class of each. */
function columnsOf({ output }: ContractCommand): Readonly<Record<string, string>> | undefined {
  const { properties } = output?.batch ?? {};
  if (properties === undefined) {
    return undefined;
  }
  const columns = Object.entries(properties).map(([name, column]) => {
    return [name, column["x-type"] ?? "list"] as const;
  });
  return Object.fromEntries(columns);
}
