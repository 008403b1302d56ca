import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isCommandError, plan, text } from "../lib/index.ts";

const folder = mkdtempSync(join(tmpdir(), "my-addon-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, "words.txt");
writeFileSync(file, "one two\nthree");

describe("text.count", () => {
  it("counts words and lines", () => {
    expect(text.count("one two\nthree")).toEqual({ words: 3, lines: 2 });
    expect(text.count("one two\nthree", { shortest: 4 })).toEqual({ words: 1, lines: 2 });
  });

  it("says what is wrong with an argument", () => {
    expect(() => text.count(7 as never)).toThrow("text.count: text: expected a string, got 7");
  });
});

describe("text.countFiles", () => {
  it("counts the words of files and reports how far it is", async () => {
    const done: number[] = [];
    const onProgress = (progress: { readonly done: number }) => done.push(progress.done);
    expect(await text.countFiles([file, file], { onProgress })).toEqual(new Uint32Array([3, 3]));
    expect(done.at(-1)).toBe(2);
  });

  it("names the file that it cannot read", async () => {
    const error = await text.countFiles([file, "nowhere.txt"]).catch((error: unknown) => error);
    expect(isCommandError(error) && [error.code, error.pointer]).toEqual([
      "ERR_PINTLE_IO",
      "/paths/1",
    ]);
  });

  it("can be cancelled", async () => {
    const call = text.countFiles([file], { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
  });
});

it("works in a plan, which crosses to Rust once", async () => {
  const counts = plan((p, input: { readonly text: string; readonly paths: string[] }) => ({
    own: p.text.count(input.text).words,
    files: p.text.countFiles(input.paths),
  }));
  expect(await counts.run({ text: "a b", paths: [file] })).toEqual({
    own: 2,
    files: new Uint32Array([3]),
  });
});
