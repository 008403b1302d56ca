import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { text } from "../../index.ts";
import { folderOf, read } from "./text-files.ts";

const replacing = new URL("../fixtures/processes/replace.mjs", import.meta.url).pathname;

test("a process that is killed leaves each file as it was, or as it was to be", async () => {
  const before = `old\n${"nothing to replace\n".repeat(20_000)}old\n`;
  const after = before.replaceAll("old", "new");
  const names = Array.from({ length: 200 }, (_, i) => `${100 + i}`);
  const root = folderOf(Object.fromEntries(names.map((name) => [name, before])));
  // A file that is written is another one of that name.
  const written = () => names.map((name) => statSync(join(root, name)).ino).join();
  let halfway = 0;
  for (let round = 0; round < 20 && halfway < 3; round++) {
    const [from, to, whole] = round % 2 === 0 ? ["old", "new", after] : ["new", "old", before];
    const unwritten = written();
    const child = spawn(process.execPath, [replacing, root, from, to], { stdio: "pipe" });
    // What it writes first says that it reads.
    await once(child.stdout, "data");
    const end = performance.now() + 10_000;
    while (written() === unwritten && performance.now() < end) {
      // Killed as soon as one is written, so without giving anybody else a turn.
    }
    child.kill("SIGKILL");
    await once(child, "close");
    const contents = names.map((name) => read(root, name));
    expect(contents.every((content) => content === before || content === after)).toBe(true);
    halfway += Number(new Set(contents).size === 2);
    text.replaceSync(root, from, to, { write: true });
    expect(names.every((name) => read(root, name) === whole)).toBe(true);
  }
  expect(halfway, "none was killed in the middle").toBeGreaterThan(0);
});

test("a full disk leaves every file whole", () => {
  // A small disk of its own, which takes no rights of root.
  const script = `
    mount -t tmpfs -o size=1m none "$1" && cd "$1" || exit
    for name in a b c; do yes one | head -c 250000 > $name; done
    "$2" "$3" . one eleven
    cat a b c | tr -d '\\n' | sed 's/one//g; s/eleven//g' | wc -c
    ls -A`;
  const root = folderOf({});
  const args = ["--user", "--map-root-user", "--mount", "sh", "-c", script];
  const { stdout, stderr } = spawnSync(
    "unshare",
    [...args, "sh", root, process.execPath, replacing],
    {
      encoding: "utf8",
    },
  );
  expect(stderr).toBe("");
  const [letters, ...names] = stdout.trim().split("\n").slice(-4);
  const { paths, errors } = JSON.parse(
    stdout.slice(stdout.indexOf("{"), stdout.indexOf("}\n") + 1),
  );
  expect(errors).toMatchObject(Array(errors.length).fill({ code: "ERR_PINTLE_IO" }));
  expect(errors[0].message).toContain("ENOSPC");
  expect(paths.length + errors.length).toBe(3);
  expect(Number(letters)).toBe(0);
  expect(names).toEqual(["a", "b", "c"]);
  expect(readdirSync(join(root))).toEqual([]);
});
