import { readFileSync } from "node:fs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";

/**
 * Makes sure that Rust is there as rust-toolchain.toml pins it, where rustup has not been told to
 * install it by itself. Without rustup, whatever Rust is on the PATH is used.
 */
export async function usePinnedRust() {
  const { ok, output } = await run("rustc", ["--version"]);
  if (ok || !output.includes("is not installed")) {
    return;
  }
  const pinned = channel();
  const stable = await run("rustup", ["run", "stable", "rustc", "--version"]);
  if (stable.ok && stable.output.startsWith(`rustc ${pinned} `)) {
    process.env.RUSTUP_TOOLCHAIN = "stable"; // The same under another name.
    return;
  }
  process.stderr.write(`install Rust ${pinned} with rustup, as rust-toolchain.toml says …\n`);
  await run("rustup", ["toolchain", "install"], { RUSTUP_MAX_RETRIES: "0" }, 600_000);
}

/** The version of Rust that everything here is built with. */
function channel() {
  const text = readFileSync(at("rust-toolchain.toml"), "utf8");
  return /^channel = "(.+)"$/m.exec(text)?.[1];
}
