// `npm run release -- [OPTIONS OF npm publish]`: publishes the packages of all platforms, then pintle.
// With --dry-run nothing leaves this machine.

import { publishAll, unready } from "./packages/publish.mjs";
import { stageAll } from "./packages/stage.mjs";
import { ready } from "./setup/index.mjs";

if (await ready({ generate: false })) {
  const staged = stageAll();
  const problems = await unready(staged);
  for (const problem of problems) {
    console.error(`error: ${problem}`);
  }
  process.exitCode =
    problems.length === 0 && (await publishAll(staged, process.argv.slice(2))) ? 0 : 1;
}
