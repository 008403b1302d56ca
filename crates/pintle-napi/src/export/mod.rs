//! What the addon exports: its commands, and the functions that the TypeScript client needs.

pub(crate) mod addon;
pub(crate) mod bindings;
mod pin;
pub(crate) mod plans;
mod policies;
mod sessions;
