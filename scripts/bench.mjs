// `npm run bench -- NAME [FILTER] [--quick]`: builds what the benchmark needs, then runs it.

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { buildPeers } from "./bench/peers.mjs";
import { ready } from "./setup/index.mjs";
import { at, root } from "./setup/root.mjs";
import { bundle } from "./setup/typescript.mjs";

const [name = "", ...args] = process.argv.slice(2);

if (/^\w+$/.test(name) && existsSync(at("bench", `${name}.ts`))) {
  await start();
} else {
  const names = readdirSync(at("bench")).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
  console.error("usage: npm run bench -- NAME [FILTER] [--quick]");
  console.error(`NAME is one of: ${names.join(", ")}`);
  process.exitCode = 2;
}

async function start() {
  if (!(await ready({ generate: true }, buildPeers))) {
    return;
  }
  // A process of its own: nothing of the set-up is left in memory to disturb what is measured.
  const script = await bundle(`bench/${name}.ts`);
  const bench = spawn(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
  bench.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}
