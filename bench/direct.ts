// What one call costs: against the same functions in C, under napi-rs's #[napi], in JavaScript.

import { rows as callbacks } from "./direct/callbacks.ts";
import { rows as numbers } from "./direct/numbers.ts";
import { rows as promises } from "./direct/promises.ts";
import { rows as resources } from "./direct/resources.ts";
import { rows as streams } from "./direct/streams.ts";
import { rows as transfers } from "./direct/transfers.ts";
import { rows as values } from "./direct/values.ts";
import { run } from "./harness/run.ts";

await run([
  ...numbers,
  ...values,
  ...promises,
  ...callbacks,
  ...resources,
  ...streams,
  ...transfers,
]);
