import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadAddon, PintleError, PintleLoadError } from "../../index.ts";
import { compareVersions, inspect } from "../../lib/binding/inspect.ts";
import { contractHash, interfaceVersion, version } from "../../lib/generated/expected.ts";
import { thrown } from "../failure.ts";
import { built, here, install, patch, permission, writeJson } from "./installed.ts";

describe("the addon comes from", () => {
  it("a build in the checkout", () => {
    using project = install();
    copyFileSync(built, join(project.dist, `pintle.${here}.node`));
    expect(project.doctor()).toMatchObject({ ok: true, source: "local build" });
  });

  it("the package for this platform, which node-gyp-build reads too", () => {
    using project = install();
    const facts = project.doctor();
    expect(facts).toMatchObject({ ok: true, source: "package" });
    const nodeGypBuild = createRequire(import.meta.url)("node-gyp-build");
    expect(facts.addon).toBe(nodeGypBuild.path(project.folder));
  });

  it("the file that PINTLE_BINARY names, and no other", () => {
    using project = install();
    const named = project.doctor({ env: { PINTLE_BINARY: resolve(built) } });
    expect(named).toMatchObject({ ok: true, source: "PINTLE_BINARY" });
    const absent = project.doctor({ env: { PINTLE_BINARY: "/nonexistent/x.node" } });
    expect(absent).toMatchObject({ ok: false, reason: "no-such-file" });
    expect(absent.tried).toEqual(["/nonexistent/x.node: there is no such file"]);
  });
});

describe("without an addon", () => {
  const script = `
    import { math, tree } from "pintle";
    const error = await tree.walk(".").catch((error) => error);
    console.log(math.add(2, 40), error.code);
  `;

  it("WebAssembly runs the portable commands, with one warning", () => {
    using project = install("darwin-arm64");
    const { stdout, stderr } = project.node(["--input-type=module", "-e", script]);
    expect(stdout).toBe("42 ERR_PINTLE_NOT_PORTABLE\n");
    expect(stderr.match(/PintleWarning/g)).toHaveLength(1);
    expect(stderr).toContain(`Needed:  @pintle/${here} ${version}`);
    const required = 'console.log(require("pintle").math.add(2, 40))';
    expect(project.node(["-e", required]).stdout).toBe("42\n");
  });

  it("`pintle doctor` says why", () => {
    using project = install("darwin-arm64");
    const facts = project.doctor({ env: { PINTLE_FALLBACK: "" } });
    expect(facts).toMatchObject({ ok: false, reason: "not-installed" });
    expect(facts.tried?.at(-1)).toBe("WebAssembly: used");
  });

  it("PINTLE_FALLBACK=error forbids that", () => {
    using project = install("darwin-arm64");
    const env = { PINTLE_FALLBACK: "error" };
    const { status, stderr } = project.node(["--input-type=module", "-e", script], env);
    expect(status).toBe(1);
    expect(stderr).toContain("PintleLoadError: the native addon cannot be loaded");
    expect(stderr).toContain("WebAssembly: PINTLE_FALLBACK=error forbids it");
  });
});

describe("without an addon in the package, and", () => {
  const call = ["--input-type=module", "-e", 'import { math } from "pintle"; math.add(2, 40)'];

  it("with WebAssembly: that runs, and says why", () => {
    using project = install();
    rmSync(project.addon);
    const print = call.map((text) => text.replace("math.add(2, 40)", "console.log($&)"));
    const { status, stdout, stderr } = project.node(print);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "42\n" });
    expect(stderr).toContain(`lacks its addon, ${project.addon}`);
    const command = project.pintle(["call", "math.add", "2", "40"]);
    expect(command).toMatchObject({ status: 0, stdout: "42\n" });
    expect(command.stderr).toContain(`lacks its addon, ${project.addon}`);
  });

  const faults: Record<string, (dist: string) => [remove: string, said: RegExp]> = {
    "without its script": (dist) => [
      join(dist, "fallback.js"),
      /WebAssembly: there is no .*fallback\.js$/m,
    ],
    "without its module": (dist) => [
      join(dist, "wasm", "pintle.wasm"),
      /WebAssembly: pintle\.wasm cannot be loaded: ENOENT.*; reinstall pintle/,
    ],
  };
  it.each(Object.entries(faults))("%s: an error has both reasons", (_, fault) => {
    using project = install();
    rmSync(project.addon);
    const [file, said] = fault(project.dist);
    rmSync(file);
    const commands = [call, ...[["call", "math.add", "2", "40"], ["doctor"], ["repl"]]];
    for (const [index, args] of commands.entries()) {
      const ended = index === 0 ? project.node(args) : project.pintle(args);
      const text = ended.stdout + ended.stderr;
      expect(ended.status).toBe(index === 0 ? 1 : 3);
      expect(text).toContain(`lacks its addon, ${project.addon}`);
      expect(text).toMatch(said);
      expect(text).not.toContain("TypeError");
    }
  });

  it.each(["", "\0asm\x01\0\0\0\x01"])("its module is %j: an error has both reasons", (text) => {
    using project = install();
    rmSync(project.addon);
    writeFileSync(join(project.dist, "wasm", "pintle.wasm"), text);
    const facts = project.doctor({ env: { PINTLE_FALLBACK: "" } });
    expect(facts.reason).toBe("missing-addon");
    expect(facts.tried?.at(-1)).toMatch(/^WebAssembly: pintle\.wasm cannot be loaded: WebAssembly/);
  });
});

