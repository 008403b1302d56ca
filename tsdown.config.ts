import { fileURLToPath } from "node:url";
import type { UserConfig } from "tsdown";

/** What every build shares: ES modules; Node's `require()` loads them from Node 20.19 on. */
const shared = {
  format: "esm",
  fixedExtension: false,
  logLevel: "warn",
} as const;

const node = { ...shared, platform: "node", target: "node20.19" } as const;

const config: UserConfig[] = [
  // Each has all it needs for itself. With chunks that it shares, `import "pintle"` would read fifty
  // files instead of a few, and a guest's thread what it never needs.
  ...Object.entries({
    index: "index.ts",
    cli: "lib/cli/main.ts",
    "guest-worker": "lib/guest/worker.ts",
    report: "lib/report/main.ts",
    fallback: "lib/wasm/fallback.ts",
    "wasm/node": "wasm.ts",
  }).map(
    ([name, entry], index): UserConfig => ({
      ...node,
      entry: { [name]: entry },
      // All chunks are in dist/, those of wasm/node too, and find the WebAssembly from there.
      alias: { "#wasm-module": fileURLToPath(new URL("lib/wasm/module/dist.ts", import.meta.url)) },
      clean: index === 0,
      dts: false,
      outDir: "dist",
    }),
  ),
  {
    // The same as the entry for Node but for how the module is loaded; see `imports` in package.json.
    ...shared,
    platform: "browser",
    target: "es2022",
    entry: { browser: "wasm.ts" },
    clean: false,
    dts: false,
    outDir: "dist/wasm",
  },
  {
    // The same again, but for a module that the program hands in.
    ...shared,
    platform: "neutral",
    target: "es2022",
    entry: { init: "wasm-init.ts" },
    alias: { "#wasm-module": fileURLToPath(new URL("lib/wasm/module/given.ts", import.meta.url)) },
    clean: false,
    dts: false,
    outDir: "dist/wasm",
  },
  // The public types in one file for each entry. scripts/setup copies them to the root, where their
  // changes show.
  ...["index", "wasm", "wasm-init"].map(
    (entry): UserConfig => ({
      ...node,
      entry: { [entry]: `${entry}.ts` },
      clean: false,
      dts: { oxc: true, emitDtsOnly: true },
      deps: { neverBundle: ["pintle/wasm"] }, // What `wasm-init` gives has its types there.
      outDir: "target/types",
    }),
  ),
];

export default config;
