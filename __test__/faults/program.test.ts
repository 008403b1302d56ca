import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, shell } from "./elsewhere.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-program-"));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Only root can make a program that becomes root. */
test.runIf(process.getuid?.() === 0)(
  "a time limit ends the call, though the program runs as somebody who cannot be signalled",
  { timeout: 60_000 },
  () => {
    const become = join(folder, "become");
    copyFileSync("/usr/bin/setpriv", become);
    chmodSync(become, 0o4755);
    const args = ["--reuid", "0", "--regid", "0", "--clear-groups", "sleep", "40"];
    const options = { timeoutMs: 200, killGraceMs: 100 };
    const run = call("program.run", become, args, options);
    try {
      const nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups";
      const [outcome] = shell(`timeout 30 ${nobody} ${run}`);
      expect(outcome?.error).toMatchObject({
        code: "ERR_PINTLE_TIMEOUT",
        pointer: "/timeoutMs",
        details: { exitCode: null, signal: null, pipesOpen: true },
      });
    } finally {
      execFileSync("pkill", ["-KILL", "-f", "^sleep 40$"]);
    }
  },
);
