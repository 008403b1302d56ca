import { version } from "../generated/expected.ts";

/** Where it is written what each bundler must be told. The page is published with the package. */
export const page: string = `https://unpkg.com/pintle@${version}/docs/bundlers.md`;

/** What to do where a bundler has taken pintle's JavaScript away from its other files. */
export const external: string = `mark pintle as external in the bundler's settings, so that it stays in node_modules: ${page}`;
