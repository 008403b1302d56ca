import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { runGuest } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { large, padded } from "./large.ts";

const run = promisify(execFile);
const dist = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));

/** Runs the files as guests in a process of its own, which must survive all of them. */
async function inProcess(files: readonly string[]) {
  const script = `
    import { runGuest } from ${JSON.stringify(dist("index.js"))};
    const answers = [];
    for (const file of ${JSON.stringify(files)}) {
      const limits = { moduleBytes: 2 ** 28, timeoutMs: 60_000 };
      answers.push(await runGuest(file, { limits }).catch(({ code, message }) => ({ code, message })));
    }
    console.log(JSON.stringify({ answers, peak: process.resourceUsage().maxRSS }));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    timeout: 300_000,
  });
  return JSON.parse(stdout) as { answers: unknown[]; peak: number };
}

test("a module with very much of something does not end the process", async () => {
  const folder = testFolder();
  mkdirSync(folder, { recursive: true });
  const cases = large(40).map(([name, wasm, says]) => {
    const file = join(folder, `${name}.wasm`);
    writeFileSync(file, wasm());
    return { file, says };
  });
  const { answers, peak } = await inProcess(cases.map(({ file }) => file));
  const expected = cases.map(({ says }) => ({
    code: "ERR_PINTLE_INVALID_GUEST",
    message: expect.stringContaining(says),
  }));
  expect(answers).toEqual(expected);
  expect(peak).toBeLessThan(700_000);
}, 300_000);

test("a module may have so many bytes", async () => {
  const file = join(testFolder(), "large.wasm");
  const wasm = padded(16 << 20);
  writeFileSync(file, wasm);
  for (const given of [wasm, file]) {
    expect(await failure(() => runGuest(given))).toMatchObject({
      code: "ERR_PINTLE_INVALID_VALUE",
      pointer: "/wasm",
      message: expect.stringContaining("more than the 16777216 bytes"),
    });
    expect(await runGuest(given, { limits: { moduleBytes: wasm.length } })).toBe(null);
  }
  // A file that has no end is read no further than it may be long.
  expect(await failure(() => runGuest("/dev/zero"))).toMatchObject({ pointer: "/wasm" });
});

test("at the command line, a module that is too large is a fault of what was typed", async () => {
  const file = join(testFolder(), "large.wasm");
  writeFileSync(file, padded(1000));
  const guest = (...args: string[]) =>
    run(process.execPath, [dist("cli.js"), "guest", "run", file, ...args]);
  await expect(guest("--module-bytes", "1000")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("bytes allowed"),
  });
  expect((await guest()).stdout).toBe("null\n");
});
