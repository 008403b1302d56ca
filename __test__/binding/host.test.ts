import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { here, install, type Project } from "./installed.ts";

const call = ["call", "--transport", "stdio", "math.add", "2", "40"];

/** What a call over stdio says, with no pintle-host in PATH. */
function said({ pintle }: Project, env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = pintle(call, { PATH: "", ...env });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("code: ERR_PINTLE_TRANSPORT_CLOSED");
  return stderr;
}

it("the host comes from the package for this platform", () => {
  using project = install();
  expect(project.pintle(call, { PATH: "" })).toMatchObject({ status: 0, stdout: "42\n" });
});

describe.skipIf(process.platform === "win32")(
  "what is wrong with the host is distinguished:",
  () => {
    it("it is not there", () => {
      using project = install();
      rmSync(project.host);
      const message = `PINTLE_HOST is not set, and neither @pintle/${here} nor PATH has it: reinstall the package`;
      expect(said(project)).toContain(message);
      mkdirSync(project.host);
      expect(said(project)).toContain(message);
    });

    it("it is not executable", () => {
      using project = install();
      chmodSync(project.host, 0o644);
      expect(said(project)).toContain("the file exists, but is not executable");
    });

    it("it is not a program, or incomplete", () => {
      using project = install();
      truncateSync(project.host, 100_000);
      expect(said(project)).toContain("not a program, or is incomplete");
      truncateSync(project.host, 0);
      expect(said(project)).toContain("not a program, or is incomplete");
    });

    it.runIf(process.platform === "linux")("it is for another processor", () => {
      using project = install();
      const bytes = readFileSync(project.host);
      bytes.writeUInt16LE(process.arch === "arm64" ? 62 : 183, 18);
      writeFileSync(project.host, bytes);
      const other = process.arch === "arm64" ? "x64" : "arm64";
      expect(said(project)).toContain(`it is built for linux-${other}`);
    });

    it("PINTLE_HOST names nothing", () => {
      using project = install();
      expect(said(project, { PINTLE_HOST: "/nonexistent/host" })).toContain(
        "/nonexistent/host cannot be started: spawn /nonexistent/host ENOENT\n",
      );
    });
  },
);
