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

/** The file of that name in `lib/wasm/module/`, for modules that import `#wasm-module`. */
const wasmModule = (name: string) => ({
  alias: { "#wasm-module": fileURLToPath(new URL(`lib/wasm/module/${name}`, import.meta.url)) },
});

/** All chunks are in dist/, including those of wasm/node, and find the WebAssembly from there. */
const inDist = wasmModule("dist.ts");

/** What `pintle` wraps: its own version uses Pintle's addon by default. */
const ofRuntimeAlone = /\/(direct|exports|run-guest)\.ts$/;

const config: UserConfig[] = [
  {
    // These share their code, so that an error of any of them is a `PintleError` for all.
    ...node,
    ...inDist,
    entry: { index: "index.ts", runtime: "runtime.ts", fallback: "lib/wasm/fallback.ts" },
    clean: true,
    dts: false,
    outDir: "dist",
  },
  // Each is self-contained. With shared chunks, `import "pintle"` would read fifty files instead of
  // a few, and a guest's thread would read what it never needs.
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
    // The same as the entry for Node, except for how the module is loaded; see `imports` in
    // package.json.
    ...shared,
    platform: "browser",
    target: "es2022",
    entry: { browser: "wasm.ts" },
    clean: false,
    dts: false,
    outDir: "dist/wasm",
  },
  {
    // The same again, for a module that the program passes in.
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
      deps: { neverBundle: ["pintle/wasm"] }, // The exports of `wasm-init` have their types there.
      outDir: "target/types",
    }),
  ),
  {
    // It imports what it shares with index.d.ts: TypeScript treats two declarations of one class as
    // two classes.
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
