import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { testFolder } from "../conformance/folder.ts";
import { host } from "../transports/host.ts";
import { awaited, isAlive, type Line, pintle, Running, read, Script, ways } from "./running.ts";

const env = { PINTLE_HOST: host() };
const timeout = 60_000;
const onUnix = process.platform !== "win32";

describe.runIf(onUnix).for(Object.entries(ways))("%s", ([, line]) => {
  it.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "is ended by %s, and what it has started too",
    { timeout },
    async (signal) => {
      // Some programs take a while to end, and some who end others say so twice.
      const script = new Script("trap 'sleep 0.2; exit' INT TERM HUP; ");
      const text = script.text.replace("exec sleep 60", "sleep 60 & wait");
      const running = new Running(line(text), env);
      const pid = await script.started();
      running.kill(signal);
      running.kill(signal);
      expect(await running.ended).toMatchObject({ code: null, signal });
      expect(isAlive(pid)).toBe(false);
    },
  );

  it("is ended immediately by a further signal", { timeout }, async () => {
    const script = new Script("trap '' TERM; ");
    const running = new Running(line(script.text), env);
    const pid = await script.started();
    try {
      let hasEnded = false;
      const ended = running.ended.finally(() => {
        hasEnded = true;
      });
      while (!hasEnded && running.process.exitCode === null) {
        running.kill("SIGTERM");
        await sleep(20);
      }
      expect(await ended).toMatchObject({ signal: "SIGTERM" });
      // It was not waited for.
      expect(isAlive(pid)).toBe(true);
    } finally {
      process.kill(pid, "SIGKILL");
    }
  });
});

