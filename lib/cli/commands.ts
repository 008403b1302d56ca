import type { Contract, ContractCommand } from "../contract/document.ts";
import { type AddonOptions, openAddon } from "./addon.ts";
import { typeName } from "./call/values.ts";
import type { Io } from "./io.ts";
import { table, writeJson } from "./output.ts";

/** `pintle commands`: what there is, one line each. */
export async function commands(
  options: AddonOptions & { readonly json?: boolean },
  io: Io,
): Promise<void> {
  const { contract } = await openAddon(options);
  const all = Object.entries(contract["x-commands"]);
  if (options.json === true) {
    writeJson(io, Object.fromEntries(all), true);
    return;
  }
  const rows = all.map(([method, command]) => [
    `${method}(${parameters(contract, command)})`,
    command.description.split("\n\n")[0]?.replaceAll("\n", " ") ?? "",
  ]);
  io.stdout.write(`${table(rows)}\n`);
}

function parameters(contract: Contract, { params }: ContractCommand): string {
  return params
    .map(({ name, kind, required, schema }) => {
      const mark = required ? "" : "?";
      return kind === "options"
        ? `${name}${mark}`
        : `${name}${mark}: ${typeName(contract, schema)}`;
    })
    .join(", ");
}
