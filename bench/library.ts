// The built-in commands against what people who write Node tools pick otherwise.

import { run } from "./harness/run.ts";
import { rows as archive } from "./library/archive.ts";
import { rows as hash } from "./library/hash.ts";
import { rows as hashTree } from "./library/hash-tree.ts";
import { rows as program, rowsBesideMuchMemory } from "./library/program.ts";
import { rows as text } from "./library/text.ts";
import { rows as tree } from "./library/tree.ts";

// Last, since that memory weighs on whoever starts a program after it.
await run([
  ...tree,
  ...hash,
  ...hashTree,
  ...archive,
  ...text,
  ...program,
  ...rowsBesideMuchMemory,
]);
