import type { Contract } from "./document.ts";
import { collectTypes } from "./named-types.ts";

/** The part of a contract that runs in WebAssembly: the portable commands, and the types they use. */
export function portablePart(contract: Contract): Contract {
  const commands = Object.entries(contract["x-commands"]).filter(([, { portable }]) => portable);
  const used = new Set<string>();
  for (const [, { paramsSchema, params, result }] of commands) {
    for (const schema of [paramsSchema, result, ...params.map((param) => param.schema)]) {
      collectTypes(contract, schema, used);
    }
  }
  for (const { details = {} } of Object.values(contract["x-errors"])) {
    collectTypes(contract, details, used);
  }
  const defs = Object.entries(contract.$defs).filter(([name]) => used.has(name));
  return {
    ...contract,
    $defs: Object.fromEntries(defs),
    "x-commands": Object.fromEntries(commands),
  };
}

/** The commands that only an operating system can run. */
export function notPortableMethods(contract: Contract): string[] {
  const commands = Object.entries(contract["x-commands"]);
  return commands.filter(([, { portable }]) => !portable).map(([method]) => method);
}
