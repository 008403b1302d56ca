import { readFileSync } from "node:fs";
import wabt from "wabt";

const tools = await wabt();

/** A module from its text. The engine is to find what is wrong with it, so nothing is checked here. */
export function assemble(wat: string): Uint8Array {
  const module = tools.parseWat("test.wat", wat, { exceptions: true, threads: true, memory64: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  return buffer;
}

/** The example in WAT that passes on what it is given. */
export const relay: Uint8Array = assemble(
  readFileSync(new URL("../../examples/guests/relay/relay.wat", import.meta.url), "utf8"),
);
