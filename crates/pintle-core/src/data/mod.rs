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
mod character;
mod clamped;
mod collections;
mod column;
mod decode;
mod encode;
mod in_place;
pub mod javascript;
mod json_sink;
mod json_value;
mod kinds;
mod lent;
mod map_key;
mod maps;
mod nesting;
mod pointers;
mod safe;
mod scalars;
mod sets;
mod sink;
mod source;
mod structs;
mod tagged;
mod text;
mod time;
mod tuples;
mod untagged;
mod value_source;

pub use apart::{Unwritten, discard, discard_all, enter_with};
pub use clamped::Clamped;
pub(crate) use collections::missing_item;
pub use collections::only_in_fields;
pub use column::{Column, ColumnType, Columnar};
pub(crate) use decode::decode_items;
pub use decode::{Decode, DecodeRef, Describe};
pub use encode::{Encode, Sink, encode_items};
pub use in_place::{InPlace, addresses};
pub use json_sink::{JsonList, is_plain};
#[cfg(feature = "serde")]
pub(crate) use json_value::not_json;
pub(crate) use json_value::{check_json, read_json};
pub use kinds::Kinds;
pub use lent::{Lend, Lent};
pub(crate) use map_key::check_name;
pub use map_key::{MapKey, read_variant};
#[cfg(feature = "serde")]
pub(crate) use nesting::check_room;
#[cfg(all(feature = "serde", not(target_family = "wasm")))]
pub(crate) use nesting::with_room;
pub(crate) use nesting::{ENVELOPE, check_stack, too_deep};
pub use nesting::{Envelope, Level, MAX_NESTING, check as check_value, no_stack};
pub use safe::Safe;
#[cfg(feature = "serde")]
pub(crate) use safe::beyond;
pub(crate) use scalars::finite;
pub(crate) use sets::decode_set;
pub use sink::ValueSink;
pub use source::{Fault, Source};
pub use structs::{
    FieldSlot, StructData, count_names, decode_struct, describe_field, encode_columns,
    encode_struct, join_names, missing_argument, one_of, unknown_argument,
};
pub(crate) use structs::{one_of_names, one_of_variants};
pub(crate) use tagged::tag_value;
pub use tagged::{VariantData, tag_of};
pub(crate) use time::MAX_MILLIS;
pub(crate) use tuples::{check_length, item as tuple_item, list_len};
pub use untagged::read_alternative;
pub use value_source::describe_text;
