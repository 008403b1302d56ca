//! How Rust types describe themselves, are read and are written, whatever is at the other end.
//!
//! A type that crosses the boundary implements [`Describe`] (its schema), [`Decode`] (reading it
//! from a [`Source`]) and [`Encode`] (writing it into a [`Sink`]). JavaScript values and [`Value`]s
//! are sources and sinks. Since one implementation serves them all, what the schema accepts, what a
//! direct call accepts and what JSON may hold cannot drift apart. `#[derive(Data)]` writes all
//! three for structs and enums.
//!
//! [`Value`]: crate::Value

mod apart;
mod collections;
mod column;
mod decode;
mod encode;
mod in_place;
pub mod javascript;
mod nesting;
mod scalars;
mod sink;
mod source;
mod structs;
mod text;
mod value_source;

pub use apart::{Unwritten, discard, discard_all, enter_with};
pub use column::{Column, ColumnType, Columnar};
pub use decode::{Decode, DecodeRef, Describe};
pub use encode::{Encode, Sink};
pub use in_place::{InPlace, addresses};
pub(crate) use nesting::{ENVELOPE, check_stack, too_deep};
pub use nesting::{Envelope, Level, MAX_NESTING, check as check_value};
pub(crate) use scalars::finite;
pub use sink::ValueSink;
pub use source::{Fault, Source};
pub(crate) use structs::one_of_variants;
pub use structs::{
    FieldSlot, StructData, count_names, decode_struct, describe_field, encode_struct, join_names,
    missing_argument, one_of, unknown_argument,
};
pub use value_source::describe_text;
