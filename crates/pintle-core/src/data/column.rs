//! Columns of numbers. The table at the end is the one list of their types: Node-API, WebAssembly,
//! JSON and the checks are made from it.

use std::{fmt, sync::Arc};

use serde::{Serialize, Serializer};

use super::{clamped, scalars};
use crate::{
    Clamped, Error, ValueRef,
    data::{
        Decode, Describe, Fault, Source,
        javascript::{JsWriter, Kind},
    },
    json::Number,
    schema::{Defs, Schema},
};

mod sealed {
    pub trait Sealed {}
}

/// A number type that has columns: `Vec<i32>` is an `Int32Array`, and so on.
pub trait Columnar: sealed::Sealed + Decode + Copy + Send + Sync + 'static {
    /// The type of its columns.
    const TYPE: ColumnType;

    #[doc(hidden)]
    fn wrap(column: Arc<Vec<Self>>) -> Column;
    #[doc(hidden)]
    fn unwrap(column: &Column) -> Option<&Arc<Vec<Self>>>;
    #[doc(hidden)]
    fn to_value_ref(self) -> ValueRef<'static>;
    #[doc(hidden)]
    fn read<'s>(source: impl Source<'s>) -> Result<Self, Fault>;
    #[doc(hidden)]
    fn json(self) -> impl Serialize;
}

impl fmt::Display for ColumnType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind().name())
    }
}

impl Column {
    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

macro_rules! columns {
    ($($variant:ident, $type:ty, $array:ident, $read:path, $to:expr, $json:expr;)*) => {
        /// The type of a column, named as JavaScript names the typed array.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ColumnType {
            $(
                #[doc = concat!("That of `Vec<", stringify!($type), ">`.")]
                $array,
            )*
        }

        impl ColumnType {
            /// All types of columns.
            pub const ALL: &'static [Self] = &[$(Self::$array,)*];

            /// What such a column is in JavaScript.
            pub const fn kind(self) -> Kind {
                match self {
                    $(Self::$array => Kind::$array,)*
                }
            }

            /// The schema of one element.
            pub fn schema(self) -> Schema {
                let defs = &mut Defs::default();
                match self {
                    $(Self::$array => <$type as Describe>::schema(defs),)*
                }
            }

            /// Reads a column of this type.
            pub(crate) fn read<'s>(self, source: impl Source<'s>) -> Result<Column, Fault> {
                match self {
                    $(Self::$array => {
                        let column = source.column::<$type>()?.into_owned();
                        Ok(Column::$variant(Arc::new(column)))
                    })*
                }
            }

            /// Checks that there is a column of this type, and returns its length.
            pub(crate) fn check<'s>(self, source: impl Source<'s>) -> Result<usize, Error> {
                match self {
                    $(Self::$array => {
                        scalars::decode_column::<$type, _>(source).map(|column| column.len())
                    })*
                }
            }
        }

        /// A column of numbers of one type.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Column {
            $(
                #[doc = concat!("`", stringify!($array), "`.")]
                $variant(Arc<Vec<$type>>),
            )*
        }

        impl Column {
            /// The number of elements.
            pub fn len(&self) -> usize {
                match self {
                    $(Self::$variant(column) => column.len(),)*
                }
            }

            /// The element at `index`.
            pub(crate) fn get(&self, index: usize) -> Option<ValueRef<'static>> {
                match self {
                    $(Self::$variant(column) => column.get(index).map(|element| element.to_value_ref()),)*
                }
            }

            /// Writes a copy of it.
            pub(crate) fn write_copy<K: JsWriter>(&self, sink: K) -> Result<K::Output, Error> {
                match self {
                    $(Self::$variant(column) => sink.copied_column(column),)*
                }
            }
        }

        impl Serialize for Column {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(column) => {
                        serializer.collect_seq(column.iter().map(|element| element.json()))
                    })*
                }
            }
        }

        $(
            impl sealed::Sealed for $type {}

            impl Columnar for $type {
                const TYPE: ColumnType = ColumnType::$array;

                fn wrap(column: Arc<Vec<Self>>) -> Column {
                    Column::$variant(column)
                }

                fn unwrap(column: &Column) -> Option<&Arc<Vec<Self>>> {
                    match column {
                        Column::$variant(column) => Some(column),
                        _ => None,
                    }
                }

                fn to_value_ref(self) -> ValueRef<'static> {
                    $to(self.into())
                }

                #[inline]
                fn read<'s>(source: impl Source<'s>) -> Result<Self, Fault> {
                    $read(source)
                }

                fn json(self) -> impl Serialize {
                    $json(self)
                }
            }
        )*
    };
}

use ValueRef::{BigInt, Number as Float};

columns! {
    I8, i8, Int8Array, scalars::integer, Float, |n| n;
    Clamped, Clamped, Uint8ClampedArray, clamped::read, Float, u8::from;
    I16, i16, Int16Array, scalars::integer, Float, |n| n;
    U16, u16, Uint16Array, scalars::integer, Float, |n| n;
    I32, i32, Int32Array, scalars::integer, Float, |n| n;
    U32, u32, Uint32Array, scalars::integer, Float, |n| n;
    F32, f32, Float32Array, scalars::single, Float, |n: f32| Number(n.into());
    F64, f64, Float64Array, scalars::double, Float, Number;
    I64, i64, BigInt64Array, Source::int64, BigInt, |n: i64| n.to_string();
    U64, u64, BigUint64Array, Source::uint64, BigInt, |n: u64| n.to_string();
}
