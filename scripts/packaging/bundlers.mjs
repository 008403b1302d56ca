import { join } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import * as vite6 from "vite6";
import * as vite7 from "vite7";
import webpack from "webpack";

/**
 * A bundler, with the setting that docs/bundlers.md names for programs of Node, or without.
 *
 * @typedef {object} Bundler
 * @property {string} name
 * @property {string} file that it writes, in the project
 * @property {(project: string, isExternal: boolean) => Promise<unknown>} build
 * @property {boolean} [isAsIs] whether what it builds without the setting runs where it was built
 */

const entry = "bundled.mjs";

/** @type {readonly Bundler[]} */
export const bundlers = [
  ...["esm", "cjs"].map((format) => byEsbuild(/** @type {"esm" | "cjs"} */ (format))),
  {
    name: "Rollup",
    file: "out/rollup.mjs",
    async build(project, isExternal) {
      const bundle = await rollup({
        input: join(project, entry),
        external: isExternal ? ["pintle"] : [],
        plugins: [nodeResolve()],
        onLog: () => {}, // It reports what is external.
      });
      await bundle.write({
        file: join(project, "out/rollup.mjs"),
        inlineDynamicImports: true,
      });
    },
  },
  {
    name: "webpack",
    file: "out/webpack.cjs",
    isAsIs: true,
    build: (project, isExternal) =>
      byWebpack({
        context: project,
        target: "node20",
        output: {
          path: join(project, "out"),
          filename: "webpack.cjs",
          chunkFilename: "[name].cjs",
        },
        ...(isExternal ? { externals: { pintle: "node-commonjs pintle" } } : {}),
      }),
  },
  {
    name: "webpack to ES modules",
    file: "out/webpack.mjs",
    isAsIs: true,
    build: (project, isExternal) =>
      byWebpack({
        context: project,
        target: "node20",
        experiments: { outputModule: true },
        output: {
          path: join(project, "out"),
          filename: "webpack.mjs",
          chunkFilename: "[name].mjs",
          module: true,
        },
        ...(isExternal ? { externals: { pintle: "module pintle" } } : {}),
      }),
  },
  byVite("Vite 6", "vite6.mjs", /** @type {any} */ (vite6)),
  byVite("Vite 7", "vite7.mjs", /** @type {any} */ (vite7)),
];

/**
 * @param {"esm" | "cjs"} format
 * @returns {Bundler}
 */
function byEsbuild(format) {
  const file = `out/esbuild.${format === "esm" ? "mjs" : "cjs"}`;
  return {
    name: `esbuild to ${format}`,
    file,
    build: (project, isExternal) =>
      esbuild.build({
        absWorkingDir: project,
        entryPoints: [entry],
        bundle: true,
        platform: "node",
        format,
        outfile: file,
        external: isExternal ? ["pintle"] : [],
        logLevel: "silent",
      }),
  };
}

/** @param {import("webpack").Configuration} config */
function byWebpack(config) {
  const compiler = webpack({ mode: "production", entry: `./${entry}`, ...config });
  return new Promise((resolve, reject) => {
    compiler?.run((error, stats) => {
      const said = stats?.toString({ all: false, errors: true, warnings: true });
      error || said ? reject(error ?? new Error(said)) : resolve(undefined);
    });
  });
}

/**
 * @param {string} name
 * @param {string} file
 * @param {typeof import("vite7")} vite
 * @returns {Bundler}
 */
function byVite(name, file, vite) {
  return {
    name: `${name}, for a server`,
    file: `out/${file}`,
    build: (project, isExternal) =>
      vite.build({
        root: project,
        configFile: false,
        logLevel: "silent",
        ssr: { noExternal: true, ...(isExternal ? { external: ["pintle"] } : {}) },
        build: {
          ssr: entry,
          outDir: "out",
          emptyOutDir: false,
          rollupOptions: { output: { entryFileNames: file, inlineDynamicImports: true } },
        },
      }),
  };
}
