// The built-in commands against what people who write Node tools pick otherwise.

import { run } from "./harness/run.ts";
import { rows as hash } from "./library/hash.ts";
import { rows as hashTree } from "./library/hash-tree.ts";
import { rows as text } from "./library/text.ts";
import { rows as tree } from "./library/tree.ts";

await run([...tree, ...hash, ...hashTree, ...text]);
