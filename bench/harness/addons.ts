import { createRequire } from "node:module";
import { resolve } from "node:path";

/** Where scripts/bench, which starts us in the checkout, has put an addon. */
export function fileOf(name: string): string {
  return resolve("target", "bench", `${name}.node`);
}

/** Loads an addon that is not Pintle's. */
export function load<Exports>(name: string): Exports {
  const require = createRequire(import.meta.url);
  return require(fileOf(name));
}
