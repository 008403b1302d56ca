// `npm run soak [-- COUNT]`: uses up and abandons 100,000 of everything that lives longer than a call, and looks at
// what is left. `npm test` does the same with fewer.

import { spawn } from "node:child_process";
import { buildFixture } from "./setup/fixture.mjs";
import { ready } from "./setup/index.mjs";
import { at, root } from "./setup/root.mjs";

if (await ready({ generate: true }, buildFixture)) {
  const args = ["--expose-gc", at("__test__", "soak", "main.mjs"), ...process.argv.slice(2)];
  const { RUST_BACKTRACE: _, ...env } = process.env; // With it, each panic would be printed.
  const soak = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
  soak.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}
