// The commands on files and programs, which differ most from one system to another.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { archive, hash, program, text, tree } from "pintle";

const isWindows = process.platform === "win32";

/** Tries them in a folder of their own. */
export async function tryFiles() {
  const home = mkdtempSync("files-");
  try {
    const root = `${home}/root`;
    fill(root);
    await tryTree(root, `${home}/copy`);
    await tryArchives(root, home);
    await tryText(root);
    await tree.remove(root);
    await assert.rejects(tree.walk(root), { code: "ERR_PINTLE_IO" });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  await tryPrograms();
}

/** Together longer than the paths that Windows reads without being told to; Wine reads no such paths. */
const folders = process.env.UNDER_WINE === undefined ? 6 : 2;
const deep = Array.from({ length: folders }, (_, i) => `${i}`.repeat(50)).join("/");

/** @param {string} root */
function fill(root) {
  mkdirSync(`${root}/${deep}`, { recursive: true });
  writeFileSync(`${root}/abc`, "abc");
  writeFileSync(`${root}/${deep}/needle.txt`, "hay\nneedle\nhay\n");
}

/**
 * @param {string} root
 * @param {string} copy
 */
async function tryTree(root, copy) {
  const { paths, sizes } = await tree.walk(root, { glob: ["**/*.txt", "abc"], stat: true });
  assert.deepEqual(paths, [`${deep}/needle.txt`, "abc"]);
  assert.deepEqual([...(sizes ?? [])], [15, 3]);
  const { files, bytes, errors } = await tree.size(root);
  assert.deepEqual({ files, bytes, errors }, { files: 2, bytes: 18, errors: [] });
  assert.equal((await tree.copy(root, copy)).files, 2);
  assert.equal((await hash.tree(copy)).digest, (await hash.tree(root)).digest);
  const digest = await hash.file(`${copy}/abc`, { algorithm: "sha256" });
  assert.match(digest, /^ba7816bf8f01cfea/);
}

/**
 * @param {string} root
 * @param {string} home
 */
async function tryArchives(root, home) {
  const { digest } = await hash.tree(root);
  for (const name of ["a.tar", "a.tar.gz", "a.tar.zst", "a.zip"]) {
    assert.equal((await archive.create(root, `${home}/${name}`)).files, 2);
    assert.ok((await archive.list(`${home}/${name}`)).paths.includes(`${deep}/needle.txt`));
    await archive.extract(`${home}/${name}`, `${home}/of-${name}`);
    assert.equal((await hash.tree(`${home}/of-${name}`)).digest, digest, name);
  }
}

/** @param {string} root */
async function tryText(root) {
  const { paths, count } = await text.search(root, "n[e]+dle");
  assert.deepEqual({ paths, count }, { paths: [`${deep}/needle.txt`], count: 1 });
  const { written } = await text.replace(root, "needle", "pin", { write: true });
  assert.equal(written, true);
  assert.equal(readFileSync(`${root}/${deep}/needle.txt`, "utf8"), "hay\npin\nhay\n");
}

async function tryPrograms() {
  const [shell, option, name] = isWindows ? ["cmd", "/c", "cmd.exe"] : ["sh", "-c", "sh"];
  assert.ok((await program.which(shell)).toLowerCase().endsWith(name));
  const { exitCode, stdout } = await program.run(shell, [option, "echo out && exit 3"], {
    check: false,
  });
  assert.deepEqual([exitCode, stdout.text().trim()], [3, "out"]);
  const echo = isWindows
    ? [process.execPath, ["-e", "process.stdin.pipe(process.stdout)"]]
    : ["cat"];
  const echoed = await program.run(echo[0], echo[1], { stdinText: "a\nb\n" });
  assert.deepEqual(echoed.stdout.lines(), ["a", "b"]);
  await assert.rejects(program.run("no-such-program"), { code: "ERR_PINTLE_PROGRAM_NOT_FOUND" });
  await tryToStop(shell, option);
}

/**
 * Whether a program that is stopped takes with it what it has started.
 *
 * @param {string} shell
 * @param {string} option
 */
async function tryToStop(shell, option) {
  const home = mkdtempSync("stop-");
  const file = `${home}/pid`;
  const script = `require("fs").writeFileSync("${file}", \`\${process.pid}\\n\`); setInterval(() => {}, 1e6)`;
  writeFileSync(`${home}/long.cjs`, script);
  const long = isWindows
    ? [process.execPath, `${home}\\long.cjs`]
    : [`sleep 1000 & echo $! > ${file}; wait`];
  const stop = new AbortController();
  const stopped = program.run(shell, [option, ...long], { signal: stop.signal, killGraceMs: 0 });
  const started = () => existsSync(file) && readFileSync(file, "utf8").endsWith("\n");
  await until(started);
  const pid = Number(readFileSync(file, "utf8"));
  stop.abort();
  await assert.rejects(stopped, { code: "ERR_PINTLE_CANCELLED" });
  await until(() => !isRunning(pid));
  rmSync(home, { recursive: true });
}

/** @param {() => boolean} holds */
async function until(holds) {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
