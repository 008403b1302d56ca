/** Panics that no call reports are printed as Rust prints them, and the process goes on. */

import { describe, expect, test } from "vitest";
import { limit, run } from "../fixtures/processes/run.ts";

/** The line that Rust prints for a panic, with the one after it. */
const printed = (thread: string, message: string) =>
  new RegExp(
    `thread '${thread}' (\\(\\d+\\) )?panicked at .*beside\\.rs:\\d+:\\d+:\\n${message}\\n`,
    "g",
  );

describe.concurrent("a panic", { timeout: limit }, () => {
  test.each([
    ["of a thread that a command has started", "alone", "a thread"],
    ["with something that is not a text", "payload", "Box<dyn Any>"],
    ["of what another thread drops", "dropping", "dropped beside"],
  ])("%s", async (_, name, message) => {
    const { code, stdout, stderr } = await run("beside", [name]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "done\n" });
    expect(stderr.match(printed("beside", message))).toHaveLength(2);
  });

  test("of a job that a command gave to the pool, which loses no thread by it", async () => {
    const { code, stdout, stderr } = await run("beside", ["job"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "done\n" });
    expect(stderr.match(printed("pintle", "a job"))).toHaveLength(300);
  });

  test("of what a command does when it is cancelled, which others hear of all the same", async () => {
    const { code, stdout, stderr } = await run("beside", ["action"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "done\n" });
    expect(stderr.match(printed("[^']+", "an action"))).toHaveLength(1);
  });

  test("that ends the process, with the one before it", async () => {
    const { code, stdout, stderr } = await run("beside", ["twice"]);
    expect({ code, stdout }).toEqual({ code: null, stdout: "" });
    const [first, second] = ["the first", "the second"].map((text) => stderr.indexOf(text));
    expect(first).toBeGreaterThan(-1);
    expect(second).toBeGreaterThan(first as number);
    expect(stderr.match(/the first/g)).toHaveLength(1);
  });

  test("that a call reports is not printed", async () => {
    expect(await run("beside", ["reported"])).toEqual({ code: 0, stdout: "done\n", stderr: "" });
  });
});
