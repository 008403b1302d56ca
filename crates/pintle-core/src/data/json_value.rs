//! Values of which nothing is lost in JSON: null, booleans, finite numbers, texts, lists and plain objects.

use crate::{
    Error, Value,
    data::{Fault, Level, Source},
};

const EXPECTED: &str = "a value that JSON can hold";

/// Reads whatever is there except `undefined`, for [`check_json`] or a conversion that fails with
/// [`not_json`].
pub(crate) fn read_json<'s, S: Source<'s>>(source: S) -> Result<Value, Error> {
    if source.is_undefined() {
        return Err(Fault::WrongType.expected(EXPECTED, source));
    }
    source.value()
}

/// Checks that a value is one of JSON. What a plan has still to fill in passes.
pub(crate) fn check_json(value: &Value) -> Result<(), Error> {
    match value {
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Strings(_)
        | Value::Pending => Ok(()),
        Value::List(items) => {
            let _level = Level::enter()?;
            for (index, item) in items.iter().enumerate() {
                check_json(item).map_err(|error| error.at(&format!("/{index}")))?;
            }
            Ok(())
        }
        Value::Object(fields) => {
            let _level = Level::enter()?;
            for (name, field) in fields.iter() {
                check_json(field).map_err(|error| error.within(name))?;
            }
            Ok(())
        }
        Value::BigInt(_)
        | Value::Bytes(_)
        | Value::Column(_)
        | Value::Date(_)
        | Value::Set(_)
        | Value::Resource(_) => Err(not_json(value)),
    }
}

/// The error for a value that JSON has only in another form, if at all.
#[cold]
pub(crate) fn not_json(value: &Value) -> Error {
    Fault::WrongType.expected(EXPECTED, value.view())
}
