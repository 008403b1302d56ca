//! What the addon exports: its commands, and the functions that the TypeScript client needs.

pub(crate) mod addon;
mod checks;
mod client;
mod contract;
mod controls;
mod exports;
mod helper;
pub(crate) mod load;
mod pin;
mod plans;
mod policies;
mod resources;
mod sessions;
mod streams;
