import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaNode } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hash } from "../../index.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-report-"));
  mkdirSync(join(root, "copies"));
  writeFileSync(join(root, "large.txt"), "x".repeat(5000));
  writeFileSync(join(root, "twin.txt"), "the same twice");
  writeFileSync(join(root, "copies", "twin.txt"), "the same twice");
  writeFileSync(join(root, "ignored.log"), "y".repeat(9000));
  writeFileSync(join(root, ".gitignore"), "*.log\n");
});
afterEach(() => rmSync(root, { recursive: true }));

/** What `npm start -- ARGS` runs when everything is built. */
const report = (...args: string[]) => execaNode("dist/report.js", args, { reject: false });

function git(...args: string[]): void {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
}

test("reports what one plan has found about a repository", async () => {
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "A first step");
  const { exitCode, stdout, stderr } = await report(root);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const { digest } = hash.treeSync(root, { gitignore: true });
  expect(stdout).toContain(`fingerprint  ${digest}`);
  expect(stdout).toMatch(/last commit {2}[0-9a-f]{7,} A first step \(Ada, /);
  expect(stdout).toContain(": 4 files, 4.9 KiB");
  expect(stdout).toMatch(/Largest files\n +4\.9 KiB {2}large\.txt\n/);
  expect(stdout).toContain("Duplicate files: 1 group, 14 B could be saved");
  expect(stdout).toContain("copies/twin.txt = twin.txt");
  expect(stdout).toMatch(/as one plan +[\d.]+ ms {2}1\n/);
  expect(stdout).toMatch(/call by call +[\d.]+ ms {2}4\n/);
  expect(stdout).not.toContain("ignored.log");
});

test("goes without git", async () => {
  const { exitCode, stdout } = await report(root);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("last commit  none");
});

test("says what is wrong with a folder that is not there", async () => {
  const { exitCode, stderr } = await report(join(root, "missing"));
  expect(exitCode).toBe(1);
  expect(stderr).toContain("ERR_PINTLE_IO");
  expect(stderr).toContain("missing");
});

test("takes one folder", async () => {
  expect((await report(root, root)).exitCode).toBe(2);
});