describe.runIf(onUnix)("a process that is asked to end", () => {
  it("has timeout say so", { timeout }, () => {
    for (const words of [pintle.concat("call"), [host()]]) {
      const all = ["-k", "30", "1", ...words, "program.run", "sleep", "4321.5"];
      expect(spawnSync("timeout", all, { stdio: "ignore" }).status).toBe(124);
      const listed = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
      expect(listed).not.toContain("sleep 4321.5");
    }
  });

  it.for(["call", "run", "pintle-host METHOD", "pintle-host run"])(
    "ends the loop of a shell: %s",
    { timeout },
    async (way) => {
      const script = new Script();
      const { words } = (ways[way] as (script: string) => Line)(script.text);
      const loop = ["bash", "-c", 'for i in 1 2; do echo $i; "$@"; done; echo 3', "bash", ...words];
      const running = new Running({ words: loop });
      const pid = await script.started();
      running.kill("SIGINT", "group");
      const { signal, stdout } = await running.ended;
      expect(signal).toBe("SIGINT");
      expect(stdout).toMatch(/^1\n/);
      expect(stdout).not.toMatch(/^[23]$/m);
      expect(isAlive(pid)).toBe(false);
    },
  );

  it.for([pintle.concat("call"), [host()]])(
    "leaves no half of an archive: %s",
    { timeout },
    async (words) => {
      const folder = testFolder();
      const [from, to] = [join(folder, "from"), join(folder, "to")];
      mkdirSync(from);
      mkdirSync(to);
      writeFileSync(join(from, "large"), "");
      truncateSync(join(from, "large"), 8 * 2 ** 30);
      const create = ["archive.create", from, join(to, "large.tar.gz")];
      const running = new Running({ words: [...words, ...create] });
      while (readdirSync(to).length === 0 && running.process.exitCode === null) {
        await sleep(10);
      }
      running.kill("SIGTERM");
      expect(await running.ended).toMatchObject({ signal: "SIGTERM" });
      expect(readdirSync(to)).toEqual([]);
    },
  );

  // Nothing has begun: nobody waits until stdin ends, or what does not look up from its work.
  it.for<[string, Line]>([
    ["a repl where nothing runs", { words: [...pintle, "repl"], input: "1\n" }],
    ["one that is busy", { words: [...pintle, "repl"], input: "console.log(1);for(;;);\n" }],
    ["a plan for the host", { words: [host(), "run", "-"] }],
    ["the rest of a plan for the host", { words: [host()], input: '{"steps":[\n' }],
    ["bytes for the host", { words: [host(), "hash.bytes", "@-"] }],
  ])("ends the first time: %s", { timeout }, async ([, line]) => {
    const running = new Running(line);
    await (line.words.includes("repl") && running.process.stdout !== null
      ? once(running.process.stdout, "data")
      : running.reads());
    running.kill("SIGTERM");
    expect(await running.ended).toMatchObject({ code: null, signal: "SIGTERM" });
  });

  it("ends a conversation that has not begun, as one that has", { timeout }, async () => {
    const running = new Running({ words: [host()] });
    await running.reads();
    running.kill("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0, stdout: "" });
  });
});

describe.runIf(process.platform === "linux")("a signal that is ignored from the start", () => {
  it("is ignored by the host as well, as nohup wants it", { timeout }, async () => {
    const script = new Script();
    const words = [host(), "program.run", "sh", "--", "-c", script.text];
    const running = new Running({ words: ["nohup", ...words] });
    const pid = await script.started();
    running.kill("SIGHUP");
    running.kill("SIGHUP");
    process.kill(pid, "SIGKILL");
    expect(await running.ended).toMatchObject({ code: 1, signal: null });
  });
});

const python = spawnSync("python3", ["-c", "import pty"]).status === 0;

describe.runIf(onUnix && python)("at a terminal", () => {
  const at = (words: readonly string[]) =>
    new Running({ words: ["python3", "__test__/fixtures/processes/terminal.py", ...words] }, env);

  /** Waits until the terminal shows a text. */
  async function shows(running: Running, text: string): Promise<void> {
    let shown = "";
    for await (const chunk of running.process.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
      shown += chunk;
      if (shown.includes(text)) {
        return;
      }
    }
    throw new Error(`${text} is not in ${shown}`);
  }

  it.for(Object.keys(ways).filter((way) => !way.startsWith("repl")))(
    "Ctrl-C and closing it: %s",
    { timeout },
    async (way) => {
      for (const [typed, number] of [
        ["\x03", 2],
        [undefined, 1],
      ] as const) {
        const script = new Script();
        const running = at((ways[way] as (script: string) => Line)(script.text).words);
        const pid = await script.started();
        typed === undefined ? running.process.stdin?.end() : running.process.stdin?.write(typed);
        expect((await running.ended).stderr.trim()).toBe(`-${number}`);
        expect(isAlive(pid)).toBe(false);
      }
    },
  );

  it("Ctrl-C ends a question", { timeout }, async () => {
    const running = at([...pintle, "call", "math.add"]);
    await shows(running, "a (i32): ");
    running.process.stdin?.write("\x03");
    expect((await running.ended).stderr.trim()).toBe("-2");
  });

  /** A stream that was begun and that nobody reads at the moment. */
  const begun = (script: string) =>
    `a = program.lines("sh", ["-c", ${JSON.stringify(`echo 1; ${script}`)}]); (await a.next()).value\n`;

  it.for([
    ["what runs", awaited],
    ["a stream that is read", read],
    ["a stream that is not read at the moment", begun],
  ] as const)("Ctrl-C cancels %s in the repl, which goes on", { timeout }, async ([, typed]) => {
    const script = new Script();
    const running = at([...pintle, "repl"]);
    await shows(running, "pintle> ");
    running.process.stdin?.write(typed(script.text));
    const pid = await script.started();
    running.process.stdin?.write("\x03");
    while (isAlive(pid)) {
      await sleep(10);
    }
    running.process.stdin?.write("math.add(1000000, 234567)\n.exit\n");
    const { stdout, stderr } = await running.ended;
    expect(stdout).toContain("1234567");
    expect(stderr.trim()).toBe("0");
  });
});
