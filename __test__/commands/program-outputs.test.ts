import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PintleError, program } from "../../index.ts";
import { failure } from "../failure.ts";

const node = process.execPath;
const run = (script: string, options?: Parameters<typeof program.run>[2]) =>
  program.run(node, ["-e", script], options);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-outputs-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("input", () => {
  const echo = "process.stdin.pipe(process.stdout)";

  test("can be text", async () => {
    expect((await run(echo, { stdinText: "žluť" })).stdout.text()).toBe("žluť");
  });

  test("can be a file", async () => {
    const file = join(folder, "input");
    writeFileSync(file, "of a file");
    expect((await run(echo, { stdinFile: file })).stdout.text()).toBe("of a file");
  });

  test("is one", async () => {
    const error = await failure(() => run(echo, { stdinText: "a", stdinFile: folder }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/stdinFile" });
  });
});

describe("the environment", () => {
  test("loses what is null", async () => {
    const script =
      "process.stdout.write(JSON.stringify(['A', 'PATH'].map((n) => n in process.env)))";
    const env = { A: "1", PATH: null };
    expect((await run(script, { env })).stdout.text()).toBe("[true,false]");
  });
});

describe("output", () => {
  test("can go into files", async () => {
    const [out, err] = [join(folder, "out"), join(folder, "err")];
    const script = "console.log('out'); console.error('err')";
    const result = await run(script, { stdoutFile: out, stderrFile: err });
    expect([result.stdout.length, result.stderr.length]).toEqual([0, 0]);
    expect([readFileSync(out, "utf8"), readFileSync(err, "utf8")]).toEqual(["out\n", "err\n"]);
  });

  test("can be one, in the order in which it was written", async () => {
    const script = `
      const { writeSync } = require("node:fs");
      for (let i = 0; i < 100; i += 1) writeSync(1 + (i % 2), i + "\\n");
    `;
    const { stdout, stderr } = await run(script, { mergeStderr: true });
    expect(stdout.lines()).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
    expect(stderr.length).toBe(0);
  });

  test("keeps its beginning and its end", async () => {
    const script = "for (let i = 0; i < 1e5; i += 1) console.log(i)";
    const result = await run(script, { maxOutputBytes: 21, overflow: "truncate" });
    expect(result.stdout.text()).toBe("0\n1\n2\n3\n4\n5998\n99999\n");
    expect(result.stdoutDropped).toBe(588_890 - 21);
    expect([result.exitCode, result.stderrDropped]).toEqual([0, 0]);
  });

  test("has lines", async () => {
    const lines = async (output: string) =>
      (await run(`process.stdout.write(${JSON.stringify(output)})`)).stdout.lines();
    expect(await lines("")).toEqual([]);
    expect(await lines("a\r\n\nb")).toEqual(["a", "", "b"]);
    expect(await lines("a\n\n")).toEqual(["a", ""]);
  });
});

describe("onLine", () => {
  test("hears lines while the program runs", async () => {
    // The program waits for what the listener does when it hears the first line.
    const gate = join(folder, "gate");
    const script = `
      const { existsSync } = require("node:fs");
      console.log("first");
      const timer = setInterval(() => {
        if (existsSync(${JSON.stringify(gate)})) { clearInterval(timer); console.log("last"); }
      }, 5);
    `;
    const heard: string[] = [];
    await run(script, {
      timeoutMs: 30_000,
      onLine: (line) => {
        heard.push(line);
        writeFileSync(gate, "");
      },
    });
    expect(heard).toEqual(["first", "last"]);
  });

  test("hears them beside onProgress, which counts bytes", async () => {
    const lines: string[] = [];
    const done: number[] = [];
    await run("console.log('ab'); console.error('c')", {
      onLine: (line, stream) => lines.push(`${stream} ${line}`),
      onProgress: (progress) => done.push(progress.done),
    });
    expect(lines.sort()).toEqual(["stderr c", "stdout ab"]);
    expect(done.at(-1)).toBe(5);
  });

  test("hears the lines before the error of a program that fails", async () => {
    const lines: string[] = [];
    const call = run("console.error('why'); process.exit(3)", {
      onLine: (line) => lines.push(line),
    });
    await expect(call).rejects.toSatisfy(PintleError.is);
    expect(lines).toEqual(["why"]);
  });

  test("holds up a program when nobody has time, and loses nothing", async () => {
    const numbers: number[] = [];
    let isFirst = true;
    await run("for (let i = 0; i < 5e5; i += 1) console.log(i)", {
      maxOutputBytes: 1000,
      overflow: "truncate",
      onLine: (line) => {
        numbers.push(Number(line));
        if (isFirst) {
          isFirst = false;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        }
      },
    });
    expect(numbers.length).toBe(5e5);
    expect(numbers.every((number, i) => number === i)).toBe(true);
  });
});
