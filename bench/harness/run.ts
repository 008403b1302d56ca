import { cpus } from "node:os";
import { type Comparison, compare, type Effort, type Row } from "./compare.ts";
import { isContent, table } from "./table.ts";

/**
 * Measures rows and prints their table. With `--quick` it only shows that everything works; with
 * any other word it measures the rows whose names contain it. The exit code is 1 when a row takes
 * longer than it may.
 */
export async function run(rows: readonly Row[]): Promise<void> {
  const words = process.argv.slice(2);
  const quick = words.includes("--quick");
  const effort: Effort = quick
    ? { rounds: 3, batchMs: 1, rowMs: 0 }
    : { rounds: 51, batchMs: 10, rowMs: 20_000 };
  const filter = words.find((word) => !word.startsWith("--")) ?? "";
  const comparisons: Comparison[] = [];
  for (const row of rows.filter(({ name }) => name.includes(filter))) {
    process.stderr.write(`${row.name} …\n`);
    comparisons.push(...(await compare(row, effort)));
  }
  console.log(`\n${table(comparisons)}\n`);
  const rounds = comparisons.map((comparison) => comparison.rounds);
  const range = [...new Set([Math.min(...rounds), Math.max(...rounds)])].join(" to ");
  console.log(`Medians of ${range} rounds; ratios are ours ÷ theirs within a round.`);
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model}`);
  const over = comparisons.filter((comparison) => !isContent(comparison)).length;
  if (over > 0) {
    console.log(`${over} of ${comparisons.length} comparisons are above what they may be`);
    process.exitCode = quick ? 0 : 1;
  }
}
