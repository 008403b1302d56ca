//! The built-in commands: what authors of Node tools need most. No command knows Node or a
//! transport; each can be called from plain Rust.
//!
//! WebAssembly has those that need neither files nor programs nor threads.

#[cfg(not(target_family = "wasm"))]
pub mod archive;
#[cfg(not(target_family = "wasm"))]
mod fs;
pub mod hash;
pub mod math;
#[cfg(not(target_family = "wasm"))]
pub mod program;
#[cfg(test)]
mod testing;
#[cfg(not(target_family = "wasm"))]
pub mod text;
#[cfg(not(target_family = "wasm"))]
pub mod tree;
#[cfg(not(target_family = "wasm"))]
mod walk;
