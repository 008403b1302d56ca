import { basename, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type ManagerName, managerNames, managerOf, managers } from "../../author/managers.ts";
import { type AddonName, addonName } from "../../author/names.ts";
import { newFiles, type Occupied, occupied, writeFiles } from "../../author/scaffold.ts";
import { ask } from "../ask.ts";
import { UsageError } from "../failure.ts";
import { type Io, isInteractive } from "../io.ts";
import type { Cli } from "../subcommand.ts";

interface NewOptions {
  readonly name?: string;
  readonly packageManager?: ManagerName;
  readonly force?: boolean;
  readonly yes?: boolean;
}

/** `pintle new`. */
export function define(command: Command, { io }: Cli): void {
  command
    .description("make an addon of your own: commands in Rust, tests, types, a workflow")
    .argument("[folder]", "where to make it; its name is that of the addon")
    .option("--name <name>", "the package's name, such as @me/words")
    .option("--force", "write into a folder that is not empty, over files of the same names")
    .option("--yes", "ask nothing")
    .addOption(
      new Option("--package-manager <name>", "what the instructions use").choices(managerNames),
    )
    .action((folder, options) => make(folder, options, io));
}

async function make(given: string | undefined, options: NewOptions, io: Io): Promise<void> {
  const mayAsk = options.yes !== true && isInteractive(io);
  const folder = resolve(given ?? (await askForFolder(options, mayAsk, io)));
  const name = nameOf(options.name ?? basename(folder));
  const manager = options.packageManager ?? managerOf(process.env.npm_config_user_agent);
  const files = newFiles(name, managers[manager]);
  const found = writing(folder, () => occupied(folder, files));
  if (found !== undefined && options.force !== true) {
    await askToGoOn(folder, found, mayAsk, io);
  }
  writing(folder, () => writeFiles(folder, files));
  const overwritten = found?.overwritten ?? [];
  if (overwritten.length > 0) {
    io.stderr.write(`overwritten: ${overwritten.join(", ")}\n`);
  }
  const below = relative(process.cwd(), folder);
  const place = below.startsWith("..") ? folder : below;
  const lines = [
    `made ${name.package} in ${folder}`,
    "",
    ...(place === "" ? [] : [`  cd ${place}`]),
    `  ${managers[manager].install}`,
    `  ${managers[manager].test}`,
  ];
  io.stdout.write(`${lines.join("\n")}\n`);
}

/** Where to make it. Without `--name`, that names the addon as well. */
async function askForFolder({ name }: NewOptions, mayAsk: boolean, io: Io): Promise<string> {
  if (name !== undefined) {
    return nameOf(name).crate;
  }
  const answer = mayAsk ? await ask(io, "name of the addon: ") : undefined;
  if (answer === undefined || answer === "") {
    throw new UsageError("expected a folder, whose name is that of the addon");
  }
  return answer;
}

function nameOf(text: string): AddonName {
  const name = addonName(text);
  if ("problem" in name) {
    throw new UsageError(`${JSON.stringify(text)} cannot be the name of an addon: ${name.problem}`);
  }
  return name;
}

/** Does something to the folder. That it cannot be written to is a fault of what was typed. */
function writing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to: ${(error as Error).message}`);
  }
}

/** How many names a question lists. */
const listed = 10;

async function askToGoOn(
  folder: string,
  { overwritten }: Occupied,
  mayAsk: boolean,
  io: Io,
): Promise<void> {
  const more = overwritten.length - listed;
  const names = `${overwritten.slice(0, listed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const what =
    overwritten.length === 0
      ? "none of its files would be overwritten"
      : `these files would be overwritten: ${names}`;
  const problem = `${folder} is not empty; ${what}`;
  if (!mayAsk) {
    throw new UsageError(`${problem}. Use --force to write into it`);
  }
  const answer = await ask(io, `${problem}\nwrite into it? (y/N): `);
  if (!/^y(es)?$/i.test(answer?.trim() ?? "")) {
    throw new UsageError("nothing was written");
  }
}
