/** Relative paths start from one folder for as long as a caller is there, whatever the process does. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { builtin, runGuest, runRequest, tree } from "../../index.ts";
import { relay } from "../guest/wat.ts";
import { type Answer, type Caller, callers } from "./callers.ts";
import { OneShot } from "./oneshot.ts";
import { ways } from "./ways.ts";

const start = process.cwd();
let base: string;
let policy: string;

/** Two folders with the same names in them, both of which may be read and written. */
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "pintle-folder-")));
  for (const name of ["here", "there"]) {
    mkdirSync(join(base, name, "sub"), { recursive: true });
    writeFileSync(join(base, name, "file"), name);
    writeFileSync(join(base, name, "sub", "file"), `${name} below`);
  }
  policy = join(base, "policy.json");
  const any = { under: ["here", "there"] };
  writeFileSync(
    policy,
    JSON.stringify({
      version: 1,
      roots: {
        here: { path: "here", access: "write" },
        there: { path: "there", access: "write" },
      },
      commands: {
        "archive.create": { root: any, archive: any },
        "archive.createBytes": { root: any },
        "archive.extract": { archive: any, into: any },
        "archive.list": { archive: any },
        "archive.entries": { archive: any },
        "hash.file": { path: any },
        "hash.files": { root: any, paths: any },
        "hash.tree": { root: any },
        "text.search": { root: any },
        "text.replace": { root: any },
        "tree.copy": { from: any, to: any },
        "tree.link": { root: any },
        "tree.remove": { path: any },
        "tree.size": { root: any },
        "tree.walk": { root: any },
        "tree.entries": { root: any },
        "text.matches": { root: any },
      },
      programs: {
        where: { program: "/bin/pwd", prefix: ["-P"], args: [], cwd: any },
        show: { program: "/bin/cat", args: [{ path: any }], cwd: any },
      },
    }),
  );
  process.chdir(join(base, "here"));
});
afterEach(() => {
  process.chdir(start);
  rmSync(base, { recursive: true, force: true });
});

/** Calls with relative paths, in an order in which each finds what it needs. */
const calls: [method: string, params: Record<string, unknown>][] = [
  ["tree.walk", { root: "." }],
  ["tree.entries", { root: "sub" }],
  ["tree.size", { root: "sub" }],
  ["hash.file", { path: "file" }],
  ["hash.files", { paths: ["file", "sub/file"] }],
  ["hash.files", { root: "sub", paths: ["file"] }],
  ["hash.tree", { root: "sub" }],
  ["text.search", { root: ".", pattern: "here" }],
  ["text.matches", { root: ".", pattern: "here" }],
  ["text.replace", { root: "sub", pattern: "below", replacement: "under", write: true }],
  ["tree.copy", { from: "file", to: "copy" }],
  ["tree.copy", { from: "sub", to: "sub-copy" }],
  ["tree.link", { root: "links", paths: ["link"], targets: ["x"] }],
  ["archive.create", { root: "sub", archive: "sub.tar", mtimeMs: 0 }],
  ["archive.createBytes", { root: "sub", mtimeMs: 0 }],
  ["archive.list", { archive: "sub.tar" }],
  ["archive.entries", { archive: "sub.tar" }],
  ["archive.extract", { archive: "sub.tar", into: "extracted" }],
  ["tree.remove", { path: "sub-copy" }],
  ["program.run", { program: "where", cwd: "sub" }],
  ["program.lines", { program: "show", cwd: ".", args: ["file"] }],
  ["program.run", { program: "show", cwd: ".", args: ["file"] }],
];

/** All files and folders below one, with their contents. */
function state(folder: string): unknown {
  const { paths } = tree.walkSync(folder, { kinds: ["file", "directory", "symlink"] });
  return paths.map((path) => {
    const read = path.endsWith("file") && existsSync(join(folder, path));
    return [path, read ? readFileSync(join(folder, path), "utf8") : ""];
  });
}

/** What a call gave, of what does not depend on the time. */
function gist({ result, error }: Answer): unknown {
  const { stdout, exitCode } = (result ?? {}) as { stdout?: string; exitCode?: number };
  const printed = stdout === undefined ? undefined : Buffer.from(stdout, "base64").toString();
  return error ? { error } : printed === undefined ? result : { printed, exitCode };
}

/** Makes all calls; between them the process goes to other folders, if it does. */
async function all(caller: Caller, way: (typeof ways)[string], go: () => void) {
  const gists: unknown[] = [];
  for (const [method, params] of calls) {
    go();
    gists.push([method, gist(await way(caller, method, params))]);
  }
  await caller.close();
  return gists;
}

describe.each(Object.entries(ways))("%s", (_, way) => {
  test("of a session that was opened before the process went elsewhere", async () => {
    const other = state(join(base, "there"));
    const connect = callers["guest session"] as (policy: string) => Caller;
    const session = connect(policy);
    const gone = ["there", "there/sub", ".", "here/sub", "/"];
    let turn = 0;
    const found = await all(session, way, () => {
      turn += 1;
      process.chdir(join(base, gone[turn % gone.length] as string));
    });
    expect(state(join(base, "there"))).toEqual(other);

    // The host that was started here says what is right.
    process.chdir(join(base, "here"));
    for (const name of readdirSync(".").filter((name) => name !== "file" && name !== "sub")) {
      rmSync(name, { recursive: true });
    }
    writeFileSync("sub/file", "here below");
    const connectHost = callers["stdio lines"] as (policy: string) => Caller;
    const expected = await all(connectHost(policy), way, () => process.chdir(base));
    expect(found).toEqual(expected);
    for (const [method, outcome] of found as [string, object][]) {
      expect(outcome, method).not.toHaveProperty("error");
    }
    expect(readdirSync(join(base, "here")).sort()).toEqual([
      "copy",
      "extracted",
      "file",
      "links",
      "sub",
      "sub.tar",
    ]);
  });
});

