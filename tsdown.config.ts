import { fileURLToPath } from "node:url";
import type { UserConfig } from "tsdown";

/** What every build shares: ES modules; Node's `require()` loads them from Node 20.19 on. */
const shared = {
  format: "esm",
  fixedExtension: false,
  logLevel: "warn",
} as const;

const node = { ...shared, platform: "node", target: "node20.19" } as const;

const types = {
  ...node,
  clean: false,
  dts: { oxc: true, emitDtsOnly: true },
} as const;

/** The file of that name in `lib/wasm/module/`, for what imports `#wasm-module`. */
const wasmModule = (name: string) => ({
  alias: { "#wasm-module": fileURLToPath(new URL(`lib/wasm/module/${name}`, import.meta.url)) },
});

/** All chunks are in dist/, those of wasm/node too, and find the WebAssembly from there. */
const inDist = wasmModule("dist.ts");

/** What `pintle` does not have as it is: its own takes its addon where none is named. */
const ofRuntimeAlone = /\/(direct|exports|run-guest)\.ts$/;

const config: UserConfig[] = [
  {
    // What these share they have from the same files: an error of any is a `PintleError` of all.
    ...node,
    ...inDist,
    entry: { index: "index.ts", runtime: "runtime.ts", fallback: "lib/wasm/fallback.ts" },
    clean: true,
    dts: false,
    outDir: "dist",
  },
  // Each has all it needs for itself. With chunks that it shares, `import "pintle"` would read fifty
  // files instead of a few, and a guest's thread what it never needs.
  ...Object.entries({
    cli: "lib/cli/main.ts",
    "guest-worker": "lib/guest/worker.ts",
    report: "lib/report/main.ts",
    "wasm/node": "wasm.ts",
  }).map(
    ([name, entry]): UserConfig => ({
      ...node,
      entry: { [name]: entry },
      ...inDist,
      clean: false,
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
    ...wasmModule("given.ts"),
    clean: false,
    dts: false,
    outDir: "dist/wasm",
  },
  // The public types in one file for each entry. scripts/setup copies them to the root, where their
  // changes show.
  ...["index", "wasm", "wasm-init"].map(
    (entry): UserConfig => ({
      ...types,
      entry: { [entry]: `${entry}.ts` },
      deps: { neverBundle: ["pintle/wasm"] }, // What `wasm-init` gives has its types there.
      outDir: "target/types",
    }),
  ),
  {
    // What it shares with index.d.ts it has from there: TypeScript takes two declarations of one class
    // for two classes.
    ...types,
    entry: { runtime: "runtime.ts" },
    outDir: "target/types",
    plugins: [
      {
        name: "types-of-index",
        resolveId: {
          order: "pre",
          handler: (id, importer) =>
            importer === undefined || ofRuntimeAlone.test(id)
              ? undefined
              : { id: "./index.js", external: true },
        },
      },
    ],
  },
];

export default config;
