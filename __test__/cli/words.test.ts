import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contract } from "../../index.ts";
import { type Program, readWords, type Words } from "../../lib/cli/call/words.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { host } from "../transports/host.ts";
import { cli } from "./terminal.ts";
import { read, refused, written } from "./words.ts";

const addon = fileURLToPath(new URL("../../target/fixtures/fixture.node", import.meta.url));
const program: Program = {
  name: "pintle call",
  options: [
    { name: "json", value: null, description: "" },
    { name: "transport", value: "name", description: "" },
  ],
};

/** What the native addon and WebAssembly both read. */
function both(method: string, words: readonly string[]): Words {
  const native = readWords(fixture.binding, program, method, words);
  expect(readWords(wasmFixture.binding, program, method, words)).toEqual(native);
  return native;
}

describe("words after a method", () => {
  it.each(read)("%s %j", async (method, words, params) => {
    expect(both(method, words)).toMatchObject({ error: null, missing: [], params, own: [] });
  });

  it.each(refused)("%s %j is refused", async (method, words, message) => {
    const { error } = both(method, words);
    expect(error?.message).toBe(`${method}: ${message}`);
    const ended = await cli(["call", "--addon", addon, method, ...words]);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(`error: ${method}: ${message}\n  code: ${error?.code}\n`);
    expect(ended.stderr).toContain(`hint: pintle call ${method} --help\n`);
  });

  it("names the files whose content is wanted", () => {
    const pointers = both("echo.bytes", ["@-"]);
    expect(pointers).toMatchObject({ files: [{ pointer: "/value", file: "-" }], error: null });
  });

  it("keeps the options of the program apart, until `--`", () => {
    const words = ["--json", "--transport", "wasm", "a", "--transport=stdio"];
    const own = ["--json", "--transport=wasm", "--transport=stdio"];
    expect(both("echo.text", words)).toMatchObject({ own, params: { value: "a" } });
    expect(both("echo.texts", ["--", "--json"])).toMatchObject({
      own: [],
      params: { value: ["--json"] },
    });
  });

  it("keeps them after a fault, which they may say how to report", () => {
    expect(both("echo.int32", ["x", "--nope", "--json"])).toMatchObject({ own: ["--json"] });
  });
});

/** What the rule for numbers says, and JavaScript makes of it. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const whole = /^[+-]?\d+$/;

it("reads the numbers that JavaScript reads", () => {
  const texts = fc.string({ unit: fc.constantFrom(..."0123456789+-.eEx_ "), maxLength: 12 });
  fc.assert(
    fc.property(texts, (text) => {
      const number = both("echo.double", [`--value=${text}`]);
      if (decimal.test(text) && Number.isFinite(Number(text))) {
        expect(number.error).toBeNull();
        expect(number.params.value).toBe(Number(text));
      } else {
        expect(number.error?.pointer).toBe("/value");
      }
      const integer = both("echo.int64", [`--value=${text}`]);
      if (whole.test(text)) {
        expect(integer.params.value).toBe(String(BigInt(text)));
      } else {
        expect(integer.error?.pointer).toBe("/value");
      }
    }),
    { numRuns: 1_000, examples: [["-0"], ["1e308"], ["1e309"], ["00.5e-1"], ["+-1"]] },
  );
});

it("takes words apart as node:util does", () => {
  const words = [
    ...["--enabled", "--no-enabled", "--colour", "--colour=red", "red", "--names", "--names=x"],
    ...["x", "--", "false", "", "-"],
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 6 }), (args) => {
      const parsed = parsedBy(args);
      fc.pre(parsed !== undefined);
      const { error, params } = both("echo.mixed", args);
      expect({ isCall: error === null, ...(error === null ? { params } : {}) }).toEqual(parsed);
    }),
    { numRuns: 1_000 },
  );
});

/** What `parseArgs` makes of words for `echo.mixed`; nothing where it takes only what is unambiguous. */
function parsedBy(args: readonly string[]) {
  const options = {
    enabled: { type: "boolean" },
    colour: { type: "string" },
    names: { type: "string", multiple: true },
  } as const;
  try {
    const all = { args: [...args], options, allowPositionals: true, allowNegative: true } as const;
    const { values, positionals, tokens } = parseArgs({ ...all, tokens: true });
    const times = (name: string) =>
      tokens.filter((token) => token.kind === "option" && token.name === name).length;
    const isCall =
      positionals.length === 1 &&
      times("enabled") < 2 &&
      times("colour") < 2 &&
      (values.colour ?? "red") === "red";
    return isCall ? { isCall, params: { ...values, name: positionals[0] } } : { isCall };
  } catch {
    return undefined;
  }
}

