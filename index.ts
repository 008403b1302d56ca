/** Rust commands for TypeScript: what `import … from "pintle"` exports. */

export { contract, version } from "./lib/client/about.ts";
export { builtin } from "./lib/client/builtin.ts";
export * from "./lib/commands/all.ts";
export * from "./lib/exports.ts";
export { runGuest, runRequest } from "./lib/guest/builtin.ts";
export { preparePlan, runPlan } from "./lib/plan/builtin.ts";
// Two types have this name; this is the one for plans, the other belongs to `program.run`.
export type { RunOptions } from "./lib/plan/prepared.ts";
export { native } from "./lib/transports/native.ts";
export { wasm } from "./lib/transports/wasm.ts";
