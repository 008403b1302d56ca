// The built-in commands against what npm users reach for today.

import { run } from "./harness/run.ts";
import { rows as hashTree } from "./library/hash-tree.ts";
import { rows as program, rowsBesideMuchMemory } from "./library/program.ts";
import { rows as tree } from "./library/tree.ts";

// Last, since that memory weighs on whoever starts a program after it.
await run([...tree, ...hashTree, ...program, ...rowsBesideMuchMemory]);
