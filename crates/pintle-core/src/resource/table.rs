//! Resources by number, for callers that only JSON reaches.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

use super::AnyResource;
use crate::{
    Error, Value,
    data::{Fault, Level},
    errors,
};

/// The resources that one caller holds, by number: those of a connection, of a guest, of a session
/// under a policy. A number is never used twice. What is in it ends with the table.
pub struct ResourceTable {
    limit: u64,
    /// The error when there would be more.
    too_many: fn(u64) -> Error,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    by_number: BTreeMap<u64, AnyResource>,
    /// How many more there are in calls and plans that are running.
    reserved: usize,
}

/// The largest number that is exact in JSON.
pub(crate) const MAX_NUMBER: u64 = (1 << 53) - 1;

thread_local! {
    /// The table to which numbers on this thread belong.
    static CURRENT: RefCell<Option<Arc<ResourceTable>>> = const { RefCell::new(None) };
}

impl ResourceTable {
    /// A table for at most `limit` resources at a time. `too_many` creates the error when there would
    /// be more.
    pub fn new(limit: u64, too_many: fn(u64) -> Error) -> Self {
        Self {
            limit,
            too_many,
            held: Mutex::default(),
        }
    }

    /// How many resources may be in it.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// How many resources are in it.
    pub fn len(&self) -> usize {
        self.lock().by_number.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The resource of that number.
    pub fn get(&self, number: u64) -> Option<AnyResource> {
        self.lock().by_number.get(&number).cloned()
    }

    /// Assigns a number to a resource, which is the caller's handle from then on.
    ///
    /// # Errors
    /// That of the limit.
    pub fn add(&self, resource: AnyResource) -> Result<u64, Error> {
        self.put(&mut self.lock(), resource)
    }

    /// Drops the caller's handle. Returns whether there was one of that number.
    pub fn release(&self, number: u64) -> bool {
        let released = self.lock().by_number.remove(&number);
        // Dropped outside the lock: that runs the author's code.
        released.is_some()
    }

    fn put(&self, held: &mut Held, resource: AnyResource) -> Result<u64, Error> {
        if held.by_number.len() as u64 >= self.limit || held.last >= MAX_NUMBER {
            return Err(self.too_many());
        }
        held.last += 1;
        held.by_number.insert(held.last, resource);
        Ok(held.last)
    }

    /// The error of a connection's own limit.
    pub fn limit_reached(limit: u64) -> Error {
        let message = format!("expected at most {limit} resources at a time, got more");
        Error::new(&errors::RESOURCE_LIMIT, message)
    }

    /// Drops all resources.
    pub fn clear(&self) {
        let all = std::mem::take(&mut self.lock().by_number);
        drop(all);
    }

    #[cold]
    fn too_many(&self) -> Error {
        (self.too_many)(self.limit)
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ResourceTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ResourceTable({} of {})", self.len(), self.limit)
    }
}

/// The resources of one call or one plan of a caller who holds them by number. Those that exist only
/// while it runs count too.
#[derive(Debug)]
pub struct Lease {
    table: Arc<ResourceTable>,
    reserved: AtomicUsize,
}

impl Lease {
    pub(crate) fn new(table: Arc<ResourceTable>) -> Self {
        Self {
            table,
            reserved: AtomicUsize::new(0),
        }
    }

    /// Counts the resources in what a command returned.
    pub(crate) fn reserve(&self, result: &Value) -> Result<(), Error> {
        let count = result.count_resources();
        if count == 0 {
            return Ok(());
        }
        let mut held = self.table.lock();
        let total = held.by_number.len() + held.reserved + count;
        if total as u64 > self.table.limit {
            return Err(self.table.too_many());
        }
        held.reserved += count;
        self.reserved.fetch_add(count, Relaxed);
        Ok(())
    }

    /// Replaces each resource in an answer by a number.
    ///
    /// # Errors
    /// That of the limit: then the caller holds none of these.
    pub fn numbered(&self, answer: Value) -> Result<Value, Error> {
        if answer.count_resources() == 0 {
            return Ok(answer);
        }
        self.give_back();
        let mut added = Vec::new();
        let numbered = replaced(&answer, &mut |resource| {
            let number = self.table.add(resource.clone())?;
            added.push(number);
            Ok(Value::Number(number as f64))
        });
        if numbered.is_err() {
            for number in added {
                self.table.release(number);
            }
        }
        numbered
    }

    fn give_back(&self) {
        let reserved = self.reserved.swap(0, Relaxed);
        if reserved > 0 {
            self.table.lock().reserved -= reserved;
        }
    }

    /// The caller's resources.
    pub fn table(&self) -> &Arc<ResourceTable> {
        &self.table
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// While it lives, numbers that are read as resources on this thread belong to a table.
#[derive(Debug)]
pub struct Scope {
    outer: Option<Arc<ResourceTable>>,
}

impl Scope {
    /// Enters a scope; without a table, numbers are not resources in it.
    pub fn enter(table: Option<&Arc<ResourceTable>>) -> Self {
        let outer = CURRENT.replace(table.cloned());
        Self { outer }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        CURRENT.set(self.outer.take());
    }
}

/// The resource that a number is on this thread.
pub(crate) fn of_number(number: f64) -> Result<AnyResource, Fault> {
    let whole = whole(number).ok_or(Fault::WrongType)?;
    let Some(table) = CURRENT.with_borrow(Clone::clone) else {
        return Err(Fault::WrongType);
    };
    table.get(whole).ok_or_else(|| {
        let message = format!("expected a resource that this caller has, got number {whole}");
        Fault::Inside(Error::new(&errors::DISPOSED, message))
    })
}

/// A number that could be that of a resource.
pub(crate) fn whole(number: f64) -> Option<u64> {
    let is_number = number.fract() == 0.0 && (1.0..=MAX_NUMBER as f64).contains(&number);
    is_number.then_some(number as u64)
}

impl Value {
    /// How many handles to resources are in it.
    pub(crate) fn count_resources(&self) -> usize {
        // Not by recursion: the value may be deeper than what can cross the boundary.
        let mut pending = vec![self];
        let mut count = 0;
        while let Some(value) = pending.pop() {
            match value {
                Self::Resource(_) => count += 1,
                Self::List(items) => pending.extend(items.iter().filter(|item| item.may_hold())),
                Self::Object(fields) => {
                    let values = fields.iter().map(|(_, value)| value);
                    pending.extend(values.filter(|value| value.may_hold()));
                }
                _ => {}
            }
        }
        count
    }

    fn may_hold(&self) -> bool {
        self.is_nested() || matches!(self, Self::Resource(_))
    }
}

fn replaced(
    value: &Value,
    replace: &mut dyn FnMut(&AnyResource) -> Result<Value, Error>,
) -> Result<Value, Error> {
    Ok(match value {
        Value::Resource(resource) => replace(resource)?,
        Value::List(items) => {
            let _level = Level::enter_enveloped()?;
            let items = items.iter().map(|item| replaced(item, replace));
            Value::list(items.collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => {
            let _level = Level::enter_enveloped()?;
            let fields = fields
                .iter()
                .map(|(name, field)| Ok((name.clone(), replaced(field, replace)?)));
            fields.collect::<Result<_, Error>>()?
        }
        other => other.clone(),
    })
}
