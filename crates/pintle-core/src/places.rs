//! Putting many values into one, each at its own place.

use std::{collections::HashMap, sync::Arc};

use crate::{Value, pointer};

/// The places of one value that have been filled in so far. The total time is linear in their
/// number and the size of the value: the names of each object are read once.
#[derive(Debug, Default)]
pub struct Places {
    filled: bool,
    /// The index of each name in the object, once it was needed.
    names: Option<HashMap<String, usize>>,
    /// The places inside, by their index in the object or the list.
    inside: HashMap<usize, Self>,
}

/// Why a value cannot be put somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// There is no such place; contains the token that leads nowhere.
    Nowhere(String),
    /// The place, one around it or one inside it was filled in before.
    Taken,
}

impl Places {
    /// Puts `value` into `target`, where the tokens of a pointer lead. All but the last token must
    /// exist already; the last one may be a new property, or the end of a list. Returns the place
    /// as the indices that lead there, see [`put_at`].
    ///
    /// # Errors
    /// If there is no such place, or it is taken.
    pub fn put(
        &mut self,
        target: &mut Value,
        tokens: &[String],
        value: Value,
    ) -> Result<Vec<usize>, Misplaced> {
        let mut path = Vec::with_capacity(tokens.len());
        let mut here = target;
        let mut places = self;
        for (depth, token) in tokens.iter().enumerate() {
            if places.filled {
                return Err(Misplaced::Taken);
            }
            let is_last = depth + 1 == tokens.len();
            let index = places.index(here, token, is_last);
            let index = index.ok_or_else(|| Misplaced::Nowhere(token.clone()))?;
            let inner = inside(here, index);
            here = inner.ok_or_else(|| Misplaced::Nowhere(token.clone()))?;
            places = places.inside.entry(index).or_default();
            path.push(index);
        }
        if places.filled || !places.inside.is_empty() {
            return Err(Misplaced::Taken);
        }
        places.filled = true;
        *here = value;
        Ok(path)
    }

    /// Where a token leads; a new place if it may be one.
    fn index(&mut self, here: &mut Value, token: &str, may_be_new: bool) -> Option<usize> {
        match here {
            Value::Object(fields) => {
                let names = self.names.get_or_insert_with(|| {
                    let names = fields.iter().enumerate();
                    names
                        .map(|(index, (name, _))| (name.to_string(), index))
                        .collect()
                });
                if let Some(index) = names.get(token) {
                    return Some(*index);
                }
                may_be_new.then(|| {
                    names.insert(token.to_owned(), fields.len());
                    Arc::make_mut(fields).push((token.to_owned().into(), Value::Null));
                    fields.len() - 1
                })
            }
            Value::List(items) => {
                let index = pointer::index(token)?;
                if index == items.len() && may_be_new {
                    Arc::make_mut(items).push(Value::Null);
                }
                (index < items.len()).then_some(index)
            }
            _ => None,
        }
    }
}

/// Puts `value` at the indices that [`Places::put`] returned for a value of the same shape. Returns
/// whether there is such a place.
pub fn put_at(target: &mut Value, path: &[usize], value: Value) -> bool {
    let mut here = target;
    for index in path {
        let Some(inner) = inside(here, *index) else {
            return false;
        };
        here = inner;
    }
    *here = value;
    true
}

fn inside(value: &mut Value, index: usize) -> Option<&mut Value> {
    match value {
        Value::Object(fields) => Arc::make_mut(fields).get_mut(index).map(|(_, value)| value),
        Value::List(items) => Arc::make_mut(items).get_mut(index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_json, to_json};

    fn put_all(text: &str, pointers: &[&str]) -> (String, Vec<Result<Vec<usize>, Misplaced>>) {
        let mut target = from_json(text).unwrap();
        let mut places = Places::default();
        let outcomes = pointers.iter().map(|pointer| {
            let tokens = pointer::tokens(pointer).unwrap();
            places.put(&mut target, &tokens, Value::Bool(true))
        });
        let outcomes = outcomes.collect();
        (to_json(&target).unwrap(), outcomes)
    }

    #[test]
    fn places_are_filled_in_and_found_again() {
        let pointers = ["/b/x", "/c/0", "/c/1", "/d", "/a"];
        let (text, paths) = put_all(r#"{"a":1,"b":{},"c":[0]}"#, &pointers);
        let filled = r#"{"a":true,"b":{"x":true},"c":[true,true],"d":true}"#;
        assert_eq!(text, filled);
        let mut again = from_json(filled).unwrap();
        for path in paths {
            assert!(put_at(&mut again, &path.unwrap(), Value::Bool(true)));
        }
        assert_eq!(to_json(&again).unwrap(), filled);
        assert!(!put_at(&mut again, &[9], Value::Null));
        assert!(!put_at(&mut again, &[0, 0], Value::Null));
    }

    #[test]
    fn places_that_are_not_there_or_taken_are_refused() {
        let nowhere = |token: &str| Err(Misplaced::Nowhere(token.into()));
        for (pointer, expected) in [
            ("/list/3", nowhere("3")),
            ("/list/01", nowhere("01")),
            ("/more/a", nowhere("more")),
            ("/number/a", nowhere("a")),
            ("/list/0", Err(Misplaced::Taken)),
            ("/list", Err(Misplaced::Taken)),
            ("/list/0/a", Err(Misplaced::Taken)),
            ("/list/1", Ok(vec![0, 1])),
        ] {
            let text = r#"{"list":[[],1],"number":1}"#;
            let (_, outcomes) = put_all(text, &["/list/0", pointer]);
            assert_eq!(outcomes[1], expected, "{pointer}");
        }
    }
}
