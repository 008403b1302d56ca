//! What must hold for every input, as functions that panic where it does not.
//!
//! `fuzz/` gives them to libFuzzer, which looks for inputs that take new ways through the code.
//! `tests/replay.rs` tries those that it has found, and changes them at random for some seconds.
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

/// A check, with the name that it has in `fuzz/`.
pub type Target = (&'static str, fn(&[u8]));

/// Every check.
pub static TARGETS: [Target; 3] = [
    ("stdio", stdio::check),
    ("plan", plan::check),
    ("policy", policy::check),
];
