/** The preset for npm works, and neither a lock file nor a link leads npm elsewhere. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everybody } from "./everybody.ts";
import { Ground, untouched } from "./ground.ts";

/** A registry with one package, in a process of its own since some callers block this one. */
const registry = `
  const { createServer } = require("node:http");
  const { readFileSync } = require("node:fs");
  const server = createServer((request, response) => {
    request.url === "/a.tgz" ? response.end(readFileSync(process.argv[1])) : response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;

let ground: Ground;
let shop: Ground;
let server: ChildProcess;
let address: string;
let integrity: string;

beforeAll(async () => {
  shop = new Ground();
  const { base } = shop;
  shop.write("package/package.json", '{ "name": "a", "version": "1.0.0", "bin": "a.js" }');
  shop.write("package/a.js", "#!/usr/bin/env node\n");
  execFileSync("tar", ["-C", base, "-czf", join(base, "a.tgz"), "package"]);
  const hash = createHash("sha512").update(readFileSync(join(base, "a.tgz")));
  integrity = `sha512-${hash.digest("base64")}`;
  server = spawn(process.execPath, ["-e", registry, join(base, "a.tgz")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(server.stdout as NodeJS.ReadableStream, "data");
  address = `http://127.0.0.1:${String(port).trim()}/a.tgz`;
});
afterAll(() => {
  server.kill();
  shop.remove();
});

beforeEach(() => {
  ground = new Ground();
  project();
});
afterEach(() => ground.remove());

type Json = Record<string, unknown>;
const a = () => ({ version: "1.0.0", resolved: address, integrity, bin: { a: "a.js" } });

/** A project that depends on the package. */
function project(changes: { package?: Json; root?: Json; packages?: Json; lock?: Json } = {}) {
  const own = { name: "p", version: "1.0.0" };
  const dependencies = { a: "^1.0.0" };
  const json = (path: string, value: unknown) => ground.write(path, JSON.stringify(value));
  json("work/p/package.json", { ...own, dependencies, ...changes.package });
  json("work/p/package-lock.json", {
    ...own,
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { ...own, dependencies, ...changes.root },
      "node_modules/a": a(),
      ...changes.packages,
    },
    ...changes.lock,
  });
}

function rules(more: object = {}) {
  const npm = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
  const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
  return { programs: { npm: { preset: "npm-ci", program: npm, path, under: "work", ...more } } };
}

const run = () => ({ program: "npm", args: ["ci"], cwd: join(ground.work, "p") });
const [name, connect, way] = everybody.find(
  ([name]) => name === "guest session, a call",
) as (typeof everybody)[0];

const once_ = everybody.filter(([name]) => name.endsWith("a call"));
describe.each(once_)("%s", (_, connect, way) => {
  test("a lock file of a registry's packages is installed, again and again", async () => {
    const caller = connect(ground.policy(rules()));
    for (let time = 0; time < 2; time += 1) {
      const answer = await untouched(ground, () => way(caller, "program.run", run()));
      expect(answer).toMatchObject({ result: { exitCode: 0 } });
      const installed = join(ground.work, "p/node_modules/a/package.json");
      expect(JSON.parse(readFileSync(installed, "utf8"))).toMatchObject({ name: "a" });
      rmSync(installed);
    }
    await caller.close();
    expect(readlinkSync(join(ground.work, "p/node_modules/.bin/a"))).toBe("../a/a.js");
    expect(existsSync("/nonexistent")).toBe(false);
  });
});

test("a cache elsewhere serves --offline", async () => {
  const cache = join(ground.base, "cache");
  const caller = connect(ground.policy(rules({ cache })));
  for (const args of [["ci"], ["ci", "--offline"]]) {
    const answer = await way(caller, "program.run", { ...run(), args });
    expect(answer, args.join(" ")).toMatchObject({ result: { exitCode: 0 } });
  }
  await caller.close();
  expect(existsSync(join(ground.work, "p/node_modules/.npm"))).toBe(false);
});

/** Adds a prototype to an object in a file, for code that copies its keys. */
function prototype(path: string, value: Json): void {
  const file = join(ground.base, path);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("{", `{ "__proto__": ${JSON.stringify(value)},`));
}

/** A package outside, which npm would link or read. */
function neighbour(): string {
  ground.write("outside/pkg/package.json", '{ "name": "b", "version": "1.0.0" }');
  return "../../outside/pkg";
}

