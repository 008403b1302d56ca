//! JavaScript's values, whatever reaches them: Node-API, or a WebAssembly module.
//!
//! What reads and writes them implements [`JsReader`] and [`JsWriter`] beside [`Source`] and [`Sink`].
//! What has to be the same everywhere is here: how values of any type are read and written, and how
//! they are shown in messages.
//!
//! [`Source`]: crate::data::Source
//! [`Sink`]: crate::data::Sink

mod kind;
mod number;
mod read;
mod write;

pub use kind::Kind;
pub use number::number_text;
pub use read::{JsReader, describe, in_place_fault, read, too_many_arguments};
pub use write::{JsWriter, write};
