//! What the addon exports: its commands, and the functions that the TypeScript client needs.

pub(crate) mod addon;
mod bindings;
mod checks;
mod exports;
mod helper;
pub(crate) mod load;
mod pin;
mod plans;
mod policies;
mod sessions;
