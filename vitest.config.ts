import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    include: ["__test__/**/*.test.{ts,mjs}"],
    typecheck: {
      enabled: true,
      include: ["__test__/types/**/*.test-d.ts"],
      // Errors elsewhere are reported by tsc, once.
      ignoreSourceErrors: true,
      tsconfig: "tsconfig.json",
    },
    // Each test file gets a process: an addon is loaded once and never unloaded.
    pool: "forks",
    testTimeout: 30_000,
  },
};

export default config;