const attacks: Record<string, () => void> = {
  "a lock file in a package": () =>
    project({ packages: { "node_modules/a": { ...a(), hasShrinkwrap: true } } }),
  "the same in another name": () =>
    project({ packages: { "node_modules/a": { ...a(), _hasShrinkwrap: true } } }),
  "a prototype of package.json": () =>
    prototype("work/p/package.json", { workspaces: ["../../outside"] }),
  "a prototype of the lock file": () =>
    prototype("work/p/package-lock.json", { packages: { "../../outside": {} } }),
  "a package called like a prototype": () =>
    project({ packages: { "node_modules/__proto__": { link: true, resolved: "../../outside" } } }),
  "a link in the lock file": () => {
    const resolved = neighbour();
    const dependencies = { a: "^1.0.0", b: `file:${resolved}` };
    project({
      package: { dependencies },
      root: { dependencies },
      packages: { "node_modules/b": { resolved, link: true }, [resolved]: { version: "1.0.0" } },
    });
  },
  "a link to what is inside": () =>
    project({ packages: { "node_modules/b": { resolved: "inside", link: true }, inside: {} } }),
  "a file as the origin": () => {
    const dependencies = { a: "file:../../outside/a.tgz" };
    project({
      package: { dependencies },
      root: { dependencies },
      packages: { "node_modules/a": { ...a(), resolved: "file:../../outside/a.tgz" } },
    });
  },
  "a path as the origin": () =>
    project({ packages: { "node_modules/a": { ...a(), resolved: "../../outside/a.tgz" } } }),
  "git as the origin": () =>
    project({ packages: { "node_modules/a": { ...a(), resolved: "git+file:///tmp/x#main" } } }),
  "a folder that package.json wants": () =>
    project({ package: { dependencies: { a: "^1.0.0", b: `file:${neighbour()}` } } }),
  "a folder that package.json wants for development": () =>
    project({ package: { devDependencies: { b: neighbour() } } }),
  "a folder in the home folder": () => project({ package: { optionalDependencies: { b: "~/b" } } }),
  "a folder that a dependency wants": () => {
    const dependencies = { b: `file:${neighbour()}` };
    project({ packages: { "node_modules/a": { ...a(), dependencies } } });
  },
  "an override with a folder": () => project({ package: { overrides: { c: { a: "file:../x" } } } }),
  workspaces: () => {
    neighbour();
    project({ package: { workspaces: ["../../outside/pkg"] } });
  },
  "a place out of the folder": () =>
    project({ packages: { "node_modules/../../../outside/b": a() } }),
  "an absolute place": () => project({ packages: { [`${ground.outside}/b`]: a() } }),
  "a lock file of the first kind": () =>
    project({ lock: { lockfileVersion: 1, packages: undefined, dependencies: { a: a() } } }),
  "a shrinkwrap beside the lock file": () => {
    const file = (name: string) => join(ground.work, "p", name);
    const good = readFileSync(file("package-lock.json"));
    attacks["a link in the lock file"]?.();
    renameSync(file("package-lock.json"), file("npm-shrinkwrap.json"));
    writeFileSync(file("package-lock.json"), good);
  },
  "a lock file of yarn": () => void ground.write("work/p/yarn.lock", ""),
  "an .npmrc": () => void ground.write("work/p/.npmrc", "ignore-scripts=false\n"),
  "no lock file": () => rmSync(join(ground.work, "p/package-lock.json")),
  "a lock file that is a link": () => moveOut("package-lock.json"),
  "a package.json that is a link": () => moveOut("package.json"),
  "a package.json with another name": () => {
    linkSync(join(ground.work, "p/package.json"), join(ground.base, "other"));
  },
  "node_modules as a link": () => {
    symlinkSync("../../outside", join(ground.work, "p/node_modules"));
  },
  "node_modules as a link to what is inside": () => {
    mkdirSync(join(ground.work, "kept"));
    symlinkSync("../kept", join(ground.work, "p/node_modules"));
  },
  "the cache as a link": () => {
    mkdirSync(join(ground.work, "p/node_modules"));
    symlinkSync("../../../outside", join(ground.work, "p/node_modules/.npm"));
  },
  "a link in the cache": () => {
    mkdirSync(join(ground.work, "p/node_modules/.npm"), { recursive: true });
    symlinkSync("../../../../outside", join(ground.work, "p/node_modules/.npm/_cacache"));
  },
  "duplicate keys": () => {
    const file = join(ground.work, "p/package-lock.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('{"name"', '{"packages":{},"name"'));
  },
};

function moveOut(name: string): void {
  const file = join(ground.work, "p", name);
  renameSync(file, join(ground.base, name));
  symlinkSync(`../../${name}`, file);
}

describe(name, () => {
  test.each(Object.keys(attacks))("refused: %s", async (attack) => {
    attacks[attack]?.();
    const caller = connect(ground.policy(rules()));
    const answer = await untouched(ground, () => way(caller, "program.run", run()));
    expect(answer).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
    await caller.close();
    const modules = join(ground.work, "p/node_modules");
    expect(existsSync(join(modules, "a"))).toBe(false);
  });

  test("links in node_modules are removed, and not what they lead to", async () => {
    mkdirSync(join(ground.work, "p/node_modules"));
    symlinkSync("../../../outside", join(ground.work, "p/node_modules/a"));
    const caller = connect(ground.policy(rules()));
    const answer = await untouched(ground, () => way(caller, "program.run", run()));
    expect(answer).toMatchObject({ result: { exitCode: 0 } });
    await caller.close();
    expect(lstatSync(join(ground.work, "p/node_modules/a")).isDirectory()).toBe(true);
  });
});

test.each(everybody.filter(([name]) => !name.endsWith("a call")))(
  "%s: a link in the lock file is refused",
  async (_, connect, way) => {
    attacks["a link in the lock file"]?.();
    const caller = connect(ground.policy(rules()));
    const answer = await untouched(ground, () => way(caller, "program.run", run()));
    expect(answer).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
    await caller.close();
  },
);
