// Results that are so large that JavaScript gets the memory they are in, where a runtime allows it.

import assert from "node:assert/strict";
import { program } from "pintle";

const { stdout } = await program.run(process.execPath, ["-p", "'x'.repeat(100_000)"]);
assert.equal(stdout.length, 100_001);
assert.ok(stdout.subarray(0, 100_000).every((byte) => byte === "x".charCodeAt(0)));

console.log("all well");
