// What an installed Pintle must be able to do, on every runtime. Runs in the project.

import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { connect, hash, math, PintleError, plan, stdio, tree, version } from "pintle";
import { tryFiles } from "./files.mjs";

const glob = ["package.json"];

assert.equal(math.add(2, 40), 42);
assert.equal(math.addI64(2n ** 62n, 1n), 2n ** 62n + 1n);
assert.throws(() => math.add(2_147_483_647, 1), { code: "ERR_PINTLE_OVERFLOW" });
assert.throws(() => math.add(1.5, 1), PintleError.is);
const abc = hash.bytes(new TextEncoder().encode("abc"), { algorithm: "sha256" });
assert.match(abc, /^ba7816bf8f01cfea/);

assert.deepEqual((await tree.walk(".", { glob })).paths, glob);
await assert.rejects(tree.walk("nowhere"), { code: "ERR_PINTLE_IO" });
await tryFiles();

const fingerprint = plan((p, { root }) => {
  const { count, paths } = p.tree.walk(root, { glob });
  return { count, digest: p.hash.files(paths, { root }).digest };
});
assert.equal((await fingerprint.run({ root: "." })).count, 1);

const client = await connect({ transport: stdio() });
assert.equal(await client.math.add(2, 40), 42);
assert.deepEqual((await client.tree.walk(".", { glob })).paths, glob);
await client.close();

const worker = new Worker(new URL("worker.mjs", import.meta.url));
const [answer] = await new Promise((resolve, reject) => {
  worker.on("message", (...message) => resolve(message));
  worker.on("error", reject);
});
assert.equal(answer, 3);
await worker.terminate();

console.log(`pintle ${version()}: all well`);
