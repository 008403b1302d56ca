/** Rust commands for TypeScript: what `import … from "pintle"` gives. */

export { contract, version } from "./lib/client/about.ts";
export { builtin } from "./lib/client/builtin.ts";
export * from "./lib/commands/all.ts";
export * from "./lib/exports.ts";
export { runGuest, runRequest } from "./lib/guest/builtin.ts";
export { preparePlan, runPlan } from "./lib/plan/builtin.ts";
// Of two types of this name, that of plans; `program.run` has the other.
export type { RunOptions } from "./lib/plan/prepared.ts";
export { native } from "./lib/transports/native.ts";
export { wasm } from "./lib/transports/wasm.ts";
