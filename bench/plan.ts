// What a plan saves, and where it loses: against the same calls, awaited one by one.

import { run } from "./harness/run.ts";
import { rows as files } from "./plan/files.ts";
import { rows as sums } from "./plan/sums.ts";

await run([...files, ...sums]);
