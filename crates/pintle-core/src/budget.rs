//! How many bytes an untrusted caller may still receive, checked while an answer is
//! built.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
};

use crate::{Error, Value};

/// What a caller may receive in all its calls together.
#[derive(Clone)]
pub struct Budget(Arc<Inner>);

struct Inner {
    limit: u64,
    used: AtomicU64,
    /// The error when it is used up.
    used_up: fn(u64) -> Error,
}

impl Budget {
    /// A budget of `limit` bytes. `used_up` creates the error when more is requested.
    pub fn new(limit: u64, used_up: fn(u64) -> Error) -> Self {
        Self(Arc::new(Inner {
            limit,
            used: AtomicU64::new(0),
            used_up,
        }))
    }

    /// How many bytes are left.
    pub fn left(&self) -> u64 {
        self.0.limit.saturating_sub(self.0.used.load(Relaxed))
    }

    fn add(&self, bytes: u64) -> Result<(), Error> {
        // Sizes of data in memory: the total in one process fits into 64 bits.
        let before = self.0.used.fetch_add(bytes, Relaxed);
        if before.saturating_add(bytes) > self.0.limit {
            return Err(self.used_up());
        }
        Ok(())
    }

    fn used_up(&self) -> Error {
        (self.0.used_up)(self.0.limit)
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Budget({} left)", self.left())
    }
}

/// What one call, or one plan, has taken from a budget while it builds its answer. What it does not
/// return in the end is put back.
#[derive(Debug)]
pub(crate) struct Tab {
    budget: Budget,
    taken: AtomicU64,
    /// Whether more was requested than remained. Then nothing is put back: requesting too much uses
    /// it up.
    over: AtomicBool,
}

impl Tab {
    pub(crate) fn new(budget: Budget) -> Self {
        Self {
            budget,
            taken: AtomicU64::new(0),
            over: AtomicBool::new(false),
        }
    }

    /// Takes that many bytes.
    pub(crate) fn take(&self, bytes: u64) -> Result<(), Error> {
        self.taken.fetch_add(bytes, Relaxed);
        self.give(bytes)
    }

    /// Puts back bytes that were taken.
    pub(crate) fn put_back(&self, bytes: u64) {
        if !self.over.load(Relaxed) {
            let back = bytes.min(self.taken.load(Relaxed));
            self.taken.fetch_sub(back, Relaxed);
            self.budget.0.used.fetch_sub(back, Relaxed);
        }
    }

    /// Takes that many bytes for something that is returned right now.
    pub(crate) fn give(&self, bytes: u64) -> Result<(), Error> {
        self.budget
            .add(bytes)
            .inspect_err(|_| self.over.store(true, Relaxed))
    }

    /// An error once more has been requested than remained.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.over.load(Relaxed) {
            return Err(self.budget.used_up());
        }
        Ok(())
    }

    /// Sets the total taken: the answer is complete, and has this size.
    pub(crate) fn settle(&self, bytes: u64) -> Result<(), Error> {
        self.check()?;
        let taken = self.taken.load(Relaxed);
        match bytes.checked_sub(taken) {
            Some(more) => self.take(more)?,
            None => {
                self.budget.0.used.fetch_sub(taken - bytes, Relaxed);
            }
        }
        // It is returned now, and so never put back.
        self.taken.store(0, Relaxed);
        Ok(())
    }

    /// The maximum that [`Tab::settle`] may be called with.
    pub(crate) fn room(&self) -> u64 {
        self.budget.left().saturating_add(self.taken.load(Relaxed))
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        if !self.over.load(Relaxed) {
            let taken = self.taken.load(Relaxed);
            self.budget.0.used.fetch_sub(taken, Relaxed);
        }
    }
}

/// What each value takes in addition to its own bytes.
pub(crate) const WORD: u64 = 8;

impl Value {
    /// Approximately how many bytes the value has when written: those of its texts and its bytes,
    /// and 8 for everything else. Shared parts count each time. Counting ends soon after `most`.
    pub fn size(&self, most: u64) -> u64 {
        let mut size = 0;
        let mut next = Some(self);
        // Not by recursion: the value may be deeper than what can cross the boundary.
        let mut pending = Vec::new();
        while let Some(value) = next {
            match value {
                Self::List(items) | Self::Set(items) => {
                    for item in items.iter() {
                        size += WORD + item.own_size();
                        if size > most {
                            return size;
                        }
                        if item.is_nested() {
                            pending.push(item);
                        }
                    }
                }
                Self::Object(fields) => {
                    for (name, item) in fields.iter() {
                        size += WORD + name.len() as u64 + item.own_size();
                        if size > most {
                            return size;
                        }
                        if item.is_nested() {
                            pending.push(item);
                        }
                    }
                }
                leaf => size += leaf.own_size(),
            }
            next = pending.pop();
        }
        size
    }

    /// The bytes of a value that contains no others.
    fn own_size(&self) -> u64 {
        match self {
            Self::String(text) => text.len() as u64,
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Column(column) => column.len() as u64 * WORD,
            Self::Strings(items) => items.len() as u64 * WORD + items.bytes() as u64,
            Self::List(_) | Self::Set(_) | Self::Object(_) => 0,
            _ => WORD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors;

    fn used_up(limit: u64) -> Error {
        Error::new(&errors::POLICY_LIMIT, format!("{limit} are used up"))
    }

    #[test]
    fn what_was_not_given_is_put_back() {
        let budget = Budget::new(100, used_up);
        let tab = Tab::new(budget.clone());
        tab.take(90).unwrap();
        assert_eq!(budget.left(), 10);
        tab.settle(20).unwrap();
        assert_eq!(budget.left(), 80);
        drop(tab);
        assert_eq!(budget.left(), 80);
        let failed = Tab::new(budget.clone());
        failed.take(80).unwrap();
        drop(failed);
        assert_eq!(budget.left(), 80);
        Tab::new(budget.clone()).settle(80).unwrap();
        assert_eq!(budget.left(), 0);
    }

    #[test]
    fn who_wants_too_much_has_used_it_up() {
        let budget = Budget::new(100, used_up);
        let tab = Tab::new(budget.clone());
        tab.take(60).unwrap();
        assert_eq!(tab.take(41).unwrap_err().code(), "ERR_PINTLE_POLICY_LIMIT");
        assert!(tab.check().is_err());
        assert!(tab.settle(0).is_err());
        drop(tab);
        assert_eq!(budget.left(), 0);
    }

    #[test]
    fn the_size_of_a_value_that_shares_is_that_of_its_text() {
        let mut value = Value::from("1234");
        for _ in 0..100 {
            value = Value::list(vec![value.clone(), value]);
        }
        let most = 1 << 16;
        assert!((most..most + 1000).contains(&value.size(most)));
        let small = Value::list(vec![Value::from("1234"), Value::Null]);
        assert_eq!(small.size(u64::MAX), 4 + 3 * WORD);
    }
}
