// `npm start [-- DIR]`: sets up what has changed, then does the main job on DIR, or on the checkout.

import { spawn } from "node:child_process";
import { ready } from "./setup/index.mjs";
import { at, root } from "./setup/root.mjs";

if (await ready({ generate: true })) {
  const args = process.argv.length > 2 ? process.argv.slice(2) : [root];
  const report = spawn(process.execPath, [at("dist", "report.js"), ...args], {
    cwd: process.env.INIT_CWD ?? root, // Where npm was called: DIR may be relative to that.
    stdio: "inherit",
  });
  report.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}
