import { relative } from "node:path";
import { root } from "./root.mjs";
import { step } from "./step.mjs";
import { buildForWasm, wasmOf } from "./wasm-toolchain.mjs";

/** The example that is a guest in Rust. */
const crate = "pintle-example-git-clone";

/** Builds it for its tests. */
export async function buildGuests() {
  await step("build the guest in Rust", () => buildForWasm({ package: crate, profile: "guest" }), {
    inputs: ["Cargo.toml", "Cargo.lock", "crates/pintle-guest", "examples/guests/git-clone"],
    outputs: [relative(root, wasmOf(crate, "guest"))],
  });
}
