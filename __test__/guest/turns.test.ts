/** Guests that wait for their turn, and their host. */

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { hash, type Policy, runGuest } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { relay } from "./wat.ts";

test("guests whose calls wait for their turn keep no threads from their host", async () => {
  const base = testFolder();
  const work = join(base, "work");
  mkdirSync(work);
  writeFileSync(join(base, "text"), "abc");
  const script = "touch started.$$; until [ -e go ]; do sleep 0.05; done";
  const policy: Policy = {
    version: 1,
    roots: { work: { path: work, access: "write" } },
    programs: {
      wait: {
        program: "/bin/sh",
        prefix: ["-c", script],
        args: ["wait"],
        cwd: { under: "work" },
        env: { PATH: "/usr/bin:/bin" },
      },
    },
    limits: { concurrency: 1 },
  };
  const wait = { method: "program.run", params: { program: "wait", args: ["wait"] } };
  const input = { concurrency: 64, steps: Array(64).fill(wait) };
  const ended: string[] = [];
  const guests = ["guest", "guest"].map(async (name) => {
    const report = await runGuest(relay, { policy, input, limits: { timeoutMs: 600_000 } });
    ended.push(name);
    return report;
  });
  while (readdirSync(work).length < 2) {
    await sleep(5);
  }
  for (let index = 0; index < 100; index += 1) {
    expect(await hash.file(join(base, "text"), { algorithm: "md5" })).toBe(
      "900150983cd24fb0d6963f7d28e17f72",
    );
  }
  ended.push("host");
  writeFileSync(join(work, "go"), "");
  const reports = await Promise.all(guests);
  expect(reports).toMatchObject([{ ok: true }, { ok: true }]);
  expect(ended).toEqual(["host", "guest", "guest"]);
}, 120_000);
