import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Rolldown, UserConfig } from "tsdown";

/** What every build shares: ES modules; Node's `require()` loads them from Node 20.19 on. */
const shared = {
  format: "esm",
  fixedExtension: false,
  logLevel: "warn",
  // The documentation is in the declarations, where editors look for it.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: true } },
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

/** Stands for the file of the contract until it is known where the bundle is that imports it. */
const contract = "in-dist:contract.js";

/** The contract is large, so it is in dist/ once: a file that each bundle imports when somebody asks for it. */
const contractApart: Rolldown.Plugin = {
  name: "contract-apart",
  resolveId: {
    order: "pre",
    handler: (id, importer) =>
      importer !== undefined && /\/contract\/committed\.ts$/.test(id)
        ? { id: contract, external: true }
        : undefined,
  },
  renderChunk(code, { fileName }, { dir = "dist" }) {
    const folder = dirname(resolve(dir, fileName));
    const path = relative(folder, resolve("dist", "contract.js")).replaceAll("\\", "/");
    return code.replaceAll(contract, path.startsWith(".") ? path : `./${path}`);
  },
};

/** What `pintle` wraps: its own version uses Pintle's addon by default. */
const ofRuntimeAlone = /\/(direct|exports|run-guest)\.ts$/;

const config: UserConfig[] = [
  {
    // What these share they have from the same files: an error of any is a `PintleError` of all, and
    // there is one instance of the WebAssembly module.
    ...node,
    ...inDist,
    plugins: [contractApart],
    entry: {
      index: "index.ts",
      runtime: "runtime.ts",
      fallback: "lib/wasm/fallback.ts",
      "wasm/node": "wasm.ts",
    },
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
  }).map(
    ([name, entry]): UserConfig => ({
      ...node,
      entry: { [name]: entry },
      ...inDist,
      plugins: [contractApart],
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
    plugins: [contractApart],
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
    plugins: [contractApart],
    clean: false,
    dts: false,
    outDir: "dist/wasm",
  },
  {
    ...shared,
    platform: "neutral",
    target: "es2022",
    entry: { contract: "lib/contract/committed.ts" },
    minify: true, // Nobody reads it there.
    clean: false,
    dts: false,
    outDir: "dist",
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
