// `npm run bench -- NAME [FILTER] [--quick]`: builds what the benchmark needs, then runs it.

import { existsSync, readdirSync } from "node:fs";
import { buildPeers } from "./bench/peers.mjs";
import { buildOptimizedExamples } from "./setup/examples.mjs";
import { ready } from "./setup/index.mjs";
import { at, root } from "./setup/root.mjs";
import { runTypeScript } from "./setup/typescript.mjs";

const [name = "", ...args] = process.argv.slice(2);

if (/^\w+$/.test(name) && existsSync(at("bench", `${name}.ts`))) {
  const build = name === "examples" ? buildOptimizedExamples : buildPeers;
  if (await ready({ generate: true }, build)) {
    await runTypeScript(`bench/${name}.ts`, args, root);
  }
} else {
  const names = readdirSync(at("bench")).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
  console.error("usage: npm run bench -- NAME [FILTER] [--quick]");
  console.error(`NAME is one of: ${names.join(", ")}`);
  process.exitCode = 2;
}
