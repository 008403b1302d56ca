// `npm run example -- NAME [ARGUMENT…]`: one of the addons in examples/, built, with its program bundled.

import { buildExamples, exampleAddons } from "./setup/examples.mjs";
import { ready } from "./setup/index.mjs";
import { runTypeScript } from "./setup/typescript.mjs";

const [name = "", ...args] = process.argv.slice(2);

if (exampleAddons.some((example) => example === name)) {
  if (await ready({ generate: true }, buildExamples)) {
    // Where npm was called: the paths may be relative to that.
    const cwd = process.env.INIT_CWD ?? process.cwd();
    await runTypeScript(`examples/${name}/main.ts`, args, cwd);
  }
} else {
  console.error("usage: npm run example -- NAME [ARGUMENT…]");
  console.error(`NAME is one of: ${exampleAddons.join(", ")}`);
  process.exitCode = 2;
}
