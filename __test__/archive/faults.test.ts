import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { archive } from "../../index.ts";
import { ground, makeTree, tool, useGround } from "./trees.ts";

useGround();

/** Pintle as it was built; tests run in the checkout. */
const entry = JSON.stringify(resolve("dist/index.js"));

/** Node, with a script that may import Pintle as it was built. */
const node = (script: string) => [
  "--input-type=module",
  "-e",
  `import { archive } from ${entry};${script}`,
];

/** Many files, so that there is time to interfere. */
function pack(files: number, size: number): string {
  mkdirSync(join(ground.path, "many"));
  for (let i = 0; i < files; i++) {
    writeFileSync(join(ground.path, "many", `${i}`), Buffer.alloc(size, `${i} `));
  }
  tool("tar", ["-czf", "many.tgz", "many"]);
  return join(ground.path, "many.tgz");
}

describe.skipIf(process.platform !== "linux")("a full disk", () => {
  /** Runs a script with a file system of 2 MiB at `small`, which only that script sees. */
  function onSmallDisk(script: string) {
    const small = join(ground.path, "small");
    mkdirSync(small);
    const mount = `mount -t tmpfs -o size=2m tmpfs '${small}' && exec "$@"`;
    const own = process.getuid?.() === 0 ? ["-m"] : ["-Urm"];
    const args = [...own, "sh", "-c", mount, "sh", process.execPath, ...node(script)];
    const { status, stdout, stderr } = spawnSync("unshare", args, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return JSON.parse(stdout);
  }

  test("ends extract with ENOSPC and leaves nothing", () => {
    const path = pack(100, 100_000);
    const found = onSmallDisk(`
      import { readdirSync } from "node:fs";
      const error = await archive.extract(${JSON.stringify(path)}, "${ground.path}/small/into").catch((e) => e);
      const { code, pointer, details } = error;
      console.log(JSON.stringify({ code, pointer, errno: details.errno, left: readdirSync("${ground.path}/small") }));
    `);
    expect(found).toEqual({ code: "ERR_PINTLE_IO", pointer: "/into", errno: "ENOSPC", left: [] });
  });

  test("ends create with ENOSPC and leaves what was there", () => {
    writeFileSync(join(ground.path, "noise"), randomBytes(4_000_000));
    const found = onSmallDisk(`
      import { readdirSync, readFileSync, writeFileSync } from "node:fs";
      writeFileSync("${ground.path}/small/a.tgz", "before");
      const error = await archive.create("${ground.path}", "${ground.path}/small/a.tgz", { files: ["noise"] }).catch((e) => e);
      const { code, pointer, details } = error;
      const left = readdirSync("${ground.path}/small");
      console.log(JSON.stringify({ code, pointer, errno: details.errno, left, text: readFileSync("${ground.path}/small/a.tgz", "utf8") }));
    `);
    expect(found).toEqual({
      code: "ERR_PINTLE_IO",
      pointer: "/archive",
      errno: "ENOSPC",
      left: ["a.tgz"],
      text: "before",
    });
  });
});

describe("a process that is killed", () => {
  test("leaves no torn file under its name, and the next run succeeds", async () => {
    const path = pack(2000, 20_000);
    const into = join(ground.path, "into");
    mkdirSync(into);
    writeFileSync(join(into, "mine"), "mine");
    let killed = 0;
    for (const delay of [20, 60, 120, 200]) {
      const script = `process.stdout.write("x"); await archive.extract(${JSON.stringify(path)}, ${JSON.stringify(into)}, { overwrite: "always" });`;
      const child = spawn(process.execPath, node(script), { stdio: ["ignore", "pipe", "inherit"] });
      const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
      await new Promise((resolve) => child.stdout.once("data", resolve));
      await setTimeout(delay);
      child.kill("SIGKILL");
      killed += (await ended) === "SIGKILL" ? 1 : 0;
      const names = readdirSync(into).filter((name) => !name.startsWith(".pintle-"));
      expect(names).toContain("mine");
      for (const name of names.includes("many") ? readdirSync(join(into, "many")) : []) {
        expect(
          readFileSync(join(into, "many", name)).equals(Buffer.alloc(20_000, `${name} `)),
        ).toBe(true);
      }
    }
    expect(killed).toBeGreaterThan(0);
    await archive.extract(path, into, { overwrite: "always" });
    expect(readdirSync(join(into, "many"))).toHaveLength(2000);
    // What the killed ones left is gone.
    expect(readdirSync(into).sort()).toEqual(["many", "mine"]);
  });

  test("leaves nothing that another extraction works on to be removed", async () => {
    const path = pack(300, 1000);
    const into = join(ground.path, "into");
    mkdirSync(into);
    const calls = Array.from({ length: 8 }, () =>
      archive.extract(path, into, { overwrite: "always" }),
    );
    for (const { files } of await Promise.all(calls)) {
      expect(files).toBe(300);
    }
    expect(readdirSync(into)).toEqual(["many"]);
  });
});

describe.skipIf(process.platform !== "linux")("what cannot be written or read", () => {
  test("a folder that nothing may be written into", async () => {
    makeTree();
    tool("tar", ["-cf", "a.tar", "tree/a/b.txt"]);
    // Not even root may write there.
    const error = await archive.extract(join(ground.path, "a.tar"), "/proc/pintle").catch((e) => e);
    expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/into" });
  });

  test("too few open files", () => {
    const deep = "d/".repeat(60);
    mkdirSync(join(ground.path, "deep", deep), { recursive: true });
    writeFileSync(join(ground.path, "deep", deep, "file"), "x");
    tool("tar", ["-cf", "deep.tar", "deep"]);
    const script = `
      const error = await archive.extract("${ground.path}/deep.tar", "${ground.path}/into").catch((e) => e);
      console.log(JSON.stringify({ code: error.code, errno: error.details?.errno }));`;
    const limited = `ulimit -n 50; exec "$@"`;
    const { stdout } = spawnSync("sh", ["-c", limited, "sh", process.execPath, ...node(script)], {
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).toEqual({ code: "ERR_PINTLE_IO", errno: "EMFILE" });
    expect(readdirSync(ground.path).sort()).toEqual(["deep", "deep.tar"]);
  });
});