describe("what is wrong is distinguished:", () => {
  it("the package is not installed", () => {
    using project = install();
    rmSync(project.folder, { recursive: true });
    const facts = project.doctor();
    expect(facts).toMatchObject({ reason: "not-installed", found: "no package for any platform" });
    expect(facts.fix).toContain("npm install --include=optional");
  });

  it("another platform's package is installed", () => {
    const other = here === "darwin-arm64" ? "darwin-x64" : "darwin-arm64";
    using project = install(other);
    const facts = project.doctor();
    expect(facts).toMatchObject({
      reason: "not-installed",
      found: `@pintle/${other} ${version}`,
    });
    expect(facts.problem?.split("\n").map((line) => line.trim().split(":")[0])).toEqual([
      ...["the native addon cannot be loaded", "Running", "Needed", "Found", "Tried"],
      ...["PINTLE_BINARY", "a checkout", `@pintle/${here}`, "WebAssembly", "Cause", "Fix"],
    ]);
  });

  it("the package has another version", () => {
    using project = install();
    writeJson(join(project.folder, "package.json"), { version: "0.0.1" });
    expect(project.doctor()).toMatchObject({
      reason: "version-mismatch",
      cause: `@pintle/${here} is 0.0.1, and pintle is ${version}`,
    });
  });

  it("the addon has another contract", () => {
    using project = install();
    const other = `sha256-${"0".repeat(64)}`;
    const names = readdirSync(project.dist).filter((name) => name.endsWith(".js"));
    const chunks = names.map((name) => join(project.dist, name));
    for (const file of chunks.filter((chunk) =>
      readFileSync(chunk, "utf8").includes(contractHash),
    )) {
      patch(file, contractHash, other);
    }
    const facts = project.doctor();
    expect(facts.reason).toBe("version-mismatch");
    expect(facts.cause).toContain(other);
  });

  it("Node runs with --no-addons", () => {
    using project = install();
    expect(project.doctor({ flags: ["--no-addons"] }).reason).toBe("no-addons");
    expect(project.doctor({ env: { NODE_OPTIONS: "--no-addons" } }).reason).toBe("no-addons");
  });

  it("Node runs with the permission model", () => {
    using project = install();
    const facts = project.doctor({ flags: [permission, "--allow-fs-read=*"] });
    expect(facts.reason).toBe("permission");
    expect(facts.fix).toContain("--allow-addons");
  });

  it("the permission model forbids to read the package", () => {
    using project = install();
    const modules = resolve(project.dist, "..", "..");
    const flags = ["pintle", "commander"].map((name) => `--allow-fs-read=${join(modules, name)}/*`);
    const facts = project.doctor({ flags: [permission, ...flags] });
    expect(facts.reason).toBe("permission");
    expect(facts.fix).toContain("--allow-fs-read");
  });

  it("the file is not a library, or only a part of one", () => {
    using project = install();
    truncateSync(project.addon, 100_000);
    expect(project.doctor().reason).toBe("corrupt");
    writeFileSync(project.addon, "<html>Not found</html>");
    expect(project.doctor().reason).toBe("corrupt");
    truncateSync(project.addon, 0);
    expect(project.doctor().reason).toBe("corrupt");
  });

  it("the package lacks its addon", () => {
    using project = install();
    rmSync(project.addon);
    const facts = project.doctor();
    expect(facts).toMatchObject({
      reason: "missing-addon",
      found: `@pintle/${here} ${version}`,
      cause: `the package @pintle/${here} is installed, but lacks its addon, ${project.addon}`,
    });
    expect(facts.fix).toContain(".dockerignore");
    rmSync(join(project.folder, "prebuilds"), { recursive: true });
    expect(project.doctor()).toMatchObject({ reason: "missing-addon", cause: facts.cause });
  });

  it("a folder is where the addon should be", () => {
    using project = install();
    rmSync(project.addon);
    mkdirSync(project.addon);
    expect(project.doctor()).toMatchObject({ reason: "missing-addon" });
    const named = project.doctor({ env: { PINTLE_BINARY: project.addon } });
    expect(named).toMatchObject({ reason: "no-such-file", cause: "it is a folder, not a file" });
  });

  it.each(["", "{", "null"])("the package's package.json is %j", (text) => {
    using project = install();
    writeFileSync(join(project.folder, "package.json"), text);
    const facts = project.doctor();
    expect(facts.reason).toBe("corrupt");
    expect(facts.cause).toContain(`package.json of @pintle/${here} cannot be read`);
  });

  it.runIf(process.getuid?.() === 0)("the file may not be read by this user", () => {
    using project = install();
    chmodSync(project.addon, 0o600);
    const facts = project.doctor({ uid: 65534 });
    expect(facts.reason).toBe("permission");
    expect(facts.cause).toContain("EACCES");
    chmodSync(dirname(project.addon), 0o700);
    expect(project.doctor({ uid: 65534 }).reason).toBe("permission");
  });

  it("the file is not an addon built with Pintle", () => {
    using project = install();
    const file = join(project.folder, "other.cjs");
    writeFileSync(file, "exports.add = (a, b) => a + b;");
    expect(project.doctor({ env: { PINTLE_BINARY: file } }).reason).toBe("not-pintle");
    writeFileSync(file, "module.exports = null;");
    expect(project.doctor({ env: { PINTLE_BINARY: file } }).reason).toBe("not-pintle");
  });
});

