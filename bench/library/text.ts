import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { rgPath } from "@vscode/ripgrep";
import { text } from "pintle";
import { replaceInFile } from "replace-in-file";
import type { Row } from "../harness/compare.ts";
import { folder } from "../harness/fixtures.ts";
import { repeat, repeatAwaited } from "../harness/repeat.ts";

const words = ["const", "value", "await", "return", "function", "import", "number", "string", "ž"];

/** A tree of source files, all different, with a rare word in one of a hundred. */
function plant(count: number): string {
  const root = folder();
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let i = 0; i < count; i++) {
    const below = join(root, `package-${i % 100}`, `folder-${i % 7}`);
    mkdirSync(below, { recursive: true });
    const lines = Array.from({ length: 20 + random(200) }, (_, line) => {
      const some = Array.from({ length: 3 + random(8) }, () => words[random(words.length)]);
      return `${"  ".repeat(random(4))}${some.join(" ")} ${line}`;
    });
    if (i % 100 === 0) {
      lines.push("the needle in it");
    }
    writeFileSync(join(below, `file-${i}.ts`), `${lines.join("\n")}\n`);
  }
  return root;
}

/** What all sides can tell: each match as file, line and place in the line. */
type Match = readonly [path: string, line: number, start: number];

/** As an editor starts it: a process whose JSON is read. */
function ripgrep(root: string, pattern: string): Promise<Match[]> {
  const flags = ["--json", "--no-config", "--no-ignore", "--hidden"];
  const child = spawn(rgPath, [...flags, "-e", pattern, "."], { cwd: root });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on("close", () => {
      const lines = Buffer.concat(chunks).toString().split("\n").filter(Boolean);
      const events = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === "match");
      const matches = events.flatMap(({ data }) =>
        data.submatches.map(({ start }: { start: number }): Match => {
          const before = Buffer.from(data.lines.text).subarray(0, start).toString();
          return [data.path.text.slice(2), data.line_number, before.length];
        }),
      );
      resolve(matches);
    });
  });
}

async function pintle(root: string, pattern: string): Promise<Match[]> {
  const { paths, lines, matches } = await text.search(root, pattern);
  return Array.from(matches.lines, (line, i) => [
    paths[lines.files[line] ?? 0] ?? "",
    lines.numbers[line] ?? 0,
    matches.starts[i] ?? 0,
  ]);
}

/** What a script does without either: every file, every line. */
function javascript([root, pattern]: readonly [string, string]): Match[] {
  const found: Match[] = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      for (const [i, line] of readFileSync(path, "utf8").split("\n").entries()) {
        for (const match of line.matchAll(new RegExp(pattern, "gu"))) {
          found.push([path.slice(root.length + 1), i + 1, match.index]);
        }
      }
    }
  }
  return found;
}

/** What would change, as all sides can tell it: each file, and how often. */
type Change = readonly [path: string, count: number];

async function preview(root: string): Promise<Change[]> {
  const { paths, counts } = await text.replace(root, "needle", "pin");
  return paths.map((path, i) => [path, counts[i] ?? 0]);
}

async function previewOfPeer(root: string): Promise<Change[]> {
  const changes = await replaceInFile({
    files: join(root, "**"),
    from: /needle/g,
    to: "pin",
    dry: true,
    countMatches: true,
  });
  return changes
    .filter(({ hasChanged }) => hasChanged)
    .map(({ file, numReplacements = 0 }) => [relative(root, file), numReplacements]);
}

const few = plant(200);
const many = plant(20_000);

const asTexts = (all: readonly (readonly unknown[])[]) => all.map(String).sort();

function replacement(what: string, root: string): Row {
  return {
    name: `preview of a replacement in ${what}`,
    ours: repeatAwaited(() => preview(root)),
    theirs: { "replace-in-file": repeatAwaited(() => previewOfPeer(root)) },
    view: asTexts,
  };
}

function row(name: string, root: string, pattern: string): Row {
  return {
    name,
    ours: repeatAwaited(() => pintle(root, pattern)),
    theirs: {
      "ripgrep as a process": repeatAwaited(() => ripgrep(root, pattern)),
      JavaScript: repeat(javascript, [root, pattern] as const),
    },
    atMost: { "ripgrep as a process": 1 },
    view: asTexts,
  };
}

export const rows: readonly Row[] = [
  row("search for a rare word in 200 files", few, "needle"),
  row("search for a rare word in 20,000 files", many, "needle"),
  row("search for a pattern in 20,000 files", many, "[a-z]+ needle|return [a-zž]+ 7$"),
  row("search for a frequent word in 200 files", few, "function"),
  // The peer opens all files simultaneously, and fails with more of them than a process may open.
  replacement("200 files", few),
];
