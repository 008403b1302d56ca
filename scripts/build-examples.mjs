// `npm run build:examples`: builds the addons in examples/, and brings their generated modules up to date.

import { buildExamples } from "./setup/examples.mjs";
import { ready } from "./setup/index.mjs";
import { at } from "./setup/root.mjs";
import { runNode } from "./setup/run.mjs";
import { step } from "./setup/step.mjs";

await ready({ generate: true }, async () => {
  await buildExamples();
  const write = () => runNode(at("scripts", "generate.mjs"), ["examples"]);
  await step("derive the examples' modules", write);
});
