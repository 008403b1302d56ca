// `npm run link-packages -- LOCKFILE TARBALLS INTO`: examples/link-packages, set up and bundled.

import { ready } from "./setup/index.mjs";
import { runTypeScript } from "./setup/typescript.mjs";

if (await ready({ generate: true })) {
  // Where npm was called: the paths may be relative to that.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  await runTypeScript("examples/link-packages/main.ts", process.argv.slice(2), cwd);
}
