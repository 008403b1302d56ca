import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { text } from "node:stream/consumers";
import type { Contract } from "../contract/document.ts";
import { generateTypeScript } from "../contract/typescript.ts";
import { AuthorFault } from "./fault.ts";
import { writeInPlace } from "./place.ts";
import type { Project } from "./project.ts";

/** What the process that loads an addon does. Unlike `require`, this loads a file of any name. */
const script =
  "const addon = { exports: {} }; process.dlopen(addon, process.argv[1]); process.stdout.write(addon.exports.contract());";

/**
 * Asks an addon for its contract, in a process of its own: an addon that was loaded is never unloaded, and one
 * that crashes ends its process.
 */
export async function contractOf(file: string): Promise<Contract> {
  const node = spawn(process.execPath, ["--eval", script, file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code, signal]] = await Promise.all([
    text(node.stdout),
    text(node.stderr),
    once(node, "close"),
  ]);
  if (code !== 0) {
    const end = signal === null ? "" : ` (it ended by ${signal})`;
    throw new AuthorFault("failed", `${file} cannot be loaded${end}\n${errors}`.trimEnd());
  }
  return JSON.parse(output);
}

/** Writes the module with the types of a project's commands. Returns whether it has changed. */
export function writeTypes(project: Project, file: string, contract: Contract): boolean {
  const folder = `${relative(dirname(file), project.folder).replaceAll("\\", "/") || "."}/`;
  const addon = { name: project.crate, package: project.package, folder };
  const module = generateTypeScript(contract, { runtime: "pintle/runtime", addon });
  if (existsSync(file) && readFileSync(file, "utf8") === module) {
    return false;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeInPlace(file, module);
  return true;
}
