// `npm run bench -- NAME [FILTER] [--quick]`: builds what the benchmark needs, then runs it.

import { existsSync, readdirSync } from "node:fs";
import { buildPeers } from "./bench/peers.mjs";
import { ready } from "./setup/index.mjs";
import { at, root } from "./setup/root.mjs";
import { runTypeScript } from "./setup/typescript.mjs";

const [name = "", ...args] = process.argv.slice(2);

if (/^\w+$/.test(name) && existsSync(at("bench", `${name}.ts`))) {
  if (await ready({ generate: true }, buildPeers)) {
    await runTypeScript(`bench/${name}.ts`, args, root);
  }
} else {
  const names = readdirSync(at("bench")).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
  console.error("usage: npm run bench -- NAME [FILTER] [--quick]");
  console.error(`NAME is one of: ${names.join(", ")}`);
  process.exitCode = 2;
}
