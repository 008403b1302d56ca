import { version } from "../generated/expected.ts";

/** The page with the settings for each bundler. It is published with the package. */
export const page: string = `https://unpkg.com/pintle@${version}/docs/bundlers.md`;

/** What to do when a bundler has separated pintle's JavaScript from its other files. */
export const external: string = `mark pintle as external in the bundler's settings, so that it stays in node_modules: ${page}`;
