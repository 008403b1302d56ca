/** A program whose rule looks at a folder before it starts finds there what was looked at, until its end. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Caller, callers } from "./callers.ts";

let base: string;
let policy: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "pintle-turns-")));
  mkdirSync(join(base, "work/empty"), { recursive: true });
  writeFileSync(join(base, "work/file"), "text");
  policy = join(base, "policy.json");
  const under = { under: ["work", "inner"] };
  writeFileSync(
    policy,
    JSON.stringify({
      version: 1,
      roots: {
        work: { path: "work", access: "write" },
        inner: { path: "work/empty", access: "write" },
      },
      commands: {
        "tree.copy": { from: { under: "work" }, to: under },
        "tree.remove": { path: under },
      },
      programs: {
        // It looks several times into a folder that its rule wants to be empty.
        look: {
          program: "/bin/sh",
          prefix: ["-c", "ls -A; for i in 1 2 3 4 5; do sleep 0.01; ls -A; done"],
          args: [],
          cwd: { under: "inner" },
          without: ["*"],
          env: { PATH: "/usr/bin:/bin" },
        },
      },
      limits: { calls: 1_000_000 },
    }),
  );
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Puts a file into the folder and takes it out again, as fast as it may, and says how often. */
async function write(caller: Caller, isLooking: () => boolean): Promise<number> {
  const to = join(base, "work/empty/file");
  let written = 0;
  while (isLooking()) {
    const copied = await caller.call("tree.copy", { from: join(base, "work/file"), to });
    expect(copied).toMatchObject({ result: { files: 1 } });
    expect(await caller.call("tree.remove", { path: to })).toMatchObject({ result: { files: 1 } });
    written += 1;
  }
  return written;
}

// The sessions of this process would block the thread that the other one needs.
const connect = callers["stdio lines"] as (policy: string) => Caller;

test("and another process writes nothing there meanwhile", { timeout: 120_000 }, async () => {
  const [looker, writer] = [connect(policy), connect(policy)];
  let looking = true;
  const writing = write(writer, () => looking);
  const seen = { nothing: 0, refused: 0 };
  while (seen.nothing < 10 || seen.refused < 1) {
    const cwd = join(base, "work/empty");
    const { result, error } = await looker.call("program.run", { program: "look", cwd });
    if (error) {
      expect(error).toMatchObject({ code: "ERR_PINTLE_DENIED", pointer: "/cwd" });
      seen.refused += 1;
    } else {
      expect(result).toMatchObject({ exitCode: 0, stdout: "" });
      seen.nothing += 1;
    }
  }
  looking = false;
  expect(await writing).toBeGreaterThan(0);
  await Promise.all([looker.close(), writer.close()]);
});
