//! What identifies a request.

use std::sync::Arc;

use pintle::{Error, Value, data::Fault};

/// The `id` of a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Id {
    /// `null`, which is also an id, although of little use.
    Null,
    /// A number, as its bits.
    Number(u64),
    /// Text.
    Text(Arc<str>),
}

/// Larger numbers are not exact in JavaScript, nor here.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// Longer ids are rejected: each answer and each progress message repeats the id.
const LONGEST: usize = 1024;

impl Id {
    /// The id in `value`.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_TYPE`, `ERR_PINTLE_OUT_OF_RANGE`.
    pub(crate) fn new(value: &Value) -> Result<Self, Error> {
        let fault = match value {
            Value::Null => return Ok(Self::Null),
            Value::String(text) if text.len() <= LONGEST => {
                return Ok(Self::Text(Arc::clone(text)));
            }
            // Zero has two signs, but is one id.
            Value::Number(number) if number.abs() <= EXACT => {
                return Ok(Self::Number((number + 0.0).to_bits()));
            }
            Value::Number(_) | Value::String(_) => Fault::OutOfRange,
            _ => Fault::WrongType,
        };
        Err(fault.expected(
            "text of at most 1024 bytes, null or a number of at most 53 bits",
            value.view(),
        ))
    }

    /// The id as in its request.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Number(bits) => Value::Number(f64::from_bits(*bits)),
            Self::Text(text) => Value::String(Arc::clone(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_text_numbers_and_null() {
        for value in [
            Value::Null,
            Value::Number(0.0),
            Value::Number(-1.5),
            Value::Number(EXACT),
            Value::from("a"),
        ] {
            assert_eq!(Id::new(&value).unwrap().to_value(), value);
        }
        assert_eq!(
            Id::new(&Value::Number(-0.0)).unwrap(),
            Id::new(&Value::Number(0.0)).unwrap()
        );
        let too_large = Id::new(&Value::Number(EXACT + 1.0)).unwrap_err();
        assert_eq!(too_large.code(), "ERR_PINTLE_OUT_OF_RANGE");
        let too_long = Id::new(&Value::from("a".repeat(LONGEST + 1))).unwrap_err();
        assert_eq!(too_long.code(), "ERR_PINTLE_OUT_OF_RANGE");
        let wrong = Id::new(&Value::Bool(true)).unwrap_err();
        assert_eq!(wrong.code(), "ERR_PINTLE_INVALID_TYPE");
    }
}
