import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAtLeast } from "../../scripts/setup/requirements.mjs";
import { at } from "../../scripts/setup/root.mjs";

/**
 * Sets up with nothing on the PATH but programs that answer `--version` as given.
 *
 * @param {Record<string, string>} answers
 */
function setUp(answers) {
  const folder = mkdtempSync(join(tmpdir(), "pintle-path-"));
  for (const [name, answer] of Object.entries(answers)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const env = { ...process.env, PATH: folder + delimiter };
  const outcome = spawnSync(process.execPath, [at("scripts", "start.mjs")], {
    encoding: "utf8",
    env,
  });
  rmSync(folder, { recursive: true });
  return outcome;
}

describe.skipIf(process.platform === "win32")("a machine that lacks something", () => {
  test("Rust and a C compiler: names both once, and how to get them", () => {
    const { status, stderr, stdout } = setUp({});
    expect(status).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /^error: Pintle needs Rust 1\.88 or newer: `rustc` is not on the PATH$/m,
    );
    expect(stderr).toMatch(/^hint: get Rust from https:\/\/rustup\.rs/m);
    expect(stderr).toMatch(/^error: Pintle needs a C compiler/m);
    expect(stderr.match(/^error: /gm)).toHaveLength(2);
  });

  test("a Rust that is new enough: says which it is", () => {
    const { status, stderr } = setUp({
      cargo: "cargo 1.75.0 (1d8b05cdd 2023-11-20)",
      cc: "cc 12.2.0",
      rustc: "rustc 1.75.0 (82e1608df 2023-12-21)",
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: Pintle needs Rust 1\.88 or newer: `rustc` is 1\.75\.0\nhint: /);
  });
});

test.each([
  ["20.19.0", "20.19", true],
  ["20.18.9", "20.19", false],
  ["22.0.0", "20.19", true],
  ["18.99.0", "20.19", false],
  ["1.100.0", "1.88", true],
  ["1.88.0-nightly", "1.88", true],
])("version %s against %s: %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});
