//! Values as JSON text (RFC 8259), within what I-JSON (RFC 7493) allows: unique keys, no lone
//! surrogates.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
    ser::{self, SerializeMap},
};

use crate::{
    Error, Name, Value,
    data::{
        ENVELOPE, Envelope, Level, MAX_NESTING, Sink, ValueSink, check_stack, check_value, too_deep,
    },
    errors,
};

/// Reads JSON text.
///
/// # Errors
/// `ERR_PINTLE_INVALID_JSON` with `details` `{ line, column }`, both starting at 1.
pub fn from_json(text: &str) -> Result<Value, Error> {
    parse(text).map_err(|error| {
        let details = ValueSink.object([
            ("line", ValueSink.number(error.line() as f64)),
            ("column", ValueSink.number(error.column() as f64)),
        ]);
        let failure = Error::new(&errors::INVALID_JSON, error.to_string());
        match details {
            Ok(details) => failure.with_details(details),
            Err(_) => failure,
        }
    })
}

/// Reads JSON text, for callers that want to know what kind of error there is.
///
/// # Errors
/// Those of `serde_json`.
pub fn parse(text: &str) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_str(text);
    // serde_json's own limit is an eighth of what values may have; `Levels` enforces ours.
    reader.disable_recursion_limit();
    let value = Levels(MAX_NESTING + ENVELOPE).deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Writes a value as JSON text: 64-bit integers as decimal strings, bytes as base64, columns as
/// lists.
///
/// # Errors
/// `ERR_PINTLE_NOT_FINITE` when a column holds NaN or an infinity.
/// `ERR_PINTLE_INVALID_VALUE` when it nests too deeply, `ERR_PINTLE_NOT_CARRIED` when there is a
/// resource in it.
pub fn to_json(value: &Value) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| {
        let _envelope = Envelope::new();
        let too_deep = check_value(value).err();
        too_deep.unwrap_or_else(|| {
            if value.count_resources() > 0 {
                Error::new(&errors::NOT_CARRIED, NO_RESOURCE)
            } else {
                Error::new(&errors::NOT_FINITE, error.to_string())
            }
        })
    })
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Pending => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => Number(*number).serialize(serializer),
            Self::BigInt(number) => serializer.collect_str(number),
            Self::String(text) => serializer.serialize_str(text),
            Self::Bytes(bytes) => serializer.serialize_str(&data_encoding::BASE64.encode(bytes)),
            Self::Strings(items) => serializer.collect_seq(items.iter()),
            Self::Date(date) => serializer.collect_str(date),
            Self::List(items) | Self::Set(items) => {
                let _level = Level::enter_enveloped().map_err(as_custom)?;
                serializer.collect_seq(items.iter())
            }
            Self::Object(fields) => {
                let _level = Level::enter_enveloped().map_err(as_custom)?;
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields.iter() {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::Column(column) => column.serialize(serializer),
            // What goes to others as JSON has had its resources replaced by numbers.
            Self::Resource(_) => Err(ser::Error::custom(NO_RESOURCE)),
        }
    }
}

const NO_RESOURCE: &str =
    "a resource cannot be written as JSON: call the command directly, or over a transport";

fn as_custom<E: ser::Error>(error: Error) -> E {
    E::custom(error.message())
}

/// A number, whole ones without a fraction: `42`, not `42.0`.
pub(crate) struct Number(pub(crate) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const WHOLE: f64 = 9.0e18;
        let Self(number) = *self;
        let is_minus_zero = number == 0.0 && number.is_sign_negative();
        if number.fract() == 0.0 && number.abs() <= WHOLE && !is_minus_zero {
            serializer.serialize_i64(number as i64)
        } else if number.is_finite() {
            serializer.serialize_f64(number)
        } else {
            Err(ser::Error::custom(format!(
                "{number} cannot be written as JSON"
            )))
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Levels(MAX_NESTING + ENVELOPE).deserialize(deserializer)
    }
}

/// A value that may have this many more levels of lists and objects.
#[derive(Clone, Copy)]
struct Levels(i32);

impl Levels {
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        if self.0 == 0 {
            return Err(de::Error::custom(too_deep().message()));
        }
        check_stack().map_err(|error| de::Error::custom(error.message()))?;
        Ok(Self(self.0 - 1))
    }
}

impl<'de> DeserializeSeed<'de> for Levels {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Levels {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    // JSON has one kind of number, and so do we: what JSON.parse returns.
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Value::list(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut seen = std::collections::HashSet::new();
        let mut fields: Vec<(Name, Value)> = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            if !seen.insert(name.clone()) {
                return Err(de::Error::custom(format!("duplicate key {name:?}")));
            }
            fields.push((Name::Owned(name), entries.next_value_seed(inside)?));
        }
        Ok(Value::object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_javascript_writes_them() {
        for text in [
            "42",
            "-1",
            "0.5",
            "1e300",
            "9007199254740993",
            "true",
            "null",
            "[]",
            "{}",
        ] {
            let value = from_json(text).unwrap();
            let again = from_json(&to_json(&value).unwrap()).unwrap();
            assert_eq!(value, again, "{text}");
        }
        assert_eq!(to_json(&from_json("1.0").unwrap()).unwrap(), "1");
    }

    #[test]
    fn numbers_of_many_digits_are_the_closest_there_are() {
        for text in [
            &"5".repeat(105),
            "123456789012345678901234567890",
            "0.30000000000000004",
            "2.2250738585072011e-308",
            "9007199254740993",
            "1.7976931348623157e308",
        ] {
            let expected: f64 = text.parse().unwrap();
            assert_eq!(from_json(text).unwrap(), Value::Number(expected), "{text}");
        }
        let digits = format!("4{}0", "5".repeat(103));
        let number = from_json(&digits).unwrap();
        assert_eq!(number, Value::Number(digits.parse().unwrap()));
        assert_eq!(from_json(&to_json(&number).unwrap()).unwrap(), number);
    }

    #[test]
    fn malformed_text_names_line_and_column() {
        let error = from_json("{\n  \"a\": 1,\n  \"a\": 2\n}").unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_INVALID_JSON");
        assert!(error.message().contains("duplicate key"), "{error}");
        assert_eq!(
            error.details().unwrap().get("line"),
            Some(&Value::Number(3.0))
        );
        for text in [
            "",
            "[1,",
            "{\"a\":1}x",
            "\"\\ud800\"",
            "1e999",
            "nul",
            "{\"__proto__\"}",
        ] {
            assert_eq!(
                from_json(text).unwrap_err().code(),
                "ERR_PINTLE_INVALID_JSON",
                "{text}"
            );
        }
    }

    #[test]
    fn deep_nesting_is_refused_and_not_a_crash() {
        let text = "[".repeat(200_000);
        assert_eq!(
            from_json(&text).unwrap_err().code(),
            "ERR_PINTLE_INVALID_JSON"
        );
    }
}
