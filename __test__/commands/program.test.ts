import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { describe, expect, test } from "vitest";
import { program } from "../../index.ts";
import { failure } from "../failure.ts";

/** A program that every system with Node has. */
const node = process.execPath;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const utf8 = (value: string) => new TextEncoder().encode(value);

describe("program.run", () => {
  test("returns what the program wrote, and how it ended", async () => {
    const script = "process.stdout.write('out'); process.stderr.write('err')";
    const result = await program.run(node, ["-e", script]);
    expect(text(result.stdout)).toBe("out");
    expect(text(result.stderr)).toBe("err");
    expect(result).toMatchObject({ exitCode: 0, signal: null });
    expect(result.durationMs).toBeGreaterThan(0);
  });

  test("waits, as runSync", () => {
    const result = program.runSync(node, ["-p", "6 * 7"]);
    expect(text(result.stdout)).toBe("42\n");
  });

  test("hands over input, environment and folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pintle-run-"));
    try {
      writeFileSync(join(folder, "here"), "");
      const script = `
        const { existsSync, readFileSync } = require("node:fs");
        const input = readFileSync(0, "utf8");
        process.stdout.write(JSON.stringify([input, process.env.PINTLE_TEST, existsSync("here")]));
      `;
      const result = await program.run(node, ["-e", script], {
        stdin: utf8("ä"),
        env: { PINTLE_TEST: "x y" },
        cwd: folder,
      });
      expect(JSON.parse(text(result.stdout))).toEqual(["ä", "x y", true]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("hands over arguments as they are, without a shell", async () => {
    const args = ["a b", '"', "$HOME", "*", "", "\\"];
    const script = "console.log(JSON.stringify(process.argv.slice(1)))";
    const result = await program.run(node, ["-e", script, "--", ...args]);
    expect(JSON.parse(text(result.stdout))).toEqual(args);
  });

  test("rejects on an exit code other than 0, unless check is false", async () => {
    const args = ["-e", "console.error('why'); process.exit(3)"];
    const error = await failure(() => program.run(node, args));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_PROGRAM_FAILED",
      command: "program.run",
      pointer: "",
      details: { exitCode: 3, signal: null, stdout: "", stderr: "why\n" },
    });
    expect((await program.run(node, args, { check: false })).exitCode).toBe(3);
  });

  test.each([
    ["ERR_PINTLE_PROGRAM_NOT_FOUND", "/program", () => program.runSync("pintle-no-such-program")],
    ["ERR_PINTLE_IO", "/cwd", () => program.runSync(node, [], { cwd: join(tmpdir(), "no/such") })],
    ["ERR_PINTLE_INVALID_VALUE", "/args/1", () => program.runSync(node, ["a", "b\0"])],
    [
      "ERR_PINTLE_INVALID_VALUE",
      "/env/A=B",
      () => program.runSync(node, [], { env: { "A=B": "" } }),
    ],
    ["ERR_PINTLE_OUT_OF_RANGE", "/timeoutMs", () => program.runSync(node, [], { timeoutMs: -1 })],
    ["ERR_PINTLE_INVALID_TYPE", "/program", () => program.runSync(3 as never)],
    ["ERR_PINTLE_INVALID_TYPE", "/args/0", () => program.runSync(node, [3 as never])],
    [
      "ERR_PINTLE_UNKNOWN_ARG",
      "/tiemoutMs",
      () => program.runSync(node, [], { tiemoutMs: 1 } as never),
    ],
  ])("throws %s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({ code, pointer });
  });

  test("ends a program whose time is up", async () => {
    const args = ["-e", "setInterval(() => {}, 1000)"];
    const error = await failure(() =>
      program.run(node, args, { timeoutMs: 200, killGraceMs: 500 }),
    );
    expect(error).toMatchObject({ code: "ERR_PINTLE_TIMEOUT", pointer: "/timeoutMs" });
  });

  test("ends a program that writes too much, and keeps the beginning", async () => {
    const args = ["-e", "process.stdout.write('x'.repeat(1e6))"];
    const error = await failure(() => program.run(node, args, { maxOutputBytes: 10 }));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_OUTPUT_LIMIT",
      pointer: "/maxOutputBytes",
      details: { stdout: "xxxxxxxxxx" },
    });
  });

  test("ends when its signal aborts", async () => {
    const abort = new AbortController();
    const reason = new Error("enough");
    setTimeout(() => abort.abort(reason), 100);
    const args = ["-e", "setInterval(() => {}, 1000)"];
    const error = await failure(() => program.run(node, args, { signal: abort.signal }));
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(error.cause).toBe(reason);
  });

  test("runs many simultaneously", async () => {
    const runs = Array.from({ length: 8 }, (_, index) => program.run(node, ["-p", `${index}`]));
    const outputs = (await Promise.all(runs)).map((result) => text(result.stdout).trim());
    expect(outputs).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  });
});

describe("program.which", () => {
  test("finds a program", async () => {
    const path = await program.which("node");
    expect(isAbsolute(path)).toBe(true);
    expect(program.whichSync("node")).toBe(path);
  });

  test("lists where it looked", async () => {
    const folder = tmpdir();
    const error = await failure(() => program.which("pintle-no-such-program", { path: folder }));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_PROGRAM_NOT_FOUND",
      pointer: "/program",
      details: { program: "pintle-no-such-program", searched: [folder] },
    });
  });
});
