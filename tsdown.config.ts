import type { UserConfig } from "tsdown";

/** What every build shares: ES modules for Node, which `require()` loads from Node 20.19 on. */
const shared = {
  format: "esm",
  platform: "node",
  target: "node20.19",
  fixedExtension: false,
  logLevel: "warn",
} as const;

const config: UserConfig[] = [
  {
    ...shared,
    entry: {
      index: "index.ts",
      cli: "lib/cli/main.ts",
      "guest-worker": "lib/guest/worker.ts",
      report: "lib/report/main.ts",
    },
    clean: true,
    dts: false,
    outDir: "dist",
  },
  {
    // The public types in one file. scripts/setup copies it to the root, where its changes show.
    ...shared,
    entry: { index: "index.ts" },
    clean: true,
    dts: { oxc: true, emitDtsOnly: true },
    outDir: "target/types",
  },
];

export default config;
