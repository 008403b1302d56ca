//! What the names of an object can be when they are data: texts, whole numbers, and the texts of an enum.

use std::{borrow::Cow, fmt::Display, str::FromStr, sync::Arc};

use super::{Decode, describe_text, one_of_variants};
use crate::{
    Error, Value, errors,
    schema::{Defs, IntegerType, Schema},
};

/// The key of a map, which is the name of a property: a text, an integer as its decimal text, or an enum
/// without data as its text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map: the names of an object are texts",
    label = "not a text, an integer, or an enum without data that derives `Data`",
    note = "texts are `String`, `Arc<str>`, `Box<str>` and `Cow<'static, str>`; integers are `i8` to `i64` and `u8` to `u64`"
)]
pub trait MapKey: Sized + 'static {
    /// The type of the names: [`Schema::String`], an integer, or a reference to an enum.
    fn schema(defs: &mut Defs) -> Schema;

    /// Reads a name.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` if it is not exactly what [`write`](Self::write) writes for a key.
    fn read(name: &str) -> Result<Self, Error>;

    /// The name.
    fn write(self) -> String;

    /// The bytes that the key takes in memory beside its own size.
    fn heap(&self) -> usize {
        0
    }
}

macro_rules! texts {
    ($($type:ty),*) => {$(
        impl MapKey for $type {
            fn schema(_: &mut Defs) -> Schema {
                Schema::String
            }

            fn read(name: &str) -> Result<Self, Error> {
                Ok(name.into())
            }

            fn write(self) -> String {
                self.into()
            }

            fn heap(&self) -> usize {
                self.len()
            }
        }
    )*};
}

texts!(String, Box<str>);

impl MapKey for Arc<str> {
    fn schema(_: &mut Defs) -> Schema {
        Schema::String
    }

    fn read(name: &str) -> Result<Self, Error> {
        Ok(name.into())
    }

    fn write(self) -> String {
        (*self).to_owned()
    }

    fn heap(&self) -> usize {
        self.len()
    }
}

impl MapKey for Cow<'static, str> {
    fn schema(_: &mut Defs) -> Schema {
        Schema::String
    }

    fn read(name: &str) -> Result<Self, Error> {
        Ok(Self::Owned(name.to_owned()))
    }

    fn write(self) -> String {
        self.into_owned()
    }

    fn heap(&self) -> usize {
        match self {
            Self::Borrowed(_) => 0,
            Self::Owned(text) => text.len(),
        }
    }
}

macro_rules! integers {
    ($($type:ident $schema:expr;)*) => {$(
        impl MapKey for $type {
            fn schema(_: &mut Defs) -> Schema {
                $schema
            }

            fn read(name: &str) -> Result<Self, Error> {
                decimal(name).ok_or_else(|| not_decimal(name, &$schema))
            }

            fn write(self) -> String {
                self.to_string()
            }
        }
    )*};
}

integers! {
    i8 Schema::Integer(IntegerType::I8);
    i16 Schema::Integer(IntegerType::I16);
    i32 Schema::Integer(IntegerType::I32);
    i64 Schema::Int64;
    u8 Schema::Integer(IntegerType::U8);
    u16 Schema::Integer(IntegerType::U16);
    u32 Schema::Integer(IntegerType::U32);
    u64 Schema::Uint64;
}

/// The integer with exactly that decimal text: neither `01` nor `+1` nor `-0` is one.
fn decimal<T: FromStr + Display>(name: &str) -> Option<T> {
    let number: T = name.parse().ok()?;
    (number.to_string() == name).then_some(number)
}

#[cold]
fn not_decimal(name: &str, key: &Schema) -> Error {
    let range = match key {
        Schema::Int64 => format!("{} to {} (i64)", i64::MIN, i64::MAX),
        Schema::Uint64 => format!("0 to {} (u64)", u64::MAX),
        Schema::Integer(of) => format!("{} to {} ({})", of.min(), of.max(), of.name()),
        _ => String::new(),
    };
    let message = format!(
        "expected a name that is an integer from {range} in decimal, got {}",
        describe_text(name)
    );
    Error::new(&errors::INVALID_VALUE, message)
}

/// Reads the name of a property as the text of an enum.
///
/// # Errors
/// `ERR_PINTLE_INVALID_VALUE` for another text.
pub fn read_variant<T: Decode>(name: &str) -> Result<T, Error> {
    T::decode(Value::from(name).view())
}

/// Checks the name of a property against the type of the names, where there is no Rust type to read it into.
pub(crate) fn check_name(key: &Schema, name: &str, defs: &Defs) -> Result<(), Error> {
    let is_decimal = match key {
        Schema::Integer(of) => {
            let number = decimal::<i64>(name);
            number.is_some_and(|number| (of.min()..=of.max()).contains(&number))
        }
        Schema::Int64 => decimal::<i64>(name).is_some(),
        Schema::Uint64 => decimal::<u64>(name).is_some(),
        _ => {
            return match defs.variants(key) {
                Some(variants) => one_of_variants(Value::from(name).view(), variants),
                None => Ok(()),
            };
        }
    };
    if is_decimal {
        Ok(())
    } else {
        Err(not_decimal(name, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_that_is_written_is_read() {
        for name in ["0", "7", "4294967295"] {
            assert_eq!(u32::read(name).unwrap().write(), name);
        }
        for name in ["-128", "-1", "0", "127"] {
            assert_eq!(i8::read(name).unwrap().write(), name);
        }
        let odd = [
            "",
            " 1",
            "1 ",
            "01",
            "+1",
            "-0",
            "-1",
            "1.0",
            "1e3",
            "0x1",
            "1_0",
            "１",
            "4294967296",
        ];
        for name in odd {
            let error = u32::read(name).unwrap_err();
            assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE", "{name}");
        }
        assert_eq!(u64::read("18446744073709551615").unwrap(), u64::MAX);
        assert!(u64::read("18446744073709551616").is_err());
        assert_eq!(i64::read("-9223372036854775808").unwrap(), i64::MIN);
        assert!(i64::read("-9223372036854775809").is_err());
    }

    #[test]
    fn a_check_without_a_type_is_the_same() {
        let defs = Defs::default();
        let names = [
            "0",
            "-1",
            "127",
            "128",
            "-129",
            "01",
            "",
            "9223372036854775808",
        ];
        for name in names {
            let check = |key| check_name(&key, name, &defs).map_err(|error| error.to_string());
            let of = |result: Result<(), Error>| result.map_err(|error| error.to_string());
            let small = Schema::Integer(IntegerType::I8);
            assert_eq!(check(small), of(i8::read(name).map(drop)));
            assert_eq!(check(Schema::Int64), of(i64::read(name).map(drop)));
            assert_eq!(check(Schema::Uint64), of(u64::read(name).map(drop)));
            assert_eq!(check(Schema::String), Ok(()));
        }
    }
}
