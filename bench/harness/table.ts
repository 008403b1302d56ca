import type { Comparison } from "./compare.ts";

const headings = ["work", "Pintle", "peer", "time", "ratio", "half of all", "at most"];

/** Comparisons as a Markdown table, which terminals and pages both show well. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((comparison, i) => [
    comparisons[i - 1]?.row === comparison.row ? "" : comparison.row,
    duration(comparison.ours),
    comparison.peer,
    duration(comparison.theirs),
    comparison.ratio.median.toFixed(2),
    `${comparison.ratio.low.toFixed(2)}–${comparison.ratio.high.toFixed(2)}`,
    comparison.atMost === undefined
      ? ""
      : `${comparison.atMost} ${isContent(comparison) ? "✓" : "✗"}`,
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => dashes(width, column)).join("|")}|`;
  return [line(headings), rule, ...rows.map(line)].join("\n");
}

/** Whether the median ratio is as low as the row asks. */
export function isContent({ ratio, atMost }: Comparison): boolean {
  return atMost === undefined || ratio.median <= atMost;
}

/** Names are aligned to the left, numbers to the right. */
function isName(column: number): boolean {
  return column === 0 || column === 2;
}

function pad(cell: string, width: number, column: number): string {
  return isName(column) ? cell.padEnd(width) : cell.padStart(width);
}

function dashes(width: number, column: number): string {
  return isName(column) ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`;
}

/** A time with the unit that suits it. */
export function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) {
    return `${nanoseconds.toFixed(1)} ns`;
  }
  return nanoseconds < 1e6
    ? `${(nanoseconds / 1e3).toFixed(2)} µs`
    : `${(nanoseconds / 1e6).toFixed(2)} ms`;
}
