//! Serves the commands of a contract to another process: JSON-RPC 2.0 over stdin and stdout, as
//! `docs/protocol.md` describes it. It can also run a single command or plan and exit.
//!
//! - `cli`, `help`: the command line
//! - `framing`: how messages are framed in a stream of bytes
//! - `rpc`: the content of messages
//! - `serve`: a conversation
//! - `oneshot`: a single command or plan
//! - `bounded`: reading documents up to a maximum size
//!
//! A program with its own commands becomes a host in one line:
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

/// Runs the command line with the commands of `families`, and returns the exit code.
pub fn main(name: &str, version: &str, families: &[Family]) -> ExitCode {
    // A mistake in the list must be visible, so panics are printed until here.
    let host = Host::new(name, version, families);
    panic::install_hook();
    cli::run(host, &Stop::listen())
}
