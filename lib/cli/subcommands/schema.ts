import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, Option } from "commander";
import { type GenerateOptions, generateTypeScript } from "../../contract/typescript.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import type { Io } from "../io.ts";
import { writeJson } from "../output.ts";
import type { Cli } from "../subcommand.ts";

/** What `pintle schema` can write. */
const formats = ["contract", "typescript", "plan"] as const;

interface SchemaOptions extends AddonOptions {
  readonly format: (typeof formats)[number];
}

/** `pintle schema`. */
export function define(command: Command, { io }: Cli): void {
  withAddonOption(command)
    .description("write the contract, or what is generated from it")
    .addOption(
      new Option("--format <format>", "what to write").choices(formats).default("contract"),
    )
    .action((options) => schema(options, io));
}

/** The contract, or what is generated from it. */
async function schema({ format, ...options }: SchemaOptions, io: Io): Promise<void> {
  const { binding, contract } = await openAddon(options);
  if (format === "plan") {
    io.stdout.write(binding.planSchema());
    return;
  }
  if (format === "contract") {
    writeJson(io, contract, false);
    return;
  }
  io.stdout.write(generateTypeScript(contract, foundation(options)));
}

/** What a generated module builds on: that of another addon on what never loads Pintle's own. */
function foundation({ addon }: AddonOptions): GenerateOptions {
  return addon === undefined
    ? { runtime: "pintle" }
    : { runtime: "pintle/runtime", addon: specifier(addon) };
}

/** A file as a module refers to it. */
function specifier(file: string): string {
  if (isAbsolute(file)) {
    return pathToFileURL(file).href;
  }
  return file.startsWith(".") ? file : `./${file}`;
}
