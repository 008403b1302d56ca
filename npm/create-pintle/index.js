#!/usr/bin/env node
// `npm create pintle my-addon` is `pintle new my-addon`.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const manifest = require.resolve("pintle/package.json");
process.argv.splice(2, 0, "new");
await import(pathToFileURL(join(dirname(manifest), require(manifest).bin.pintle)).href);
