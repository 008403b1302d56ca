import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PintleError } from "../../errors/pintle-error.ts";

/** The WebAssembly module, read at once: so Node can `require()` what imports this. */
export const module: WebAssembly.Module = new WebAssembly.Module(readFileSync(find()));

function find(): string {
  // From dist/wasm/, from dist/, and from the sources.
  const places = ["./pintle.wasm", "./wasm/pintle.wasm", "../../../dist/wasm/pintle.wasm"];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (found === undefined) {
    const tried = files.map((file) => `    ${file}`).join("\n");
    const hint = "run `npm run build:wasm` in Pintle's checkout";
    const message = `there is no pintle.wasm\n  tried:\n${tried}\n  hint: ${hint}`;
    throw new PintleError({ code: "ERR_PINTLE_LOAD", message, pointer: "" });
  }
  return found;
}
