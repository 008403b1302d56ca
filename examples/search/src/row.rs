//! Values on their way into SQLite and out of it.

use std::borrow::Cow;

use pintle::{Bytes, Error, Value, errors};
use rusqlite::{
    Statement, ToSql,
    types::{ToSqlOutput, ValueRef},
};

use crate::{
    database::Failure,
    sqlite::{Row, VALUE},
};

/// The integers that a number holds exactly, and all of its neighbours too.
const SAFE: i64 = (1 << 53) - 1;

/// Binds the parameters of a statement, by position.
pub fn bind(statement: &mut Statement, params: Option<Vec<Value>>) -> Result<(), Failure> {
    let params = params.unwrap_or_default();
    let (expected, got) = (statement.parameter_count(), params.len());
    if expected != got {
        let message = format!("expected {expected} parameters, as the statement has, got {got}");
        return Err(Error::new(&errors::INVALID_VALUE, message)
            .within("params")
            .into());
    }
    for (index, value) in params.into_iter().enumerate() {
        let parameter =
            Parameter::try_from(value).map_err(|error| error.at(&format!("/params/{index}")))?;
        statement.raw_bind_parameter(index + 1, parameter)?;
    }
    Ok(())
}

/// A value that SQLite has.
enum Parameter {
    Null,
    Number(f64),
    Integer(i64),
    Text(std::sync::Arc<str>),
    Blob(Bytes),
}

impl TryFrom<Value> for Parameter {
    type Error = Error;

    fn try_from(value: Value) -> Result<Self, Error> {
        let got = match value {
            Value::Null => return Ok(Self::Null),
            Value::Number(number) => return Ok(Self::Number(number)),
            Value::String(text) => return Ok(Self::Text(text)),
            Value::Bytes(bytes) => return Ok(Self::Blob(bytes)),
            Value::BigInt(number) => {
                return i64::try_from(number).map(Self::Integer).map_err(|_| {
                    let message = format!("expected a bigint of 64 bits, got {number}");
                    Error::new(&errors::INVALID_VALUE, message)
                });
            }
            Value::Bool(_) => "a boolean",
            Value::Column(_) => "a typed array",
            Value::Strings(_) | Value::List(_) => "an array",
            _ => "an object",
        };
        let message =
            format!("expected null, a number, a bigint, a string or a Uint8Array, got {got}");
        Err(Error::new(&errors::INVALID_TYPE, message))
    }
}

impl ToSql for Parameter {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Number(number) => ValueRef::Real(*number),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Reads the rows of a statement.
pub struct Reader {
    names: Vec<String>,
    bigints: bool,
}

impl Reader {
    pub fn new(statement: &Statement, bigints: bool) -> Self {
        let names = statement
            .column_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        Self { names, bigints }
    }

    pub fn read(&self, row: &rusqlite::Row) -> Result<Row, Failure> {
        let value = |(index, name): (usize, &String)| {
            let value = self
                .value(row.get_ref(index)?)
                .map_err(|what| Error::new(&VALUE, format!("the column {name:?} has {what}")))?;
            Ok((name.clone(), value))
        };
        self.names.iter().enumerate().map(value).collect()
    }

    fn value(&self, value: ValueRef) -> Result<Value, Cow<'static, str>> {
        match value {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) if self.bigints => Ok(Value::BigInt(number.into())),
            ValueRef::Integer(number) if number.abs_diff(0) <= SAFE as u64 => {
                Ok(Value::Number(number as f64))
            }
            ValueRef::Integer(number) => Err(format!("the integer {number}").into()),
            ValueRef::Real(number) if number.is_finite() => Ok(Value::Number(number)),
            ValueRef::Real(number) => Err(format!("the number {number}").into()),
            ValueRef::Text(text) => match str::from_utf8(text) {
                Ok(text) => Ok(text.into()),
                Err(_) => Err("a text that is not UTF-8".into()),
            },
            ValueRef::Blob(bytes) => Ok(Value::Bytes(Bytes::from(bytes.to_vec()))),
        }
    }
}
