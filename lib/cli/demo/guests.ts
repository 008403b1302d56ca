import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandGenerator } from "../../../examples/command-generator/generator.ts";
import { runGuest } from "../../guest/run-guest.ts";
import { native } from "../../transports/native.ts";
import { a, b, type Way, type Ways } from "./way.ts";

/** WebAssembly that makes the command as data, which is then run here. */
export const generated: Ways = (addon) =>
  withModule("command-generator/generator.wasm", (wasm) => {
    const make_command = commandGenerator(wasm);
    const transport = native(addon);
    const run = () => {
      const { method, params } = make_command("add", a, b);
      return transport.call(method, params);
    };
    return { title: "a command that WebAssembly makes", times: 20_000, run };
  });

/** WebAssembly that asks for the command itself, in a thread that is started each time. */
export const guests: Ways = (addon) =>
  withModule("guests/relay/relay.wasm", (wasm) => {
    const policy = { version: 1, commands: { "math.add": true } } as const;
    const input = { method: "math.add", params: { a, b } };
    const run = () => runGuest(wasm, { addon, policy, input });
    return { title: "a guest in a thread for each call", times: 5, run };
  });

/** The way with a module of the examples, which are in a checkout. */
function withModule(name: string, way: (wasm: Uint8Array<ArrayBuffer>) => Way): Way[] {
  const here = dirname(fileURLToPath(import.meta.url));
  // From the sources the checkout is three folders up, from dist/ one.
  const roots = [join(here, "..", "..", ".."), join(here, "..")];
  const found = roots.map((root) => join(root, "examples", name)).find((file) => existsSync(file));
  return found === undefined ? [] : [way(readFileSync(found))];
}
