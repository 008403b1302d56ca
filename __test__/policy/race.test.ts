/** Somebody swaps a folder for a link out of the root, as fast as they can, while calls are made. */

import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import { hash } from "../../index.ts";
import { folder } from "../conformance/folder.ts";
import { callers } from "./callers.ts";
import { ground, secret } from "./ground.ts";

/** How long each caller is given the chance to fail. */
const TIME_MS = 2000;

const { path, remove } = folder();
const there = ground(path);
afterAll(remove);

/** A folder with what is swapped: a folder like the one outside, and a link to that. */
function swapped() {
  const base = mkdtempSync(join(there.work, "swapped-"));
  mkdirSync(join(base, "inside"));
  writeFileSync(join(base, "inside", "secret.txt"), "nothing of interest");
  symlinkSync("../../outside", join(base, "out"));
  return { base, race: join(base, "race") };
}

/** Runs on a separate thread, so that it can swap at any moment. */
const swap = `
  const { renameSync } = require("node:fs");
  const { workerData: { base, race } } = require("node:worker_threads");
  for (;;) {
    for (const name of ["inside", "out"]) {
      renameSync(base + "/" + name, race);
      for (let spin = 0; spin < Math.random() * 20000; spin += 1);
      renameSync(race, base + "/" + name);
    }
  }`;

describe.each(Object.entries(callers))("%s", (_, connect) => {
  test("what is outside is never read", { timeout: 60_000 }, async () => {
    const { base, race } = swapped();
    const file = join(there.outside, "secret.txt");
    const forbidden = [
      secret,
      Buffer.from(readFileSync(file)).toString("base64"),
      await hash.file(file),
      await hash.tree(there.outside).then(({ digest }) => digest),
    ];
    const calls = [
      ["hash.file", { path: join(race, "secret.txt") }],
      ["hash.files", { root: race, paths: ["secret.txt"] }],
      ["hash.tree", { root: race }],
      ["program.run", { program: "secret here", args: ["secret.txt"], cwd: race }],
    ] as const;

    const caller = connect(there.policy);
    const thread = new Worker(swap, { eval: true, workerData: { base, race } });
    const heard = { results: 0, errors: 0 };
    try {
      const end = performance.now() + TIME_MS;
      while (performance.now() < end || heard.results === 0 || heard.errors === 0) {
        for (const [method, params] of calls) {
          const answer = await caller.call(method, params);
          const text = JSON.stringify(answer);
          expect(forbidden.filter((one) => text.includes(one))).toEqual([]);
          heard[answer.error === undefined ? "results" : "errors"] += 1;
        }
      }
    } finally {
      await thread.terminate();
      await caller.close();
    }
    expect(Math.min(heard.results, heard.errors)).toBeGreaterThan(0);
  });
});
