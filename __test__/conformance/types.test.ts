/** Every type over every way to call, against the table in `types.ts` and the direct call. */

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Addon,
  type Client,
  connect,
  mock,
  native,
  planFor,
  stdio,
  type Transport,
} from "../../index.ts";
import { readWords } from "../../lib/cli/call/words.ts";
import { toJson } from "../../lib/contract/json.ts";
import type { CommandSchemas } from "../../lib/contract/standard-schema.ts";
import { direct } from "../../lib/transports/direct.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { jsonRows } from "./json-types.ts";
import { type Outcome, outcome } from "./outcome.ts";
import { type Row, rows as singles } from "./types.ts";
import { unionRows } from "./union-types.ts";

type Commands = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;

const { contract } = fixture;
const rows: readonly Row[] = [...singles, ...unionRows, ...jsonRows];

/** How many rows each way has been put through. */
const counts: Record<string, number> = {};

afterAll(() => {
  const lines = Object.entries(counts).map(([name, count]) => `${name}: ${count} rows`);
  console.log(lines.join("\n"));
});

const fine = rows.filter(({ error }) => error === undefined);
const wrong = rows.filter(({ error }) => error !== undefined);
const spoken = rows.filter(({ words }) => words !== undefined);

/** A command by its method. */
function commandIn(commands: unknown, method: string): (...args: unknown[]) => unknown {
  const [family = "", name = ""] = method.split(".");
  const command = (commands as Commands)[family]?.[name];
  if (command === undefined) {
    throw new Error(`there is no ${method}`);
  }
  return command;
}

/** The arguments of a row by name. */
function paramsOf({ method, args }: Row): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [index, { name, kind }] of contract["x-commands"][method]!.params.entries()) {
    Object.assign(params, kind === "options" ? args[index] : { [name]: args[index] });
  }
  return params;
}

/** What must come back. */
function backOf(row: Row): unknown {
  return Object.hasOwn(row, "back") ? row.back : row.args[0];
}

function directly(row: Row): Promise<Outcome> {
  return outcome(() => commandIn(fixture.commands, row.method)(...row.args));
}

/** The class of bytes is that of results. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return Uint8Array.from(value);
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
    : value;
}

/** An outcome must be that of the table, and exactly that of a direct call. */
async function compare(way: string, row: Row, given: Outcome): Promise<void> {
  counts[way] = (counts[way] ?? 0) + 1;
  // Strict: 0 is not -0, and bytes have their class.
  expect(given).toStrictEqual(await directly(row));
  judge(row, given);
}

/** An outcome must be that of the table. */
function judge(row: Row, given: Outcome): void {
  if (row.error === undefined) {
    expect(given.error).toBeUndefined();
    expect(plain(given.value)).toStrictEqual(plain(backOf(row)));
    return;
  }
  const [code, pointer] = row.error;
  expect(given.error).toMatchObject({ code: `ERR_PINTLE_${code}`, pointer });
}

const transports: Readonly<Record<string, () => Transport>> = {
  native: () => native(fixture),
  "stdio lines": () => stdio({ command: fixtureHost, framing: "lines", contract }),
  "stdio blobs": () => stdio({ command: fixtureHost, framing: "blobs", contract }),
  wasm: () => direct(wasmFixture),
};

test.each(rows)("$method with $what: a direct call", async (row) => {
  counts.direct = (counts.direct ?? 0) + 1;
  judge(row, await directly(row));
});

describe.each(Object.entries(transports))("%s", (way, make) => {
  let client: Client;

  beforeAll(async () => {
    client = await connect({ transport: make() });
  });

  afterAll(() => client?.close());

  test.each(rows)("$method with $what", async (row) => {
    await compare(way, row, await outcome(() => commandIn(client, row.method)(...row.args)));
  });

  test.each(fine)("a plan with $method and $what as its input", async (row) => {
    const [argument] = row.args;
    // What is undefined is not in the input.
    if (argument === undefined) {
      return;
    }
    const { name } = contract["x-commands"][row.method]!.params[0]!;
    const steps = [{ id: "a", method: row.method, refs: { [`/${name}`]: { input: "/value" } } }];
    const plan = { version: 1, steps, outputs: { resultOf: "a" } } as const;
    const { ok, outputs } = await client.runPlan(plan, { input: { value: argument } });
    expect({ ok }).toEqual({ ok: true });
    await compare(`${way}, plans`, row, { value: outputs });
  });
});

type Builder = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;

