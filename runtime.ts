/**
 * For using addons of your own: what `import … from "pintle/runtime"` exports. It never loads
 * Pintle's own addon, so it works where there is none.
 */

export * from "./lib/exports.ts";
export { runGuest, runRequest } from "./lib/guest/run-guest.ts";
export { direct as native } from "./lib/transports/direct.ts";
