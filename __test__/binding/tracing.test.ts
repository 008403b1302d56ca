import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { nodeFileTrace } from "@vercel/nft";
import { expect, it } from "vitest";
import { install, type Project } from "./installed.ts";

/** What an app does that has each file of Pintle's opened: addon, host, WebAssembly, the guest's thread. */
const app = `
  import { connect, math, runRequest, stdio, wasm } from "pintle";
  const policy = { version: 1, commands: { "math.add": true } };
  const call = { method: "math.add", params: { a: 2, b: 40 } };
  const answers = [math.add(2, 40)];
  for (const transport of [stdio(), wasm()]) {
    const client = await connect({ transport });
    answers.push(await client.math.add(2, 40));
    await client.close();
  }
  answers.push(await runRequest(call, { policy }));
  console.log(answers.join(" "));
`;

/** Copies to another folder what file tracing, as serverless hosts do it, finds that the app needs. */
async function traced(project: Project, mixedModules: boolean): Promise<[string, string[]]> {
  const script = join(project.root, "app.mjs");
  writeFileSync(script, app);
  const { fileList } = await nodeFileTrace([script], { base: project.root, mixedModules });
  const copy = mkdtempSync(join(tmpdir(), "pintle-traced-"));
  for (const file of fileList) {
    cpSync(join(project.root, file), join(copy, file), { recursive: true });
  }
  return [copy, [...fileList]];
}

it.each([
  ["as serverless hosts trace", false],
  ["as Next traces", true],
])("%s, an app that runs elsewhere has all that it needs", async (_, mixedModules) => {
  using project = install();
  const [copy, files] = await traced(project, mixedModules);
  try {
    expect(files).toContain(relative(project.root, project.addon));
    expect(files).toContain(relative(project.root, project.host));
    expect(project.node([join(copy, "app.mjs")])).toMatchObject({
      status: 0,
      stdout: "42 42 42 42\n",
      stderr: "",
    });
    rmSync(join(copy, relative(project.root, project.addon)));
    const portable = 'import("pintle").then(({ math }) => console.log(math.add(2, 40)))';
    writeFileSync(join(copy, "portable.mjs"), portable);
    const { stdout, stderr } = project.node([join(copy, "portable.mjs")]);
    expect({ stdout, stderr }).toEqual({
      stdout: "42\n",
      stderr: expect.stringContaining("WebAssembly: used"),
    });
  } finally {
    rmSync(copy, { recursive: true });
  }
});

it("no file of Pintle's is traced that an app does not need", async () => {
  using project = install();
  const [copy, files] = await traced(project, false);
  rmSync(copy, { recursive: true });
  const names = files.map((file) => file.split(sep).at(-1));
  for (const name of ["cli.js", "report.js", "browser.js"]) {
    expect(names).not.toContain(name);
  }
});