describe.each<[string, Addon]>([
  ["native", fixture],
  ["wasm", wasmFixture],
])("plans, %s", (name, addon) => {
  test.each(fine)("$method with $what, written into the plan", async (row) => {
    const plan = planFor(addon)((p) => commandIn(p as Builder, row.method)(...row.args) as object);
    await compare(`plans written, ${name}`, row, await outcome(() => plan.run()));
  });

  test.each(fine)("$method with $what, from another step", async (row) => {
    const plan = planFor(addon)((p) => {
      const command = commandIn(p as Builder, row.method);
      return command(command(...row.args)) as object;
    });
    const given = await outcome(() => plan.run());
    counts[`plans by reference, ${name}`] = (counts[`plans by reference, ${name}`] ?? 0) + 1;
    const again = await directly({ ...row, args: [backOf(row)] });
    expect(given).toStrictEqual(again);
  });

  // A document has one kind of lists, and texts that are Unicode.
  const isSayable = ({ args: [value], isJson, isLost }: Row) =>
    !isJson && !(isLost && (typeof value === "string" || ArrayBuffer.isView(value)));

  test.each(wrong.filter(isSayable))(
    "$method with $what, written into the plan, is refused",
    async (row) => {
      counts[`plans written, ${name}`] = (counts[`plans written, ${name}`] ?? 0) + 1;
      const [code, pointer] = row.error!;
      const run = async () => {
        const build = (p: unknown) => commandIn(p, row.method)(...row.args) as object;
        return planFor(addon)(build).run();
      };
      const { error } = await outcome(run);
      expect(error?.code).toBe(`ERR_PINTLE_${code}`);
      expect(String(error?.pointer).replace(/^.*\/params\//, "/")).toBe(pointer);
    },
  );
});

test.each(rows)("$method with $what: a mock", async (row) => {
  const handlers = { [row.method]: () => backOf(row) };
  const transport = mock<never>(handlers as never, { contract });
  const client = await connect({ transport });
  const given = await outcome(() => commandIn(client, row.method)(...row.args));
  await compare("mock", row, given);
  await client.close();
});

describe("Standard Schema", () => {
  const schemas = fixture.schemas as Readonly<Record<string, CommandSchemas<unknown, unknown>>>;

  test.each(rows)("$method with $what", async (row) => {
    counts["Standard Schema"] = (counts["Standard Schema"] ?? 0) + 1;
    const { params, result } = schemas[row.method]!;
    const { issues } = params["~standard"].validate(paramsOf(row));
    if (row.error === undefined) {
      expect(issues).toBeUndefined();
      const judged = result["~standard"].validate(backOf(row));
      expect(judged.issues).toBeUndefined();
      const fromJson = result["~standard"].validate(toJson(backOf(row)));
      expect(fromJson).toStrictEqual({ value: (await directly(row)).value });
    } else if (row.isJson) {
      expect(issues).toBeUndefined();
    } else {
      expect(issues).toHaveLength(1);
      expect(issues?.[0]?.path.map((token) => `/${token}`).join("")).toBe(row.error[1]);
      expect(issues?.[0]?.message).toMatch(new RegExp(`^${row.method}: .`));
    }
  });
});

describe("JSON Schema", () => {
  const ajv = new Ajv2020({ strict: true });
  ajv.addVocabulary(["x-contract", "x-commands", "x-errors", "x-limits", "x-reserved", "x-type"]);
  ajv.addVocabulary(["x-resources", "x-resource", "x-params", "x-result"]);
  ajv.addSchema(contract as never, "fixture");
  const judgeOf = (method: string, part: string): ValidateFunction =>
    ajv.compile({ $ref: `fixture#/x-commands/${method}/${part}` });

  test.each(rows.filter(({ isLost }) => !isLost))("$method with $what", (row) => {
    counts["JSON Schema"] = (counts["JSON Schema"] ?? 0) + 1;
    const isRight = row.error === undefined || row.isJson === true;
    const json = JSON.parse(JSON.stringify(toJson(paramsOf(row))));
    expect({ accepts: judgeOf(row.method, "paramsSchema")(json) }).toEqual({ accepts: isRight });
    if (row.error === undefined) {
      const back = JSON.parse(JSON.stringify(toJson(backOf(row))));
      expect({ accepts: judgeOf(row.method, "result")(back) }).toEqual({ accepts: true });
    }
  });
});

test.each(spoken)("$method with $what: words", (row) => {
  counts["command line"] = (counts["command line"] ?? 0) + 1;
  for (const { binding } of [fixture, wasmFixture]) {
    const program = { name: "pintle call", options: [] };
    const { error, params } = readWords(binding, program, row.method, ["--", ...row.words!]);
    expect(error).toBeNull();
    const said = Object.entries(paramsOf(row)).filter(([, value]) => value !== undefined);
    expect(params).toEqual(toJson(Object.fromEntries(said)));
  }
});
