import { existsSync } from "node:fs";
import { findBinding } from "../binding/load.ts";
import { target } from "../binding/target.ts";
import { committed } from "../contract/committed.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { openAddon } from "./addon.ts";
import { exit } from "./failure.ts";
import type { Io } from "./io.ts";
import { table, writeJson } from "./output.ts";

/** `pintle doctor`: what a bug report should say of this machine, and whether all is well. */
export async function doctor(options: { readonly json?: boolean }, io: Io): Promise<number> {
  const facts = { ...surroundings(), ...(await addonFacts()) };
  if (options.json === true) {
    writeJson(io, facts, true);
  } else {
    const rows = Object.entries(facts).map(([name, value]) => [name, String(value)]);
    io.stdout.write(`${table(rows)}\n`);
  }
  return facts.ok ? exit.ok : exit.environment;
}

function surroundings() {
  return {
    node: process.versions.node,
    nodeApi: process.versions.napi ?? "none",
    target: target(),
    threadPool: process.env.UV_THREADPOOL_SIZE ?? "default",
    PINTLE_BINARY: process.env.PINTLE_BINARY ?? "not set",
    expectedContract: committed["x-contract"].hash,
  };
}

async function addonFacts() {
  try {
    const file = findBinding();
    const addon = await openAddon({});
    const { addonVersion, hash } = addon.contract["x-contract"];
    const isSame = hash === committed["x-contract"].hash;
    return {
      addon: existsSync(file) ? file : "not found",
      version: addonVersion,
      contract: hash,
      commands: Object.keys(addon.contract["x-commands"]).length,
      ok: isSame,
      ...(isSame ? {} : { problem: "the addon and the JavaScript are of different builds" }),
    };
  } catch (error) {
    if (!PintleError.is(error)) {
      throw error;
    }
    return { ok: false, problem: error.message };
  }
}