describe("both programs", () => {
  const asHost = (words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(host(), words, { encoding: "utf8" });
    return { code: status, stdout, stderr: stderr.replace("pintle-host ", "pintle call ") };
  };

  it.each(written)("%j", async (words, text) => {
    const ended = await cli(["call", ...words]);
    const { code, stdout, stderr } = asHost(words);
    expect({ code, stdout }).toEqual({ code: ended.code, stdout: ended.stdout });
    if (text.startsWith("error: ")) {
      const told = [ended.stderr, stderr].map((text) => text.split("\n").slice(0, 2).join("\n"));
      expect(told[1]).toBe(told[0]);
      expect({ code, told: told[0] }).toMatchObject({ code: 2 });
      expect(ended.stderr).toContain(text);
    } else {
      expect(stdout).toBe(text);
    }
  });

  it("write the same help, which has every option", async () => {
    for (const [method, { paramsSchema, directOnly }] of Object.entries(contract()["x-commands"])) {
      const { stdout } = await cli(["call", method, "--help"]);
      for (const name of Object.keys(paramsSchema.properties ?? {})) {
        const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        expect(stdout).toMatch(new RegExp(`^ {2}--(\\[no-\\])?${kebab}\\b`, "m"));
      }
      if (!directOnly) {
        const [own, theirs] = [stdout, asHost([method, "-h"]).stdout].map(
          (text) => text.replace("pintle-host", "pintle call").split("\nOptions of ")[0],
        );
        expect(theirs).toBe(own);
      }
    }
  });
});

describe("options of pintle call", () => {
  it.each([
    [["math.add", "3", "4", "--transport", "wasm", "--json"]],
    [["--transport", "wasm", "math.add", "--json", "3", "4"]],
    [["--transport", "stdio", "math.add", "3", "4", "--transport=native"]],
  ])("%j", async (words) => {
    expect(await cli(["call", ...words])).toEqual({ code: 0, stdout: "7\n", stderr: "" });
  });

  it("are all that may be before the method", async () => {
    const { code, stderr } = await cli(["call", "--a", "math.add", "1", "2"]);
    expect(code).toBe(2);
    expect(stderr).toContain("unknown option '--a'");
  });

  it("may name the addon after the method", async () => {
    const { stdout } = await cli(["call", "echo.int32", "7", "--addon", addon]);
    expect(stdout).toBe("7\n");
  });

  it("are checked after the method too", async () => {
    const { code, stderr } = await cli(["call", "math.add", "1", "2", "--transport", "pigeon"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Allowed choices are native, stdio, wasm, mock");
  });

  it("are the command's after the method, if it has options of these names", async () => {
    const before = ["call", "--addon", addon, "--json"];
    const words = ["--json", "{}", "--help", "--transport", "pigeon"];
    const { stdout } = await cli([...before, "clashing.options", ...words]);
    expect(JSON.parse(stdout)).toEqual({ json: "{}", help: true, transport: "pigeon" });
    const help = await cli([...before, "clashing.options", "-h"]);
    expect(help.stdout).toContain("Usage: pintle call clashing.options [options]\n");
  });

  it("say how an error is reported", async () => {
    const { code, stdout } = await cli(["call", "math.add", "1", "x", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({ pointer: "/b" });
  });
});
