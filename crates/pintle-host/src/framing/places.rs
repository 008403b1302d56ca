//! Where in a message each blob belongs.

use std::sync::Arc;

use pintle::{
    Bytes, Error, Value, errors,
    places::{Misplaced, Places},
    pointer,
};

/// Takes the binary values out of `message` and returns them with their places. Each is replaced by
/// `null`, so that the others in its list keep their places.
pub(crate) fn take_out(message: &mut Value) -> Vec<(String, Bytes)> {
    let mut found = Vec::new();
    if holds_bytes(message) {
        take(message, &mut String::new(), &mut found);
    }
    found
}

/// Checked first, since most messages contain none and may share their parts.
fn holds_bytes(value: &Value) -> bool {
    match value {
        Value::Bytes(_) => true,
        Value::List(items) => items.iter().any(holds_bytes),
        Value::Object(fields) => fields.iter().any(|(_, value)| holds_bytes(value)),
        _ => false,
    }
}

fn take(value: &mut Value, place: &mut String, found: &mut Vec<(String, Bytes)>) {
    let length = place.len();
    match value {
        Value::Bytes(bytes) => {
            found.push((place.clone(), bytes.clone()));
            *value = Value::Null;
        }
        Value::List(items) => {
            for (index, item) in Arc::make_mut(items).iter_mut().enumerate() {
                place.push_str(&pointer::token(&index.to_string()));
                take(item, place, found);
                place.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, value) in Arc::make_mut(fields).iter_mut() {
                place.push_str(&pointer::token(name));
                take(value, place, found);
                place.truncate(length);
            }
        }
        _ => {}
    }
}

/// Puts blobs where `places` says they belong: an object of pointers to the numbers of blobs.
///
/// # Errors
/// `ERR_PINTLE_INVALID_REQUEST` with the pointer to the entry.
pub(crate) fn put_in(message: &mut Value, places: &Value, blobs: &[Bytes]) -> Result<(), Error> {
    let Value::Object(places) = places else {
        return Err(invalid("expected an object of JSON Pointers".into()));
    };
    let mut filled = Places::default();
    for (place, number) in places.iter() {
        let put = blob(number, blobs).and_then(|blob| put(message, &mut filled, place, blob));
        put.map_err(|error| error.within(place))?;
    }
    Ok(())
}

fn blob(number: &Value, blobs: &[Bytes]) -> Result<Value, Error> {
    let index = match number {
        Value::Number(number) if number.fract() == 0.0 && *number >= 0.0 => Some(*number as usize),
        _ => None,
    };
    let blob = index.and_then(|index| blobs.get(index)).cloned();
    blob.map(Value::Bytes).ok_or_else(|| {
        let message = format!(
            "expected the number of a blob; the frame has {}",
            blobs.len()
        );
        invalid(message)
    })
}

/// The previous value at the place is ignored; in an object it may be missing.
fn put(message: &mut Value, filled: &mut Places, place: &str, blob: Value) -> Result<(), Error> {
    let nowhere = || invalid("the message has nothing at this pointer".into());
    let tokens = pointer::tokens(place).filter(|tokens| !tokens.is_empty());
    let put = filled.put(message, &tokens.ok_or_else(nowhere)?, blob);
    put.map(drop).map_err(|misplaced| match misplaced {
        Misplaced::Nowhere(_) => nowhere(),
        Misplaced::Taken => {
            invalid("another blob is at this place, around it, or inside it".into())
        }
    })
}

fn invalid(message: String) -> Error {
    Error::new(&errors::INVALID_REQUEST, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pintle::json::{from_json, to_json};

    fn put_text(text: &str, places: &str, blobs: &[Bytes]) -> Result<Value, Error> {
        let mut message = from_json(text).unwrap();
        put_in(&mut message, &from_json(places).unwrap(), blobs)?;
        Ok(message)
    }

    #[test]
    fn what_is_taken_out_can_be_put_in_again() {
        let blobs: Vec<Bytes> = vec![vec![1].into(), vec![2].into()];
        let text = r#"{"params":{"a/b":[0,null]}}"#;
        let places = r#"{"/params/a~1b/1":0,"/params/data":1}"#;
        let mut message = put_text(text, places, &blobs).unwrap();
        let whole = message.clone();
        let found = take_out(&mut message);
        assert_eq!(
            to_json(&message).unwrap(),
            r#"{"params":{"a/b":[0,null],"data":null}}"#
        );
        let places: Vec<_> = found.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["/params/a~1b/1", "/params/data"]);
        let again: Value = found
            .iter()
            .enumerate()
            .map(|(number, (place, _))| (place.clone().into(), Value::Number(number as f64)))
            .collect();
        put_in(&mut message, &again, &blobs).unwrap();
        assert_eq!(message, whole);
    }

    #[test]
    fn tens_of_thousands_of_blobs_in_one_object_take_no_longer_each() {
        const COUNT: usize = 200_000;
        let blobs: Vec<Bytes> = vec![vec![1].into()];
        let place = |number| (format!("/params/{number}").into(), Value::Number(0.0));
        let places: Value = (0..COUNT).map(place).collect();
        let mut message = from_json(r#"{"params":{}}"#).unwrap();
        // In quadratic time it would take minutes.
        put_in(&mut message, &places, &blobs).unwrap();
        let params = message.get("params").unwrap();
        assert_eq!(take_out(&mut params.clone()).len(), COUNT);
    }

    #[test]
    fn places_that_are_not_there_are_errors() {
        let blobs: Vec<Bytes> = vec![vec![1].into()];
        for (places, pointer) in [
            (r#"{"/params/list/3":0}"#, "/~1params~1list~13"),
            (r#"{"/params/more/data":0}"#, "/~1params~1more~1data"),
            (r#"{"":0}"#, "/"),
            (r#"{"params":0}"#, "/params"),
            (r#"{"/params/a":1}"#, "/~1params~1a"),
            (r#"{"/params/a":0.5}"#, "/~1params~1a"),
            (r#"{"/params/a":"0"}"#, "/~1params~1a"),
            (r#"{"/params":0,"/params/a":0}"#, "/~1params~1a"),
            (r#"{"/params/a":0,"/params":0}"#, "/~1params"),
            ("[]", ""),
        ] {
            let error = put_text(r#"{"params":{"list":[1,2]}}"#, places, &blobs).unwrap_err();
            assert_eq!(error.pointer(), pointer, "{places}: {error}");
            assert_eq!(error.code(), "ERR_PINTLE_INVALID_REQUEST");
        }
    }
}