const hash = { method: "hash.file", params: { path: "file" } };
/** Many copies of one file; each is judged and made by itself. */
const copies = {
  steps: [
    {
      forEach: { input: "" },
      method: "tree.copy",
      params: { from: "file" },
      refs: { "/to": { item: "" } },
    },
  ],
  input: Array.from({ length: 300 }, (_, index) => `copies/${index}`),
};

/** A policy by which only what is here may be copied, and only to here. */
function onlyHere(): string {
  const file = join(base, "only.json");
  const rules = JSON.parse(readFileSync(policy, "utf8"));
  // Both roots are open to the command, so that only the judge knows which path may be in which.
  rules.commands = { "tree.copy": { from: { under: "here" }, to: { under: ["here", "there"] } } };
  writeFileSync(file, JSON.stringify(rules));
  return file;
}

test.each<[string, (policy: string) => Promise<unknown>]>([
  ["a request", (policy) => runRequest(copies, { policy })],
  ["a guest", (policy) => runGuest(relay, { policy, input: copies })],
])("what is judged is what is done while the process goes to and fro: %s", async (_, run) => {
  const running = run(onlyHere());
  let ended = false;
  const end = () => {
    ended = true;
  };
  running.then(end, end);
  while (!ended) {
    for (let i = 0; i < 100; i++) {
      process.chdir(join(base, "there"));
      process.chdir(join(base, "here"));
    }
    process.chdir(join(base, "there"));
    await setImmediate();
  }
  const report = (await running) as { steps: { error?: unknown; ok?: boolean }[] };
  expect(report.steps[0]?.error ?? null).toBeNull();
  expect(readdirSync(join(base, "here", "copies"))).toHaveLength(copies.input.length);
  for (const name of readdirSync(join(base, "here", "copies"))) {
    expect(readFileSync(join(base, "here", "copies", name), "utf8")).toBe("here");
  }
  expect(existsSync(join(base, "there", "copies"))).toBe(false);
});

test("a guest and a request that were started before the process went elsewhere", async () => {
  const expected = await runRequest(hash, { policy });
  const running = [
    runRequest(hash, { policy }),
    runGuest(relay, { policy, input: hash }),
    runRequest({ steps: [hash] }, { policy }),
  ];
  process.chdir(join(base, "there"));
  const [request, guest, plan] = await Promise.all(running);
  expect([request, guest]).toEqual([expected, expected]);
  expect(plan).toMatchObject({ steps: [{ result: expected }] });
  expect(await runRequest(hash, { policy })).not.toBe(expected);
});

test("a session of a worker has the folder in which the process was when it was opened", async () => {
  const script = `
    import { parentPort } from "node:worker_threads";
    import { runRequest } from ${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)};
    parentPort.on("message", async ({ policy, request }) => {
      const running = runRequest(request, { policy });
      parentPort.postMessage("started");
      parentPort.postMessage(await running);
      parentPort.close();
    });`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
  const worker = new Worker(url);
  const messages: unknown[] = [];
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.on("message", (message) => {
    process.chdir(join(base, "there"));
    messages.push(message);
  });
  const expected = await runRequest(hash, { policy });
  worker.postMessage({ policy, request: hash });
  await ended;
  expect(messages).toEqual(["started", expected]);
});

test("who starts in a folder that was removed can name only absolute paths", async () => {
  mkdirSync(join(base, "gone"));
  process.chdir(join(base, "gone"));
  rmSync(join(base, "gone"), { recursive: true });
  for (const connect of [callers["guest session"], (policy: string) => new OneShot(policy)]) {
    const caller = (connect as (policy: string) => Caller)(policy);
    const { error } = await caller.call("hash.file", { path: "file" });
    expect(error?.code).toBe("ERR_PINTLE_DENIED");
    const { result } = await caller.call("hash.file", { path: join(base, "here/file") });
    expect(result).toMatch(/^[0-9a-f]{64}$/);
    await caller.close();
  }
});

test("an explanation has the folder of the moment", () => {
  const explain = () => {
    const text = readFileSync(policy, "utf8");
    const verdict = builtin.binding.explainPolicy(text, dirname(policy), JSON.stringify(hash));
    return JSON.parse(verdict).allowed;
  };
  expect(explain()).toBe(true);
  process.chdir(base);
  expect(explain()).toBe(false);
});

test.each(["", "\0", "//", "here/file"])("a path that leads nowhere: %j", async (path) => {
  const connect = callers["guest session"] as (policy: string) => Caller;
  const caller = connect(policy);
  for (const params of [{ path }, { path: [path] }]) {
    const [method, given] =
      "path" in params && Array.isArray(params.path)
        ? ["hash.files", { paths: params.path }]
        : ["hash.file", params];
    const { error } = await caller.call(method as string, given);
    expect(error?.code).toMatch(/^ERR_PINTLE_(DENIED|IO|INVALID_VALUE)$/);
  }
  await caller.close();
});
