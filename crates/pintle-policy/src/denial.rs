//! Why a call is refused, so that the missing rule can be derived from it.

use pintle_core::{Error, Name, Value, errors};

/// A refusal. `suggestion` is what, added to the policy, would allow the call.
pub(crate) fn denied(message: impl Into<String>, suggestion: Option<Value>) -> Error {
    let details: Value = [(
        Name::Borrowed("suggestion"),
        suggestion.unwrap_or(Value::Null),
    )]
    .into_iter()
    .collect();
    Error::new(&errors::DENIED, message).with_details(details)
}

/// An object with one property.
pub(crate) fn one(name: &str, value: Value) -> Value {
    Value::from_iter([(Name::Owned(name.to_owned()), value)])
}
