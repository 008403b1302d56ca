//! Values inside values, which may have more levels than fit on a thread's stack.

use std::{
    cell::Cell,
    fmt, mem,
    ops::{Deref, DerefMut},
    sync::Arc,
};

use super::{Name, Value};
use crate::data::Level;

/// The number of levels that are dropped by recursion, which is faster.
const RECURSIVE: u32 = 64;

thread_local! {
    static LEVELS: Cell<u32> = const { Cell::new(0) };
}

/// The items of a list, or the properties of an object: a vector that can be dropped, compared and
/// printed however deep the values in it are. Any Rust code can make them deeper than what can
/// cross the boundary.
#[derive(Clone)]
pub struct Nested<T: Part>(Vec<T>);

/// What is in a list or an object.
pub trait Part {
    /// The value.
    fn value(&self) -> &Value;
    /// The value, without its name.
    fn into_value(self) -> Value;
}

impl Part for Value {
    #[inline]
    fn value(&self) -> &Value {
        self
    }

    #[inline]
    fn into_value(self) -> Value {
        self
    }
}

impl Part for (Name, Value) {
    #[inline]
    fn value(&self) -> &Value {
        &self.1
    }

    #[inline]
    fn into_value(self) -> Value {
        self.1
    }
}

impl<T: Part> Nested<T> {
    /// The vector itself.
    pub fn into_vec(mut self) -> Vec<T> {
        mem::take(&mut self.0)
    }
}

impl<T: Part> Default for Nested<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Part> From<Vec<T>> for Nested<T> {
    fn from(parts: Vec<T>) -> Self {
        Self(parts)
    }
}

impl<T: Part> Deref for Nested<T> {
    type Target = Vec<T>;

    #[inline]
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Part> DerefMut for Nested<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T: Part> Drop for Nested<T> {
    #[inline]
    fn drop(&mut self) {
        if self.0.is_empty() {
            return;
        }
        LEVELS.with(|levels| {
            let level = levels.get();
            if level < RECURSIVE {
                levels.set(level + 1);
                self.0.clear();
                levels.set(level);
            } else {
                drop_one_by_one(mem::take(&mut self.0));
            }
        });
    }
}

/// Drops values without recursion: their contents are taken out first.
#[cold]
fn drop_one_by_one<T: Part>(parts: Vec<T>) {
    fn hold<T: Part>(parts: Vec<T>, pending: &mut Vec<Value>) {
        let values = parts.into_iter().map(Part::into_value);
        pending.extend(values.filter(Value::is_nested));
    }
    let mut pending = Vec::new();
    hold(parts, &mut pending);
    while let Some(value) = pending.pop() {
        // Another owner drops it. Of several that release it at the same time, one gets it.
        match value {
            Value::List(items) | Value::Set(items) => {
                if let Some(items) = Arc::into_inner(items) {
                    hold(items.into_vec(), &mut pending);
                }
            }
            Value::Object(fields) => {
                if let Some(fields) = Arc::into_inner(fields) {
                    hold(fields.into_vec(), &mut pending);
                }
            }
            _ => {}
        }
    }
}

impl<T: Part + fmt::Debug> fmt::Debug for Nested<T> {
    /// What is deeper than a value that can cross the boundary is omitted.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Level::enter() {
            Ok(_level) => formatter.debug_list().entries(&self.0).finish(),
            Err(_) => formatter.write_str("…"),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        let mut pending = Vec::new();
        let mut are_equal = is_like(self, other, &mut pending);
        while are_equal && let Some(pair) = pending.pop() {
            are_equal = match pair {
                (Self::List(a), Self::List(b)) | (Self::Set(a), Self::Set(b)) => {
                    let mut pairs = a.iter().zip(b.iter());
                    a.len() == b.len() && pairs.all(|(a, b)| is_like(a, b, &mut pending))
                }
                (Self::Object(a), Self::Object(b)) => {
                    let mut pairs = a.iter().zip(b.iter());
                    a.len() == b.len()
                        && pairs.all(|((name, a), (other, b))| {
                            name == other && is_like(a, b, &mut pending)
                        })
                }
                _ => false,
            };
        }
        are_equal
    }
}

/// Whether two values are equal, as far as this can be determined without recursion: the rest of
/// the comparison is added to `pending`.
#[expect(
    clippy::float_cmp,
    reason = "two values are equal or not, as their parts are"
)]
fn is_like<'a>(a: &'a Value, b: &'a Value, pending: &mut Vec<(&'a Value, &'a Value)>) -> bool {
    match (a, b) {
        (Value::List(_), Value::List(_))
        | (Value::Set(_), Value::Set(_))
        | (Value::Object(_), Value::Object(_)) => {
            pending.push((a, b));
            true
        }
        (Value::Null, Value::Null) | (Value::Pending, Value::Pending) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a == b,
        (Value::BigInt(a), Value::BigInt(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Bytes(a), Value::Bytes(b)) => a == b,
        (Value::Column(a), Value::Column(b)) => a == b,
        (Value::Strings(a), Value::Strings(b)) => a == b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::Resource(a), Value::Resource(b)) => a == b,
        _ => false,
    }
}
