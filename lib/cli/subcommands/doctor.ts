import type { Command } from "commander";
import { PintleLoadError, runtime } from "../../binding/load-error.ts";
import { machine, nameOf } from "../../binding/machine.ts";
import { installedPackages } from "../../binding/platform-package.ts";
import { contractHash, version } from "../../generated/expected.ts";
import { exit } from "../failure.ts";
import { hostFacts } from "../host-facts.ts";
import type { Io } from "../io.ts";
import { table, writeJson } from "../output.ts";
import type { Cli } from "../subcommand.ts";

/** `pintle doctor`. */
export function define(command: Command, { io, finish }: Cli): void {
  command
    .description("print diagnostics for a bug report")
    .option("--json", "write them as one line of JSON")
    .action(async (options) => finish(await doctor(options, io)));
}

/** The facts of this machine that a bug report needs, and what is wrong. */
async function doctor(options: { readonly json?: boolean }, io: Io): Promise<number> {
  const [around, addon] = [surroundings(), await addonFacts()];
  const { warning, ...host } = hostFacts();
  if (options.json === true) {
    const warnings = warning === undefined ? {} : { warnings: [warning] };
    writeJson(io, { ...around, ...host, ...addon, ...warnings }, true);
  } else {
    // The text of the problem has the other facts of a failure.
    const { problem, ok } = addon;
    const shown = { ...around, ...host, ...(problem === undefined ? addon : { ok }) };
    const rows = Object.entries(shown).map(([name, value]) => [name, readable(value)]);
    const remarks = Object.entries({ problem, warning }).filter(([, text]) => text !== undefined);
    const below = remarks.map(([name, text]) => `\n${name}: ${text}\n`);
    io.stdout.write(`${table(rows)}\n${below.join("")}`);
  }
  return addon.ok ? exit.ok : exit.environment;
}

function readable(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") || "none" : String(value);
}

function surroundings() {
  const { env, execArgv, versions } = process;
  const set = (name: string) => env[name] ?? "not set";
  return {
    pintle: version,
    running: runtime(),
    platform: nameOf(machine()),
    nodeApi: versions.napi ?? "none",
    nodeFlags: [...execArgv, ...(env.NODE_OPTIONS ?? "").split(" ")].filter((flag) => flag !== ""),
    threadPool: env.UV_THREADPOOL_SIZE ?? "default",
    PINTLE_BINARY: set("PINTLE_BINARY"),
    PINTLE_FALLBACK: set("PINTLE_FALLBACK"),
    PINTLE_HOST: set("PINTLE_HOST"),
    packages: installedPackages(),
    expectedContract: contractHash,
  };
}

interface AddonFacts {
  readonly ok: boolean;
  readonly problem?: string;
}

async function addonFacts(): Promise<AddonFacts & Readonly<Record<string, unknown>>> {
  try {
    const { builtin, loaded } = await import("../../client/builtin.ts");
    if (loaded.failure !== undefined) {
      throw loaded.failure;
    }
    const { addonVersion, hash } = builtin.contract["x-contract"];
    const isSame = hash === contractHash;
    return {
      addon: loaded.file,
      source: loaded.source,
      version: addonVersion,
      contract: hash,
      commands: Object.keys(builtin.contract["x-commands"]).length,
      ok: isSame,
      ...(isSame ? {} : { problem: "the addon and the JavaScript are of different builds" }),
    };
  } catch (error) {
    if (!(error instanceof PintleLoadError)) {
      throw error;
    }
    return { reason: error.reason, ...error.details, ok: false, problem: error.message };
  }
}
