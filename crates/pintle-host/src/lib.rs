//! Serves the commands of a contract to another process: JSON-RPC 2.0 over stdin and stdout, as
//! `docs/protocol.md` describes it. It can also run one command or one plan and end.
//!
//! - `cli`, `help`: the command line
//! - `framing`: how messages stand in a stream of bytes
//! - `rpc`: what a message says
//! - `serve`: a conversation
//! - `oneshot`: one command, or one plan
//! - `bounded`: reading documents that are not to be too long
//!
//! A program with commands of its own is a host in one line:
//!
//! ```no_run
//! mod greet {
//!     /// Says hello.
//!     #[pintle::command(portable)]
//!     pub fn hello(name: String) -> String {
//!         format!("Hello, {name}!")
//!     }
//! }
//!
//! pintle::families! { greet => [hello] }
//!
//! fn main() -> std::process::ExitCode {
//!     pintle_host::main("greeter", env!("CARGO_PKG_VERSION"), FAMILIES)
//! }
//! ```

#![forbid(unsafe_code)]

mod bounded;
mod cli;
mod exit;
mod framing;
#[doc(hidden)]
pub mod fuzz;
mod help;
mod host;
mod oneshot;
mod rpc;
mod serve;
mod signals;

use std::process::ExitCode;

use pintle::{Family, panic};

pub use framing::Framing;
pub use host::{Host, Limits};
pub use serve::serve;
use signals::Stop;

/// Does what the command line says with the commands of `families`, and gives the exit code.
pub fn main(name: &str, version: &str, families: &[Family]) -> ExitCode {
    // A fault in the list is to be seen, so panics print until here.
    let host = Host::new(name, version, families);
    panic::install_hook();
    cli::run(host, &Stop::listen())
}
