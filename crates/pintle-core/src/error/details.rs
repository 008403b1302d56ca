//! The details of an error, which must not be as large as the data they quote.

use std::sync::Arc;

use super::{MAX_ERROR_DETAILS, beginning, cut};
use crate::{Name, Strings, Value};

/// The details, with long texts cut and surplus items omitted.
pub(super) fn shortened(details: &Value) -> Value {
    let is_whole = details.size(MAX_ERROR_DETAILS) <= MAX_ERROR_DETAILS && fits(details);
    if is_whole {
        return details.clone();
    }
    shorten(details, &mut MAX_ERROR_DETAILS.clone())
}

/// Whether no text is too long.
fn fits(value: &Value) -> bool {
    match value {
        Value::String(text) => beginning(text).len() == text.len(),
        Value::Strings(texts) => texts.iter().all(|text| beginning(text).len() == text.len()),
        Value::List(items) => items.iter().all(fits),
        Value::Object(fields) => fields
            .iter()
            .all(|(name, value)| beginning(name).len() == name.len() && fits(value)),
        _ => true,
    }
}

/// A copy of the value that takes roughly no more than what is left.
fn shorten(value: &Value, left: &mut u64) -> Value {
    let short = match value {
        Value::String(text) => Value::from(cut(text.to_string())),
        Value::Strings(texts) => {
            let mut kept = Strings::new();
            for text in texts.iter() {
                let text = cut(text.to_owned());
                if !has_room(text.len(), left) {
                    break;
                }
                kept.push(&text);
            }
            return Value::Strings(Arc::new(kept));
        }
        Value::List(items) => {
            let mut kept = Vec::new();
            for item in items.iter() {
                if !has_room(0, left) {
                    break;
                }
                kept.push(shorten(item, left));
            }
            return Value::list(kept);
        }
        Value::Object(fields) => {
            let mut kept = Vec::new();
            for (name, value) in fields.iter() {
                let name = cut(name.to_string());
                if !has_room(name.len(), left) {
                    break;
                }
                kept.push((Name::Owned(name), shorten(value, left)));
            }
            return kept.into_iter().collect();
        }
        other => other.clone(),
    };
    let size = short.size(*left);
    if size > *left {
        return Value::Null;
    }
    *left -= size;
    short
}

/// Takes that many bytes if there is room, and returns whether there was.
fn has_room(bytes: usize, left: &mut u64) -> bool {
    let size = crate::budget::WORD + bytes as u64;
    let fits = size <= *left;
    if fits {
        *left -= size;
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(item: &Value, count: usize) -> Value {
        Value::list(vec![item.clone(); count])
    }

    #[test]
    fn what_is_too_long_is_cut_and_what_is_too_much_left_out() {
        let text = Value::from("a".repeat(1000));
        let texts = Value::Strings(Arc::new(vec!["b"; 100_000].into_iter().collect()));
        for large in [
            list(&list(&text, 1000), 1000),
            list(&Value::Null, 1_000_000),
            Value::Bytes(vec![0; 1 << 20].into()),
            Value::from("c".repeat(1 << 20)),
            texts,
        ] {
            let details = Value::from_iter([
                ("small".into(), Value::from("kept")),
                ("large".into(), large),
            ]);
            let short = shortened(&details);
            assert_eq!(short.get("small"), Some(&Value::from("kept")));
            assert!(short.size(u64::MAX) <= MAX_ERROR_DETAILS + 100);
        }
        let small = list(&text, 10);
        assert_eq!(shortened(&small), small);
    }
}
