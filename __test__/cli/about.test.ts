import { afterEach, describe, expect, it, vi } from "vitest";
import { contract } from "../../index.ts";
import manifest from "../../package.json" with { type: "json" };
import { cli } from "./terminal.ts";

afterEach(() => vi.unstubAllEnvs());

describe("pintle commands", () => {
  it("lists every command with its arguments", async () => {
    const { code, stdout } = await cli(["commands"]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(Object.keys(contract()["x-commands"]).length);
    expect(stdout).toMatch(/^math\.add\(a: i32, b: i32\) +Adds two 32-bit integers\.$/m);
    expect(stdout).toMatch(/^math\.sum\(values: i32\[\]\) /m);
    expect(stdout).toMatch(/^program\.run\(program: string, args\?: string\[\], options\?\) /m);
  });

  it("writes their contract as JSON", async () => {
    const { stdout } = await cli(["commands", "--json"]);
    expect(JSON.parse(stdout)).toEqual(contract()["x-commands"]);
  });
});

describe("pintle schema", () => {
  it("writes the contract", async () => {
    expect(JSON.parse((await cli(["schema"])).stdout)).toEqual(contract());
  });

  it("writes TypeScript", async () => {
    const { stdout } = await cli(["schema", "--format", "typescript"]);
    expect(stdout).toContain("readonly add: (a: number, b: number) => number;");
    expect(stdout).toContain('from "pintle";');
  });

  it("knows no other format", async () => {
    const { code, stderr } = await cli(["schema", "--format", "yaml"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Allowed choices are contract, typescript");
  });
});

describe("pintle explain", () => {
  it.each(["ERR_PINTLE_OVERFLOW", "overflow"])("knows %s", async (code) => {
    const { stdout } = await cli(["explain", code]);
    expect(stdout).toMatch(
      /^ERR_PINTLE_OVERFLOW\n\nThe exact result does not fit.*\n\nWhat to do: /,
    );
  });

  it("lists all without a code", async () => {
    const { stdout } = await cli(["explain"]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(Object.keys(contract()["x-errors"]).length);
  });

  it("says so when there is no such code", async () => {
    const { code, stderr } = await cli(["explain", "NOPE"]);
    expect(code).toBe(2);
    expect(stderr).toContain("there is no error NOPE");
  });
});

describe("pintle doctor", () => {
  it("finds this build to be well", async () => {
    const { code, stdout } = await cli(["doctor", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      running: expect.stringContaining(`Node ${process.versions.node} on `),
      source: "local build",
      contract: contract()["x-contract"].hash,
      hostVersion: expect.stringContaining(contract()["x-contract"].hash),
    });
    expect(JSON.parse(stdout)).not.toHaveProperty("warnings");
  });

  it("warns when there is no pintle-host", async () => {
    vi.stubEnv("PINTLE_HOST", "/nonexistent/pintle-host");
    const { code, stdout } = await cli(["doctor"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +true$/m);
    expect(stdout).toMatch(/^warning: calls over stdio will fail: .*ENOENT/m);
  });
});

describe("pintle", () => {
  it("writes help and its version without an addon", async () => {
    vi.stubEnv("PINTLE_BINARY", "/nonexistent");
    expect(await cli(["--version"])).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
    expect((await cli(["--help"])).stdout).toContain("Rust commands for TypeScript.");
  });

  it("suggests the subcommand that was meant", async () => {
    const { code, stderr } = await cli(["cal"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean call?");
  });

  it("demonstrates every way with one result", async () => {
    const { code, stdout } = await cli(["demo"]);
    expect(code).toBe(0);
    expect(stdout.match(/ 42 /g)?.length).toBeGreaterThanOrEqual(9);
    expect(stdout).toContain("math.add(2, 40) of pintle/wasm");
    expect(stdout).toContain("a command that WebAssembly makes");
    expect(stdout).toContain("a guest in a thread for each call");
  });
});
