// What an installed Pintle must be able to do without its native addon. Runs in the project.

import assert from "node:assert/strict";
import { hash, math, plan, tree } from "pintle";

assert.equal(math.add(2, 40), 42);
assert.throws(() => math.add(2_147_483_647, 1), { code: "ERR_PINTLE_OVERFLOW" });
const abc = hash.bytes(new TextEncoder().encode("abc"), { algorithm: "sha256" });
assert.match(abc, /^ba7816bf8f01cfea/);
const sum = plan((p, { a }) => ({ sum: p.math.add(a, 40) }));
assert.deepEqual(await sum.run({ a: 2 }), { sum: 42 });
await assert.rejects(tree.walk("."), { code: "ERR_PINTLE_NOT_PORTABLE" });
assert.throws(() => tree.walkSync("."), { code: "ERR_PINTLE_NOT_PORTABLE" });

console.log("portable: all well");
