// How much processor time the first promise of a process takes, and the second.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { quartiles } from "./harness/statistics.ts";
import { duration } from "./harness/table.ts";

const processes = 15;

/** Below the checkout, so that Pintle's name leads where it leads a program here. */
const folder = resolve("target", "bench", "first");
mkdirSync(folder, { recursive: true });
const program = join(folder, "first.mjs");
writeFileSync(
  program,
  `import { setTimeout } from "node:timers/promises";
import { hash } from "pintle";
await setTimeout(100); // What Node's other threads do about the start is done by then.
const spent = [];
for (let call = 0; call < 2; call++) {
  const start = process.cpuUsage();
  await hash.file(process.argv[1]);
  const { user, system } = process.cpuUsage(start);
  spent.push(user + system);
}
console.log(JSON.stringify(spent));
`,
);

const runs = Array.from({ length: processes }, (): readonly number[] => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
});

for (const [call, name] of ["first", "second"].entries()) {
  const { low, median, high } = quartiles(runs.map((spent) => (spent[call] ?? Number.NaN) * 1e3));
  console.log(
    `${name} promise: ${duration(median)} of processor time, half of all ${duration(low)} to ${duration(high)}`,
  );
}
