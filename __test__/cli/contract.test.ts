import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../lib/contract/compare/rules.ts";
import { folder as temporary } from "../conformance/folder.ts";
import { base, edited } from "../contract/planted.ts";
import { cli } from "./terminal.ts";

const { path: folder, remove } = temporary();
afterAll(remove);

const addon = "target/fixtures/fixture.node";

function written(name: string, contract: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(contract));
  return file;
}

const old = written("old.json", base);
const gained = { "/x-commands/f.run/lines": true };
const compatible = written("compatible.json", edited(gained));
const breaking = written(
  "breaking.json",
  edited({ ...gained, "/$defs/Both/oneOf/2": { const: "up" } }),
);

describe("pintle contract diff", () => {
  it("exits with 0 when nothing has changed", async () => {
    const ended = await cli(["contract", "diff", old, old]);
    expect(ended).toEqual({ code: 0, stdout: "0 breaking, 0 compatible\n", stderr: "" });
  });

  it("exits with 0 when all changes are compatible", async () => {
    const { code, stdout } = await cli(["contract", "diff", old, compatible]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^compatible {2}f\.run: the command reports lines now\n/);
    expect(stdout).toMatch(/\n0 breaking, 1 compatible\n$/);
  });

  it("exits with 1 when one is breaking, and has those first", async () => {
    const { code, stdout } = await cli(["contract", "diff", old, breaking]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^breaking {4}Both: a new text of an enum \("up"\)\n/);
    expect(stdout).toContain("in the new contract at /$defs/Both/oneOf/2\n");
    expect(stdout).toContain("used by f.run\n");
    expect(stdout).toMatch(/\n1 breaking, 1 compatible\n$/);
  });

  it("writes JSON", async () => {
    const { code, stdout } = await cli(["contract", "diff", old, breaking, "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      breaking: 1,
      compatible: 1,
      changes: [
        {
          ...rules["output-value-added"],
          rule: "output-value-added",
          subject: "Both",
          detail: '"up"',
          document: "new",
          pointer: "/$defs/Both/oneOf/2",
          usedBy: ["f.run"],
        },
        expect.objectContaining({ rule: "lines-added", subject: "f.run", usedBy: [] }),
      ],
    });
  });

  it("reads one of them from stdin", async () => {
    const text = JSON.stringify(base);
    expect(await cli(["contract", "diff", "-", breaking], text)).toMatchObject({ code: 1 });
    const { code, stderr } = await cli(["contract", "diff", "-", "-"], text);
    expect(code).toBe(2);
    expect(stderr).toContain("only one of both contracts can come from stdin");
  });

  it("takes an addon", async () => {
    const { code, stdout } = await cli(["contract", "diff", addon, addon]);
    expect(stdout).toBe("0 breaking, 0 compatible\n");
    expect(code).toBe(0);
  });

  const nested = (levels: number): unknown =>
    levels === 0 ? {} : { type: "array", items: nested(levels - 1) };

  it.each([
    ["no JSON", "{", "expected JSON"],
    ["something else", "[]", "expected a contract of Pintle: expected an object"],
    [
      "another version",
      { ...base, "x-contract": { version: 2 } },
      "/x-contract/version: expected 1",
    ],
    ["no commands", { ...base, "x-commands": undefined }, "/x-commands: expected an object"],
    ["a type that is not an object", edited({ "/$defs/Row": 7 }), "/$defs/Row: expected an object"],
    [
      "a type that is missing",
      edited({ "/x-commands/f.run/result": { $ref: "#/$defs/constructor" } }),
      "/x-commands/f.run/result/$ref: expected the name of a type",
    ],
    [
      "too many levels",
      edited({ "/$defs/Row": nested(300) }),
      "at most 256 types inside each other",
    ],
  ])("refuses %s", async (_, document, message) => {
    const file = join(folder, "wrong.json");
    writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document));
    const { code, stdout, stderr } = await cli(["contract", "diff", old, file]);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("says which file cannot be read", async () => {
    const { code, stderr } = await cli(["contract", "diff", old, join(folder, "none.json")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/none\.json: it cannot be read: ENOENT/);
  });
});
