//! Putting values into parameters at the places that references name.

use std::sync::Arc;

use crate::{Error, Value, errors, pointer};

/// Puts `value` at the place. All but the last token must be there already; the last one may be a
/// new property, or the end of a list.
///
/// # Errors
/// `ERR_PINTLE_INVALID_PLAN` when the place is not there.
pub(super) fn put(target: &mut Value, tokens: &[String], value: Value) -> Result<(), Error> {
    let Some((token, rest)) = tokens.split_first() else {
        *target = value;
        return Ok(());
    };
    let place = match target {
        Value::Object(fields) => {
            let fields = Arc::make_mut(fields);
            let index = fields.iter().position(|(name, _)| name == token);
            match index {
                Some(index) => Some(&mut fields[index].1),
                None if rest.is_empty() => {
                    fields.push((token.clone().into(), Value::Pending));
                    fields.last_mut().map(|(_, value)| value)
                }
                None => None,
            }
        }
        Value::List(items) => {
            let items = Arc::make_mut(items);
            let index = pointer::index(token);
            if index == Some(items.len()) && rest.is_empty() {
                items.push(Value::Pending);
            }
            index.and_then(|index| items.get_mut(index))
        }
        _ => None,
    };
    match place {
        Some(place) => put(place, rest, value),
        None => Err(Error::new(
            &errors::INVALID_PLAN,
            format!("the parameters have no place {}", pointer::token(token)),
        )),
    }
}
