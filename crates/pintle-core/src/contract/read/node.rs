//! The parts of a document, with the place of what is wrong.

use serde_json::{Map, Value as Json};

use crate::{Error, Name, errors};

#[cold]
pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::new(&errors::INVALID_VALUE, message)
}

fn expected<T>(found: Option<T>, what: &str) -> Result<T, Error> {
    found.ok_or_else(|| invalid(format!("expected {what}")))
}

pub(super) fn map(json: &Json) -> Result<&Map<String, Json>, Error> {
    expected(json.as_object(), "an object")
}

pub(super) fn list(json: &Json) -> Result<&[Json], Error> {
    expected(json.as_array(), "a list").map(Vec::as_slice)
}

pub(super) fn text(json: &Json) -> Result<Name, Error> {
    expected(json.as_str(), "a text").map(|text| Name::Owned(text.to_owned()))
}

pub(super) fn flag(json: &Json) -> Result<bool, Error> {
    expected(json.as_bool(), "true or false")
}

/// Reads what an object has under a name.
pub(super) fn member<'a, T>(
    object: &'a Map<String, Json>,
    name: &str,
    read: impl FnOnce(&'a Json) -> Result<T, Error>,
) -> Result<T, Error> {
    let found = expected(object.get(name), "a value");
    found.and_then(read).map_err(|error| error.within(name))
}

/// Reads every property of an object.
pub(super) fn each<'a, T>(
    json: &'a Json,
    mut read: impl FnMut(&'a str, &'a Json) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let entries = map(json)?.iter();
    let read =
        |(name, json): (&'a String, &'a Json)| read(name, json).map_err(|error| error.within(name));
    entries.map(read).collect()
}

/// Reads every item of a list.
pub(super) fn items<'a, T>(
    json: &'a Json,
    read: impl Fn(&'a Json) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let read = |(index, json): (usize, &'a Json)| {
        read(json).map_err(|error| error.at(&format!("/{index}")))
    };
    list(json)?.iter().enumerate().map(read).collect()
}
