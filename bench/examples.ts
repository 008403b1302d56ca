// The addons in examples/ against what people who write Node programs pick otherwise.

import { rows as csv } from "./examples/csv.ts";
import { rows as images } from "./examples/images.ts";
import { rows as sqlite } from "./examples/sqlite.ts";
import { run } from "./harness/run.ts";

await run([...csv, ...sqlite, ...images]);
