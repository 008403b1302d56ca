// The built-in commands against what npm users reach for today.

import { run } from "./harness/run.ts";
import { rows as archives } from "./library/archive.ts";
import { rows as program, rowsBesideMuchMemory } from "./library/program.ts";

// Last, since that memory weighs on whoever starts a program after it.
await run([...archives, ...program, ...rowsBesideMuchMemory]);
