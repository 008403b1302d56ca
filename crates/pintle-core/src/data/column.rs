//! The element types of number columns.

use std::{fmt, sync::Arc};

use crate::{
    Value, ValueRef,
    data::{Describe, Fault, Source},
    schema::{Defs, Schema},
    value::Column,
};

/// The element type of a column, named like JavaScript's typed array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// `i32`.
    Int32Array,
    /// `u32`.
    Uint32Array,
    /// `f64`.
    Float64Array,
    /// `i64`.
    BigInt64Array,
    /// `u64`.
    BigUint64Array,
}

impl ColumnType {
    /// The schema of one element.
    pub fn schema(self) -> Schema {
        let defs = &mut Defs::default();
        match self {
            Self::Int32Array => i32::schema(defs),
            Self::Uint32Array => u32::schema(defs),
            Self::Float64Array => f64::schema(defs),
            Self::BigInt64Array => i64::schema(defs),
            Self::BigUint64Array => u64::schema(defs),
        }
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A number type that has columns: `Vec<i32>` is an `Int32Array`, and so on.
pub trait Columnar: sealed::Sealed + Copy + Send + Sync + 'static {
    /// The typed array of this element.
    const TYPE: ColumnType;

    #[doc(hidden)]
    fn wrap(column: Arc<Vec<Self>>) -> Column;
    #[doc(hidden)]
    fn unwrap(column: &Column) -> Option<&Vec<Self>>;
    #[doc(hidden)]
    fn to_value_ref(self) -> ValueRef<'static>;
    #[doc(hidden)]
    fn from_value(value: &Value) -> Result<Self, Fault>;
}

macro_rules! elements {
    ($($type:ty => $variant:ident, $array:ident, $to:expr, $from:expr;)*) => {$(
        impl sealed::Sealed for $type {}

        impl Columnar for $type {
            const TYPE: ColumnType = ColumnType::$array;

            fn wrap(column: Arc<Vec<Self>>) -> Column {
                Column::$variant(column)
            }

            fn unwrap(column: &Column) -> Option<&Vec<Self>> {
                match column {
                    Column::$variant(column) => Some(column),
                    _ => None,
                }
            }

            fn to_value_ref(self) -> ValueRef<'static> {
                $to(self)
            }

            fn from_value(value: &Value) -> Result<Self, Fault> {
                $from(value.view())
            }
        }
    )*};
}

elements! {
    i32 => I32, Int32Array, |n| ValueRef::Number(f64::from(n)),
        |view: ValueRef<'_>| super::scalars::integer(view.number()?);
    u32 => U32, Uint32Array, |n| ValueRef::Number(f64::from(n)),
        |view: ValueRef<'_>| super::scalars::integer(view.number()?);
    f64 => F64, Float64Array, ValueRef::Number, |view: ValueRef<'_>| view.number();
    i64 => I64, BigInt64Array, |n| ValueRef::BigInt(i128::from(n)), |view: ValueRef<'_>| view.int64();
    u64 => U64, BigUint64Array, |n| ValueRef::BigInt(i128::from(n)), |view: ValueRef<'_>| view.uint64();
}
