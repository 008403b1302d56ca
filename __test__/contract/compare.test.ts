import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import { compareContracts } from "../../lib/contract/compare/contracts.ts";
import { readContract } from "../../lib/contract/compare/read.ts";
import { rules } from "../../lib/contract/compare/rules.ts";
import type { Contract } from "../../lib/contract/document.ts";
import { base, edited, planted } from "./planted.ts";

/** The rules and places of what differs. */
function found(old: Contract, next: Contract): [string, string][] {
  return compareContracts(old, next).map(({ rule, pointer }) => [rule, pointer]);
}

describe("a planted change", () => {
  it.each(planted)("$name", ({ edits, forth, back }) => {
    const other = edited(edits);
    expect(found(base, other)).toEqual(forth);
    expect(found(other, base)).toEqual(back);
  });

  it("of every rule is among them", () => {
    const seen = planted.flatMap(({ forth, back }) => [...forth, ...back].map(([rule]) => rule));
    expect(new Set(seen)).toEqual(new Set(Object.keys(rules)));
  });

  it("is not found where nothing but texts differ", () => {
    const texts = {
      "/x-errors/ERR_A/summary": "Other.",
      "/x-commands/f.run/description": "Other.",
    };
    const names = { "/x-contract/addonVersion": "2.0.0", "/x-contract/hash": "sha256-01" };
    expect(found(base, edited({ ...texts, ...names }))).toEqual([]);
  });

  it("leads to something in the document that it names", () => {
    for (const { edits } of planted) {
      const other = edited(edits);
      for (const { document, pointer } of compareContracts(base, other)) {
        const contract = document === "old" ? base : other;
        expect(at(contract, pointer), pointer).toBeDefined();
      }
    }
  });
});

function at(contract: unknown, pointer: string): unknown {
  const tokens = pointer.split("/").slice(1);
  return tokens.reduce((value, token) => (value as Record<string, unknown>)[token], contract);
}

describe("a type that is used both ways", () => {
  const both = edited({ "/$defs/Options/properties/both": { $ref: "#/$defs/Both" } });

  it("is judged in both, and the worse verdict counts", () => {
    const more = edited({ "/$defs/Both/oneOf/2": { const: "middle" } }, both);
    expect(found(both, more)).toEqual([["output-value-added", "/$defs/Both/oneOf/2"]]);
    expect(found(more, both)).toEqual([["input-value-removed", "/$defs/Both/oneOf/2"]]);
  });

  it("names the commands that use it, however indirectly", () => {
    const more = edited({ "/$defs/Both/oneOf/2": { const: "middle" } }, both);
    expect(compareContracts(both, more).map(({ usedBy }) => usedBy)).toEqual([["f.run"]]);
  });
});

test("types that contain themselves are compared once", () => {
  const tree = { type: "object", properties: { inner: { $ref: "#/$defs/Tree" } }, required: [] };
  const old = edited({
    "/$defs/Tree": tree,
    "/x-commands/f.call/result": { $ref: "#/$defs/Tree" },
  });
  const next = edited({ "/$defs/Tree/properties/more": { type: "string" } }, old);
  expect(found(old, next)).toEqual([["output-field-added", "/$defs/Tree/properties/more"]]);
});

test("a type that refers to nothing but itself has no values", () => {
  const loop = { oneOf: [{ $ref: "#/$defs/Loop" }] };
  const old = edited({
    "/$defs/Loop": loop,
    "/x-commands/f.call/result": { $ref: "#/$defs/Loop" },
  });
  expect(found(old, old)).toEqual([]);
});

describe("Pintle's own contract", () => {
  const earlier = (name: string) =>
    readContract(String(gunzipSync(readFileSync(`__test__/fixtures/contracts/${name}.json.gz`))));
  const now = readContract(readFileSync("lib/generated/contract.json", "utf8"));

  it("does not differ from itself", () => {
    expect(compareContracts(now, now)).toEqual([]);
  });

  it("lost one text of an enum before it had streams, and else only gained something", () => {
    const [old, next] = [earlier("before-selection"), earlier("before-streams")];
    const changes = compareContracts(old, next);
    const breaking = changes.filter(({ word }) => word === "breaking");
    expect(breaking).toMatchObject([
      { rule: "input-value-removed", subject: "Names", detail: '"portable"', document: "old" },
    ]);
    expect(changes.length).toBeGreaterThan(40);
  });

  it("is read as it was before it had limits and resources", () => {
    const [old, next] = [earlier("before-guests"), earlier("before-streams")];
    expect(compareContracts(old, next).filter(({ word }) => word === "breaking")).toEqual([]);
    expect(found(old, next)).toContainEqual(["input-value-added", "/$defs/Algorithm/oneOf/2"]);
  });

  it("has new commands since it had no streams", () => {
    const streams = ["archive.entries", "program.lines", "text.matches", "tree.entries"];
    const added = streams.map((method) => ["command-added", `/x-commands/${method}`]);
    const all = found(earlier("before-streams"), now);
    expect(all).toEqual(expect.arrayContaining(added));
  });
});

test("docs/contract-diff.md has every rule", () => {
  const text = readFileSync("docs/contract-diff.md", "utf8");
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (breaking|compatible) \| (.+) \| (.+) \|$/gm)];
  const documented = rows.map(([, name, word, what, why]) => [name, { word, what, why }]);
  expect(Object.fromEntries(documented)).toEqual(rules);
});
