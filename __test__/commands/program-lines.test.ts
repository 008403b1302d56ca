import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { connect, plan, program, stdio } from "../../index.ts";
import { failure } from "../failure.ts";
import { all } from "../streams/all.ts";
import { host } from "../transports/host.ts";

type Options = NonNullable<Parameters<typeof program.run>[2]>;

const lines = (script: string, options?: Options) => program.lines("sh", ["-c", script], options);

const texts = async (script: string, options?: Options) =>
  (await all(lines(script, options))).map(({ text }) => text);

/** Whether a process runs, and is not one that only waits to be forgotten. */
function runs(pid: string): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("program.lines", () => {
  test("returns the lines of both outputs", async () => {
    const found = await all(lines("echo out; echo err >&2; printf 'a\\r\\n\\n\\377'"));
    const of = (name: string) =>
      found.flatMap(({ stream, text }) => (stream === name ? [text] : []));
    expect(of("stdout")).toEqual(["out", "a", "", "\ufffd"]);
    expect(of("stderr")).toEqual(["err"]);
    expect(found).toHaveLength(5);
    const merged = await all(lines("echo 1; echo 2 >&2; echo 3", { mergeStderr: true }));
    expect(merged).toEqual(["1", "2", "3"].map((text) => ({ stream: "stdout", text })));
    expect(program.linesSync("sh", ["-c", "echo 1; echo 2"])).toHaveLength(2);
  });

  test("returns them as they come", async () => {
    // It waits for what the consumer writes after the first line.
    const script = "echo first; until [ -e $0 ]; do sleep 0.01; done; rm $0; echo second";
    const path = `/tmp/pintle-lines-${process.pid}`;
    const found: string[] = [];
    for await (const { text } of program.lines("sh", ["-c", script, path])) {
      found.push(text);
      if (text === "first") {
        execFileSync("touch", [path]);
      }
    }
    expect(found).toEqual(["first", "second"]);
  });

  test("every line, however slow its consumer is, and beyond what run keeps", async () => {
    const expected = execFileSync("seq", ["300000"], { encoding: "utf8", maxBuffer: 1e8 })
      .trimEnd()
      .split("\n");
    expect(await texts("seq 300000", { overflow: "truncate", maxOutputBytes: 10 })).toEqual(
      expected,
    );
    const found: string[] = [];
    for await (const { text } of lines("seq 20000")) {
      found.push(text);
      if (found.length % 1000 === 0) {
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
    expect(found).toEqual(expected.slice(0, 20_000));
    let bytes = 0;
    for await (const { text } of lines("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end")) {
      bytes += text.length;
    }
    expect(bytes).toBe(3_000_003);
  });

  test.each<[string, Options]>([
    ["seq 3; echo why >&2; exit 3", {}],
    ["seq 3; kill -9 $$", {}],
    ["seq 3; exec sleep 10", { timeoutMs: 300 }],
    ["seq 3; exec no-such-program-at-all", {}],
  ])("fails as program.run does, after its lines: %s", async (script, options) => {
    const found: string[] = [];
    const error = await failure(async () => {
      for await (const { stream, text } of lines(script, options)) {
        if (stream === "stdout") {
          found.push(text);
        }
      }
    });
    const twin = await failure(() => program.run("sh", ["-c", script], options));
    const { command: _, message: said, ...rest } = error.toJSON();
    const { command: __, message, ...expected } = twin.toJSON();
    expect(rest).toEqual(expected);
    expect(said).toBe(message.replace("program.run", "program.lines"));
    expect(found).toEqual(["1", "2", "3"]);
  });

  test("fails before it starts as program.run does", async () => {
    const calls: [string, string[], Options][] = [
      ["no-such-program-at-all", [], {}],
      ["", [], {}],
      ["sh", ["a\0b"], {}],
      ["sh", [], { timeoutMs: -1 }],
      ["sh", [], { stdinText: "a", stdinFile: "/dev/null" }],
      ["sh", [], { cwd: "/no/such/folder" }],
    ];
    for (const call of calls) {
      const error = await failure(() => program.lines(...call).next());
      const twin = await failure(() => program.run(...call));
      expect([error.code, error.pointer]).toEqual([twin.code, twin.pointer]);
    }
    expect((await all(program.lines("sh", ["-c", "exit 3"], { check: false }))).length).toBe(0);
  });

  test("too much output ends it", async () => {
    const error = await failure(() => all(lines("yes", { maxOutputBytes: 100_000 })));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_OUTPUT_LIMIT",
      pointer: "/maxOutputBytes",
      message: "program.lines: maxOutputBytes: sh wrote more than 100000 bytes of output",
    });
  });

  test.runIf(process.platform === "linux")("leaving the loop ends everything", async () => {
    const script = "sleep 1000 & echo $!; echo $$; yes";
    for (const leave of ["break", "throw", "signal", "never started"]) {
      const pids: string[] = [];
      const controller = new AbortController();
      const { signal } = controller;
      const left = new Error("left");
      const loop = async () => {
        for await (const { text } of lines(script, { overflow: "truncate", signal })) {
          if (pids.push(text) === 2) {
            expect(pids.every(runs)).toBe(true);
            if (leave === "throw") {
              throw left;
            }
            if (leave === "break") {
              break;
            }
          }
          if (leave === "signal" && pids.length === 5000) {
            controller.abort(left);
          }
        }
      };
      if (leave === "never started") {
        await lines(script).return?.();
        continue;
      }
      const end = await loop().catch((error) => error);
      if (leave === "signal") {
        expect(end).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: left });
      } else {
        expect(end).toBe(leave === "throw" ? left : undefined);
      }
      expect(pids.slice(0, 2).filter(runs)).toEqual([]);
    }
  });

  test("the program is not far ahead of its consumer", async () => {
    const path = `/tmp/pintle-lines-ahead-${process.pid}`;
    // Writes after each KiB how many it has written. The shell writes line by line.
    const script =
      'line=$(printf %1023s); n=0; while :; do echo "$line"; n=$((n + 1)); echo $n > $0; done';
    const written = () => Number(readFileSync(path, "utf8"));
    let taken = 0;
    for await (const _ of program.lines("sh", ["-c", script, path], { overflow: "truncate" })) {
      taken += 1;
      if (taken === 1 || taken === 3000) {
        // Until it waits. If it only has a pause, it is less far ahead than it may be.
        for (let before = -1; before !== written(); await sleep(300)) {
          before = written();
        }
        expect(written() - taken).toBeLessThan(1024);
      }
      if (taken === 3000) {
        break;
      }
    }
    rmSync(path);
  });

  test("input reaches it", async () => {
    expect(await texts("cat", { stdinText: "a\nb" })).toEqual(["a", "b"]);
    expect(await texts("echo $A", { env: { A: "x" } })).toEqual(["x"]);
  });

  test("over stdio, and in a plan", async () => {
    await using client = await connect({ transport: stdio({ command: host() }) });
    const found = await all(client.program.lines("seq", ["50000"]));
    expect(found.map(({ text }) => Number(text))).toEqual(
      Array.from({ length: 50_000 }, (_, index) => index + 1),
    );
    for await (const { text } of client.program.lines("yes", [], { overflow: "truncate" })) {
      expect(text).toBe("y");
      break;
    }
    const error = await failure(() => all(client.program.lines("sh", ["-c", "exit 3"])));
    expect(error).toMatchObject({ code: "ERR_PINTLE_PROGRAM_FAILED", details: { exitCode: 3 } });
    const found2 = plan((p) =>
      p.each(p.program.lines("printf", ["sh\\nls\\n"]), (line) => p.program.which(line.text)),
    );
    expect(await found2.run()).toEqual([program.whichSync("sh"), program.whichSync("ls")]);
  });
});
