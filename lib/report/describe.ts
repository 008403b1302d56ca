import { basename, resolve } from "node:path";
import type { Comparison } from "./compare.ts";
import { duplicates, largest, wasted } from "./files.ts";
import { crossings, type Findings } from "./job.ts";

const shown = 5;

/** The report as text. */
export function describe(root: string, { findings, ...times }: Comparison): string {
  const total = findings.sizes?.reduce((sum, size) => sum + size, 0) ?? 0;
  return [
    `${basename(resolve(root))}: ${findings.paths.length} files, ${bytes(total)}`,
    `  fingerprint  ${findings.fingerprint}`,
    `  last commit  ${lastCommit(findings)}`,
    "",
    "Largest files",
    ...largest(findings, shown).map(({ path, size }) => `  ${bytes(size).padStart(9)}  ${path}`),
    "",
    ...duplicateLines(findings),
    "",
    ...timeLines(times),
  ].join("\n");
}

function lastCommit({ commit }: Findings): string {
  return commit.exitCode === 0 ? commit.stdout.text().trim() : "none: git knows of no commit here";
}

function duplicateLines(findings: Findings): string[] {
  const all = duplicates(findings);
  if (all.length === 0) {
    return ["Duplicate files: none"];
  }
  const sum = all.reduce((sum, group) => sum + wasted(group), 0);
  const more = all.length - shown;
  return [
    `Duplicate files: ${all.length} ${all.length === 1 ? "group" : "groups"}, ${bytes(sum)} could be saved`,
    ...all
      .slice(0, shown)
      .map((group) => `  ${bytes(wasted(group)).padStart(9)}  ${group.paths.join(" = ")}`),
    ...(more > 0 ? [`  and ${more} more groups`] : []),
  ];
}

function timeLines({ firstMs, planMs, callsMs, isSame }: Omit<Comparison, "findings">): string[] {
  return [
    "Time                       boundary crossings",
    `  first run   ${milliseconds(firstMs)}  ${crossings.plan}`,
    `  as one plan ${milliseconds(planMs)}  ${crossings.plan}`,
    `  call by call${milliseconds(callsMs)}  ${crossings.calls}`,
    `The plan takes ${(planMs / callsMs).toFixed(2)} of the time of the calls.`,
    ...(isSame ? [] : ["They have not found the same: the folder is changing."]),
  ];
}

function milliseconds(value: number): string {
  return `${value.toFixed(1).padStart(10)} ms`;
}

function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(count, 1)) / 10), units.length - 1);
  return `${(count / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
