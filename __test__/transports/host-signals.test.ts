import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { host } from "./host.ts";

test("the host says how programs end though it was started with SIGCHLD ignored", () => {
  const call = `trap '' CHLD; exec "$0" program.run --check=false -- sh -c "echo out; exit 3"`;
  const { stdout, stderr } = spawnSync("sh", ["-c", call, host()], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ exitCode: 3, stdout: "b3V0Cg==" });
});
