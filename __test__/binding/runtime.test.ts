/** `pintle/runtime`: an addon of somebody's works where Pintle's own cannot be loaded. */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { echo, fixture } from "../fixtures/fixture.ts";
import { here, install, type Project } from "./installed.ts";

const other = here === "darwin-arm64" ? "linux-x64-gnu" : "darwin-arm64";

/** What stops each way to Pintle's own addon. */
const withoutPintles: Record<string, { platform: string; env: Record<string, string> }> = {
  "PINTLE_BINARY names no file": {
    platform: here,
    env: { PINTLE_BINARY: "/nonexistent", PINTLE_FALLBACK: "error" },
  },
  "there is no package for this platform": { platform: other, env: { PINTLE_FALLBACK: "error" } },
};

/** A project with the addon of the tests, and the module that `pintle schema` writes for it. */
function projectWith(platform: string, env: Record<string, string>): Project {
  const project = install(platform);
  const root = join(project.dist, "..", "..", "..");
  cpSync("target/fixtures/fixture.node", join(root, "fixture.node"));
  const cli = join(project.dist, "cli.js");
  const words = ["schema", "--format", "typescript", "--addon", "fixture.node"];
  const { stdout, stderr } = project.node([cli, ...words], env);
  if (stdout === "") {
    throw new Error(stderr);
  }
  const { outputText } = ts.transpileModule(stdout, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(join(root, "fixture.mjs"), outputText);
  return project;
}

/** What a program prints that uses the generated module, as JSON. */
function ran(project: Project, env: Record<string, string>, body: string): unknown {
  const script = `
    import { echo, nest, plan, schemas, trouble } from "./fixture.mjs";
    import * as runtime from "pintle/runtime";
    const failure = async (run) => {
      try {
        return await run();
      } catch (error) {
        return error;
      }
    };
    const about = (error) => [error instanceof runtime.PintleError, error.code];
    console.log(JSON.stringify(await (async () => { ${body} })()));`;
  const { stdout, stderr } = project.node(["--input-type=module", "-e", script], env);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe.each(Object.entries(withoutPintles))("where %s", (_, { platform, env }) => {
  it("Pintle's own cannot be imported", () => {
    using project = install(platform);
    const { status, stderr } = project.node(["-e", 'require("pintle")'], env);
    expect(stderr).toContain("PintleLoadError: the native addon cannot be loaded");
    expect(status).toBe(1);
  });

  it("another addon is loaded and called, and its errors are what they are elsewhere", () => {
    using project = projectWith(platform, env);
    expect(
      ran(
        project,
        env,
        `return [
          echo.int32(42),
          await echo.later(1),
          about(await failure(() => echo.int32("42"))),
          about(await failure(() => trouble.failLater(1))),
          about(await failure(() => trouble.wait(10_000, { signal: AbortSignal.timeout(5) }))),
          schemas["echo.int32"].params["~standard"].validate({ value: "1" }).issues.length,
        ];`,
      ),
    ).toEqual([
      42,
      1,
      [true, "ERR_PINTLE_INVALID_TYPE"],
      [true, "ERR_FIXTURE_TROUBLE"],
      [true, "ERR_PINTLE_CANCELLED"],
      1,
    ]);
  });

  it("its plans run, and so do the transports that need nothing of Pintle's", () => {
    using project = projectWith(platform, env);
    expect(
      ran(
        project,
        env,
        `const { connect, loadAddon, mock, native, record, replay } = runtime;
        const doubled = plan((p, input) => p.echo.int32(p.nest.count(input.nest)));
        const addon = loadAddon("fixture.node");
        const { contract } = addon;
        const calls = async (transport) => {
          const client = await connect({ transport });
          const { outputs } = await client.runPlan(document).catch(() => ({}));
          const error = await failure(() => client.echo.int32("1"));
          const called = await client.echo.int32(1);
          await client.close();
          return [called, about(error), outputs];
        };
        const { document } = plan((p) => p.echo.int32(7));
        return [
          await doubled.run({ nest: { inner: [{ inner: [] }] } }),
          await calls(native(addon)),
          await calls(record(native(addon), "recording.jsonl")),
          await calls(replay("recording.jsonl", { contract })),
          await calls(mock({ "echo.int32": ({ value }) => value }, { contract })),
        ];`,
      ),
    ).toEqual([
      2,
      ...Array(3).fill([1, [true, "ERR_PINTLE_INVALID_TYPE"], 7]),
      [1, [true, "ERR_PINTLE_INVALID_TYPE"], null],
    ]);
  });

  it("a mock is checked by WebAssembly as long as no addon is loaded", () => {
    using project = install(platform);
    const contract = join(project.dist, "..", "..", "..", "contract.json");
    writeFileSync(contract, JSON.stringify(fixture.contract));
    const script = `
      import { readFileSync } from "node:fs";
      import { connect, mock, PintleError } from "pintle/runtime";
      const contract = JSON.parse(readFileSync("contract.json", "utf8"));
      const transport = mock({ "echo.int64": ({ value }) => value }, { contract });
      const { echo } = await connect({ transport });
      const error = await echo.int64("1").catch((error) => error);
      console.log(await echo.int64(1n), error instanceof PintleError, error.message);`;
    const { stdout, stderr } = project.node(["--input-type=module", "-e", script], env);
    expect(stderr).toBe("");
    let direct = "";
    try {
      echo("int64")("1");
    } catch (error) {
      direct = (error as Error).message;
    }
    expect(stdout).toBe(`1n true ${direct}\n`);
  });

  it("a policy holds for it, which needs the addon and not Pintle's", () => {
    using project = projectWith(platform, env);
    expect(
      ran(
        project,
        env,
        `const addon = runtime.loadAddon("fixture.node");
        const policy = { version: 1, commands: { "echo.int32": true } };
        const ask = (method) => runtime.runRequest({ method, params: { value: 5 } }, { addon, policy });
        return [await ask("echo.int32"), about(await failure(() => ask("echo.double")))];`,
      ),
    ).toEqual([5, [true, "ERR_PINTLE_DENIED"]]);
  });
});

it("loads no addon of Pintle's where there is one", () => {
  using project = projectWith(here, {});
  const spy = join(project.dist, "..", "..", "..", "spy.cjs");
  writeFileSync(
    spy,
    `const { dlopen } = process;
    globalThis.loaded = [];
    process.dlopen = (module, file, ...rest) => {
      loaded.push(require("node:path").basename(file));
      return dlopen(module, file, ...rest);
    };`,
  );
  const script = (more: string) =>
    `${more} import { echo } from "./fixture.mjs"; echo.int32(1); console.log(loaded.join());`;
  const loaded = (more: string) =>
    project.node(["--require", spy, "--input-type=module", "-e", script(more)]).stdout.trim();
  expect(loaded("")).toBe("fixture.node");
  expect(loaded('import "pintle";').split(",")).toHaveLength(2);
});

it("has one class for an error, whichever way it comes", () => {
  using project = projectWith(here, {});
  const script = `
    import { echo } from "./fixture.mjs";
    import { Bytes, math, PintleError } from "pintle";
    import * as runtime from "pintle/runtime";
    const thrown = (run) => { try { run(); } catch (error) { return error; } };
    const errors = [thrown(() => echo.int32("1")), thrown(() => math.divide(1, 0))];
    console.log(
      PintleError === runtime.PintleError,
      Bytes === runtime.Bytes,
      errors.every((error) => error instanceof PintleError && error.constructor === PintleError),
    );`;
  const args = ["--input-type=module", "-e", script];
  expect(project.node(args).stdout).toBe("true true true\n");
  // WebAssembly in place of the addon creates its errors itself.
  using without = projectWith(other, { PINTLE_FALLBACK: "error" });
  expect(without.node(args).stdout).toBe("true true true\n");
});

describe("the bundles", () => {
  const closure = new Map<string, Set<string>>();

  /** The files that one imports, or loads later, with all that those do. */
  function importsOf(file: string): Set<string> {
    const known = closure.get(file);
    if (known !== undefined) {
      return known;
    }
    const found = new Set([file]);
    closure.set(file, found);
    const text = readFileSync(file, "utf8");
    for (const [, name = ""] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.\.?\/[^"]+)"/g)) {
      for (const inner of importsOf(join(dirname(file), name))) {
        found.add(inner);
      }
    }
    return found;
  }

  const definitions = (files: Iterable<string>, what: string) =>
    [...files].filter((file) => readFileSync(file, "utf8").includes(what));

  it("have what looks for Pintle's addon in the one entry and not in the other", () => {
    // The one place that reads the variable, so the text says where that module is.
    expect(definitions(importsOf("dist/index.js"), "process.env.PINTLE_BINARY")).toHaveLength(1);
    expect(definitions(importsOf("dist/runtime.js"), "process.env.PINTLE_BINARY")).toEqual([]);
    expect(definitions(importsOf("dist/runtime.js"), "fallback.js")).toEqual([]);
  });

  it("share all that the smaller has", () => {
    const whole = importsOf("dist/index.js");
    const missing = [...importsOf("dist/runtime.js")].filter((file) => !whole.has(file));
    expect(missing).toEqual(["dist/runtime.js"]);
    expect(definitions(whole, "PintleError = class extends Error")).toHaveLength(1);
    expect(definitions(importsOf("dist/fallback.js"), "PintleError = class extends Error")).toEqual(
      definitions(whole, "PintleError = class extends Error"),
    );
  });
});

it("is an entry of the package, with types that are those of the other", () => {
  expect(manifest.exports["./runtime"]).toEqual({
    types: "./runtime.d.ts",
    default: "./dist/runtime.js",
  });
  const types = readFileSync("runtime.d.ts", "utf8");
  expect(types).not.toMatch(/declare class|interface Addon/);
  expect(types).toContain('from "./index.js"');
});
