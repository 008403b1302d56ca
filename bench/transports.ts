// What a call costs by every way there is: round trips of a small call, and of 1 MiB of bytes.

import { cpus } from "node:os";
import { measure } from "./transports/measure.ts";
import { large, small } from "./transports/ways.ts";

const rounds = process.argv.includes("--quick") ? 3 : 51;
for (const [title, make] of [
  ["math.add(2, 40)", small],
  ["hash.bytes of 1 MiB", large],
] as const) {
  const ways = await make();
  await measure(title, ways, (result) => result, rounds);
  for (const { end } of ways) {
    await end?.();
  }
}
console.log(`\nMedians of ${rounds} rounds, in which the ways took turns.`);
console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model}`);
