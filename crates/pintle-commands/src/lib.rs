//! The built-in commands: what people who write Node tools need most. No command knows Node or a
//! transport; each can be called from plain Rust.

mod crew;
mod folder;
pub mod hash;
pub mod math;
mod meter;
mod open;
pub mod program;
#[cfg(test)]
mod testing;
#[cfg(not(target_family = "wasm"))]
pub mod text;
pub mod tree;
