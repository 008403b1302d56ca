//! `pintle-host`: serves the addon's commands.

use std::process::ExitCode;

include!("../../../src/list.rs");

built_in! { families }

fn main() -> ExitCode {
    pintle_host::main("pintle", env!("CARGO_PKG_VERSION"), FAMILIES)
}
