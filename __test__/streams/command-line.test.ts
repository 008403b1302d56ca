import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { toJson } from "../../lib/contract/json.ts";
import { cli } from "../cli/terminal.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { streams } from "./fixture.ts";

const addon = fileURLToPath(new URL("../../target/fixtures/fixture.node", import.meta.url));

/** Both programs: the fixture's own host, and `pintle call`. */
const ways: readonly [string, (args: readonly string[]) => Promise<unknown>][] = [
  [
    "pintle-host METHOD",
    async (args) => {
      const { exitCode, stdout, stderr } = await execa(fixtureHost, args, { reject: false });
      return { code: exitCode, stdout: stdout === "" ? "" : `${stdout}\n`, stderr };
    },
  ],
  ["pintle call", (args) => cli(["call", ...args, "--addon", addon])],
];

describe.each(ways)("a stream of %s", (_, call) => {
  test.each([[[]], [["--json"]]])("is one line of JSON for each result %j", async (more) => {
    const lines = streams.rowsSync(3000).map((row) => `${JSON.stringify(toJson(row))}\n`);
    expect(await call(["streams.rows", "3000", ...more])).toEqual({
      code: 0,
      stdout: lines.join(""),
      stderr: "",
    });
    expect(await call(["streams.rows", "0", ...more])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("has the results before its error", async () => {
    const lines = streams.rowsSync(2).map((row) => `${JSON.stringify(toJson(row))}\n`);
    const ended = await call(["streams.rows", "5", "--fail-at", "2"]);
    expect(ended).toMatchObject({ code: 1, stdout: lines.join("") });
    expect((ended as { stderr: string }).stderr).toContain("error: streams.rows: row 2 is bad");
  });

  test("has the errors of its arguments", async () => {
    expect(await call(["streams.rows", "many"])).toMatchObject({ code: 2, stdout: "" });
  });
});

test.runIf(process.platform !== "win32").each([
  ["pintle-host METHOD", [fixtureHost, "streams.rows", "4294967295"]],
  [
    "pintle call",
    [process.execPath, "dist/cli.js", "call", "streams.rows", "4294967295", "--addon", addon],
  ],
])("nobody reads any longer: the command of %s ends", async (_, command) => {
  const piped = ["-c", '"$@" | head -n 1 | wc -l | tr -d " "; echo "$PIPESTATUS"', "bash"];
  const { stdout, stderr } = await execa("bash", [...piped, ...command]);
  expect({ stdout, stderr }).toEqual({ stdout: "1\n141", stderr: "" });
});
