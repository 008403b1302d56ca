import { type AddonOptions, openAddon } from "./addon.ts";
import type { Io } from "./io.ts";
import { table, writeJson } from "./output.ts";

/** `pintle commands`: what there is, one line each. */
export async function commands(
  options: AddonOptions & { readonly json?: boolean },
  io: Io,
): Promise<void> {
  const { binding, contract } = await openAddon(options);
  if (options.json === true) {
    writeJson(io, contract["x-commands"], true);
    return;
  }
  const all: readonly Listed[] = JSON.parse(binding.listCommands());
  const rows = all.map(({ signature, summary }) => [signature, summary]);
  io.stdout.write(`${table(rows)}\n`);
}

/** A command in the list: `math.add(a: i32, b: i32)`, and what it does. */
interface Listed {
  readonly signature: string;
  readonly summary: string;
}
