// Whether node-gyp-build finds the file that Pintle loads. Runs in the project.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { math } from "pintle";

assert.equal(math.add(2, 40), 42);
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve(`${process.argv[2]}/package.json`));
const found = require("node-gyp-build").path(folder);
assert.ok(found in require.cache, `${found} is not what is loaded: ${Object.keys(require.cache)}`);

console.log("resolved: all well");
