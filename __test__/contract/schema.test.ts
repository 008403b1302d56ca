import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Contract,
  contract,
  type JsonSchema,
  type StandardSchema,
  schemas,
} from "../../index.ts";
import { fromJson } from "../../lib/contract/json.ts";
import { fixture } from "../fixtures/fixture.ts";
import { documents } from "./documents.ts";

const ours: Contract = contract();
const methods = Object.entries(ours["x-commands"]);

/** Types that no command of Pintle's own has. */
const others: Contract = fixture.contract;
const unions = Object.entries(others["x-commands"]).filter(([name]) => name.startsWith("unions."));

/** Ajv judges; it only knows the names of our keywords. */
const ajv = new Ajv2020({ strict: true, strictTypes: true, strictTuples: true, allErrors: true });
ajv.addVocabulary(["x-contract", "x-commands", "x-errors", "x-limits", "x-reserved", "x-type"]);
ajv.addVocabulary(["x-resources", "x-resource", "x-params", "x-result"]);

/** Ajv's judge for a part of a contract. */
function judge(contract: Contract, ...path: string[]): ValidateFunction {
  const pointer = path.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return ajv.compile({ $ref: `${contract === ours ? "pintle" : "others"}#${pointer.join("")}` });
}

beforeAll(() => {
  ajv.addSchema(ours as AnySchema, "pintle");
  ajv.addSchema(others as AnySchema, "others");
});

describe("the contract", () => {
  test("is JSON Schema 2020-12 without a fault", () => {
    expect(ours.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    for (const contract of [ours, others]) {
      expect(ajv.validateSchema(contract as AnySchema)).toBe(true);
      for (const name of Object.keys(contract.$defs)) {
        expect(judge(contract, "$defs", name)).toBeTypeOf("function");
      }
    }
  });

  test("is the one that the types were generated from", () => {
    const file = new URL("../../lib/generated/contract.json", import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(ours);
  });

  test("has a hash over everything but the addon's version", () => {
    const { addonVersion: _, hash, ...rest } = ours["x-contract"];
    const text = JSON.stringify(sorted({ ...ours, "x-contract": rest }));
    expect(hash).toBe(`sha256-${createHash("sha256").update(text).digest("hex")}`);
  });

  test("describes every command", () => {
    expect(Object.keys(schemas)).toEqual(methods.map(([method]) => method));
  });
});

describe("Ajv and the native check agree", () => {
  const agree = (
    contract: Contract,
    schema: JsonSchema,
    ajvs: ValidateFunction,
    natives: StandardSchema<unknown> | undefined,
  ) => {
    let accepted = 0;
    fc.assert(
      fc.property(documents(contract, schema), (document) => {
        const value = fromJson(contract, schema, document);
        const result = natives?.["~standard"].validate(value);
        const right = ajvs(document);
        accepted += right ? 1 : 0;
        expect(result?.issues === undefined, JSON.stringify(ajvs.errors)).toBe(right);
      }),
      { numRuns: 300 },
    );
    // Else nothing was compared but the refusal of nonsense.
    expect(accepted).toBeGreaterThan(10);
  };

  test.each(methods)("on the parameters of %s", (method, { paramsSchema }) => {
    const judgement = judge(ours, "x-commands", method, "paramsSchema");
    agree(ours, paramsSchema, judgement, schemas[method as keyof typeof schemas].params);
  });

  test.each(methods)("on the result of %s", (method, { result }) => {
    const judgement = judge(ours, "x-commands", method, "result");
    agree(ours, result, judgement, schemas[method as keyof typeof schemas].result);
  });

  test.each(unions)("on %s", (method, { paramsSchema, result }) => {
    const of = fixture.schemas[method];
    const params = judge(others, "x-commands", method, "paramsSchema");
    agree(others, paramsSchema, params, of?.params);
    agree(others, result, judge(others, "x-commands", method, "result"), of?.result);
  });
});

// https://standardschema.dev, version 1.
describe("a Standard Schema object", () => {
  const { params, result } = schemas["tree.walk"];

  test("says who made it", () => {
    expect(params["~standard"]).toMatchObject({ version: 1, vendor: "pintle" });
    expect(params["~standard"].validate).toBeTypeOf("function");
  });

  test("returns the valid value", () => {
    const value = { root: "/", glob: ["*"] };
    const validated = params["~standard"].validate(value);
    expect(validated).toEqual({ value });
    expect(validated.issues).toBeUndefined();
  });

  test.each<[string, unknown, string[]]>([
    ["the whole", 5, []],
    ["what is missing", {}, ["root"]],
    ["what is not known", { root: "/", rot: 1 }, ["rot"]],
    ["an item", { root: "/", glob: ["a", 1] }, ["glob", "1"]],
  ])("returns issues with the path to %s", (_what, value, path) => {
    const { issues } = params["~standard"].validate(value);
    expect(issues).toHaveLength(1);
    expect(issues?.[0]?.path).toEqual(path);
    expect(issues?.[0]?.message).toContain("tree.walk");
  });

  test("writes names with a slash or a tilde as they are", () => {
    const { issues } = schemas["program.run"].params["~standard"].validate({
      program: "x",
      env: { "a/b~c": 1 },
    });
    expect(issues?.[0]?.path).toEqual(["env", "a/b~c"]);
  });

  test("judges results too", () => {
    const entries = { count: 0, paths: [], kinds: new Uint8Array(0), errors: [] };
    expect(result["~standard"].validate(entries).issues).toBeUndefined();
    const { issues } = result["~standard"].validate({ ...entries, count: -1 });
    expect(issues?.[0]?.path).toEqual(["count"]);
  });
});

/** The same JSON with the names of every object in order. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) {
    return json.map(sorted);
  }
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).map(([name, value]) => [name, sorted(value)] as const);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  }
  return json;
}
