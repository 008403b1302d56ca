import { describe, expect, test } from "vitest";
import { limit, run } from "../fixtures/processes/run.ts";

const mebibyte = 2 ** 20;

async function grown(way: string): Promise<number> {
  const { code, stdout, stderr } = await run("transfer-memory", [way]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(stdout) as { grown: number }).grown;
}

describe("256 MiB for a blocking command", { timeout: limit }, () => {
  test("take no more memory when they are transferred", async () => {
    expect(await grown("transfer")).toBeLessThan(16 * mebibyte);
  });

  test("take as much again when they are not", async () => {
    expect(await grown("copy")).toBeGreaterThan(200 * mebibyte);
  });
});

test("memory is freed when its call ends: 8 GB in calls one after the other", {
  timeout: limit,
}, async () => {
  expect(await grown("many")).toBeLessThan(64 * mebibyte);
});

describe("memory that is read", { timeout: limit }, () => {
  test("stays until the calls of a thread that ends have ended", async () => {
    expect(await run("transfer-workers")).toEqual({ code: 0, stdout: "done\n", stderr: "" });
  });

  test.each(["lend", "lendAsync"])("does not hold up process.exit(): %s", async (work) => {
    expect(await run("exit", [work])).toEqual({ code: 7, stdout: "", stderr: "" });
  });
});
