/** Streams of built-in commands in plans, whose consumers use the folders that they read. */

import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Policy } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { callers } from "./callers.ts";

const env = { PATH: "/usr/bin:/bin" };

describe.each(Object.entries(callers))("%s", (_, connect) => {
  describe.each([1, 4])("when %i may run simultaneously", (concurrency) => {
    /** A caller who may do anything in a folder with many files. */
    function open(files: number) {
      const base = testFolder();
      const [many, work] = [join(base, "many"), join(base, "work")];
      mkdirSync(many);
      mkdirSync(work);
      for (let index = 0; index < files; index += 1) {
        writeFileSync(join(many, String(index)), "");
      }
      const cwd = { under: "work", access: "write" } as const;
      // It must be alone in its folder.
      const alone = "mkdir busy || touch canary; rmdir busy";
      const policy: Policy = {
        version: 1,
        roots: {
          many: { path: "./many", access: "write" },
          work: { path: "./work", access: "write" },
        },
        commands: {
          "tree.entries": { root: { under: "many" } },
          "tree.remove": { path: { under: "work" } },
          "hash.files": { root: { under: "many" }, paths: { under: "many" } },
        },
        programs: {
          alone: { program: "/bin/sh", prefix: ["-c", alone], args: [], cwd, env },
          count: { program: "/usr/bin/seq", args: [{ pattern: "[0-9]+" }], cwd },
        },
        limits: { concurrency },
      };
      writeFileSync(join(base, "policy.json"), JSON.stringify(policy));
      const caller = connect(join(base, "policy.json"));
      onTestFinished(() => caller.close());
      return { caller, many, work, canary: join(work, "canary") };
    }

    test("each file is hashed, and others are written, while more are found", async () => {
      const { caller, many, work } = open(3000);
      const entries = { id: "entries", method: "tree.entries", params: { root: many } };
      const each = {
        id: "each",
        forEach: { resultOf: "entries" },
        steps: [
          {
            id: "hash",
            method: "hash.files",
            params: { root: many, paths: [null] },
            refs: { "/paths/0": { item: "/path" } },
          },
          { id: "remove", method: "tree.remove", params: { path: join(work, "no such") } },
        ],
        outputs: { item: "/path" },
      };
      const plan = { steps: [entries, each], outputs: { paths: { resultOf: "each" } } };
      const { result } = (await caller.runPlan(plan)) as {
        result: { ok: boolean; outputs: { paths: string[] } };
      };
      expect(result).toMatchObject({ ok: true });
      expect(result.outputs.paths.sort()).toEqual(readdirSync(many).sort());
    });

    test("programs that must be alone run for each", async () => {
      const { caller, many, canary } = open(20);
      const entries = { id: "entries", method: "tree.entries", params: { root: many } };
      const alone = { method: "program.run", params: { program: "alone", args: [] } };
      const each = { id: "each", forEach: { resultOf: "entries" }, ...alone };
      const plan = {
        concurrency: 4,
        steps: [entries, each, { id: "other", ...alone }],
        outputs: {},
      };
      expect(await caller.runPlan(plan)).toMatchObject({ result: { ok: true } });
      expect(existsSync(canary)).toBe(false);
    });

    test("the lines of a program are collected first", async () => {
      const { caller, canary } = open(0);
      const lines = {
        id: "lines",
        method: "program.lines",
        params: { program: "count", args: ["20"] },
      };
      const alone = { method: "program.run", params: { program: "alone", args: [] } };
      const each = { id: "each", forEach: { resultOf: "lines" }, ...alone };
      const plan = { concurrency: 4, steps: [lines, each], outputs: {} };
      expect(await caller.runPlan(plan)).toMatchObject({ result: { ok: true } });
      expect(existsSync(canary)).toBe(false);
    });
  });
});
