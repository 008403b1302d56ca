//! Properties that must hold for every input, as functions that panic if they do not.
//!
//! `fuzz/` runs them under libFuzzer, which searches for inputs that increase coverage.
//! `tests/replay.rs` replays those that it has found, and mutates them for a few seconds.
//!
//! - `stdio`: messages in a stream, in both framings
//! - `plan`: plans as JSON text
//! - `policy`: requests under a policy

#![forbid(unsafe_code)]

pub mod plan;
pub mod policy;
pub mod stdio;

use std::sync::LazyLock;

use pintle::Contract;

include!("../../../src/list.rs");

built_in! { families }

/// The built-in commands.
static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::new("pintle", "0", FAMILIES));

/// A check, with its name in `fuzz/`.
pub type Target = (&'static str, fn(&[u8]));

/// Every check.
pub static TARGETS: [Target; 3] = [
    ("stdio", stdio::check),
    ("plan", plan::check),
    ("policy", policy::check),
];