it("loadAddon says the same of somebody's addon", () => {
  expect(thrown(() => loadAddon("lib"))).toMatchObject({
    reason: "no-such-file",
    details: { tried: ["lib: it is a folder, not a file"] },
  });
  const error = thrown(() => loadAddon("package-lock.json"));
  expect(error).toBeInstanceOf(PintleLoadError);
  expect(PintleError.is(error)).toBe(true);
  expect(error).toMatchObject({
    name: "PintleLoadError",
    code: "ERR_PINTLE_LOAD",
    reason: "not-pintle",
    details: { reason: "not-pintle", found: "a file that is not a dynamic library" },
  });
});

describe("an addon that does not fit", () => {
  const file = "target/fixtures/fixture.node";

  it("has another contract than the module was generated from", () => {
    const { hash } = loadAddon(file).contract["x-contract"];
    expect(loadAddon(file, { contract: hash }).contract["x-contract"].hash).toBe(hash);
    const other = `${hash.slice(0, -4)}beef`;
    const error = thrown(() => loadAddon(file, { contract: other }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_LOAD", reason: "version-mismatch" });
    expect(error.message).toContain(other);
    expect(error.message).toContain(`pintle schema --format typescript --addon ${file}`);
  });

  it("was built for another version of the interface", () => {
    using project = install();
    const file = join(project.folder, "other.cjs");
    for (const [version, fix] of [
      [undefined, "build the addon again"],
      [interfaceVersion - 1, "build the addon again"],
      [interfaceVersion + 1, "update the package pintle"],
    ] as const) {
      writeFileSync(file, `exports.initialize = () => {}; exports.interfaceVersion = ${version};`);
      delete createRequire(import.meta.url).cache[file];
      const error = thrown(() => loadAddon(file));
      expect(error).toMatchObject({ code: "ERR_PINTLE_LOAD", reason: "version-mismatch" });
      expect(error.message).toContain(fix);
    }
  });
});

describe.runIf(here.startsWith("linux") && here.endsWith("gnu"))("on Linux with glibc:", () => {
  it("the addon is for another architecture", () => {
    using project = install();
    const bytes = readFileSync(project.addon);
    bytes.writeUInt16LE(process.arch === "arm64" ? 62 : 183, 18);
    writeFileSync(project.addon, bytes);
    const other = process.arch === "arm64" ? "x64" : "arm64";
    const facts = project.doctor();
    expect(facts.reason).toBe("wrong-architecture");
    expect(facts.cause).toBe(`the addon is built for linux-${other}-gnu, but this is ${here}`);
  });

  it("the addon is for musl", () => {
    using project = install();
    patch(project.addon, "\0libc.so.6\0", "\0libc.so\0\0\0");
    const facts = project.doctor();
    expect(facts.reason).toBe("wrong-libc");
    expect(facts.cause).toBe(
      `the addon is built for ${here.replace("gnu", "musl")}, but this is ${here}`,
    );
  });

  it("the addon needs a newer glibc", () => {
    using project = install();
    const newest = inspect(built)?.glibc ?? "";
    patch(
      project.addon,
      `\0GLIBC_${newest}\0`,
      `\0GLIBC_9${".9".padEnd(newest.length - 1, "9")}\0`,
    );
    const facts = project.doctor();
    expect(facts.reason).toBe("old-glibc");
    expect(facts.cause).toMatch(/^the addon needs glibc 9\.9+, but this is glibc \d\.\d+$/);
  });
});

it("versions are compared by number", () => {
  const versions = ["2.100", "10.0", "2.17", "2.9"];
  expect(versions.toSorted(compareVersions)).toEqual(["2.9", "2.17", "2.100", "10.0"]);
});
