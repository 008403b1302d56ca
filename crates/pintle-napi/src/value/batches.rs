//! Objects that JavaScript has passed together, while they are being visited.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use napi::sys;

/// The batches that are being visited on one JavaScript thread, those inside others last.
#[derive(Default)]
pub(crate) struct Batches {
    open: RefCell<Vec<Rc<Batch>>>,
    count: Cell<u32>,
}

/// Where an object is in a batch.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The batch's number; 0 is that of none.
    batch: u32,
    index: u32,
}

impl Place {
    /// In no batch.
    pub(crate) const NONE: Self = Self { batch: 0, index: 0 };
}

/// Objects with the same names, and their values.
pub(crate) struct Batch {
    number: u32,
    names: Vec<String>,
    values: Vec<sys::napi_value>,
}

impl Batches {
    /// Keeps objects until what is returned is dropped: for each the object, then its values.
    pub(crate) fn open(&self, names: Vec<String>, values: Vec<sys::napi_value>) -> Open<'_> {
        let number = self.count.get().wrapping_add(1).max(1);
        self.count.set(number);
        let batch = Rc::new(Batch {
            number,
            names,
            values,
        });
        self.open.borrow_mut().push(Rc::clone(&batch));
        Open {
            batches: self,
            batch,
        }
    }

    /// The batch with that object, if it is still being visited.
    pub(crate) fn get(&self, place: Place) -> Option<Rc<Batch>> {
        if place.batch == 0 {
            return None;
        }
        let open = self.open.borrow();
        let found = open.iter().rev().find(|batch| batch.number == place.batch);
        found.cloned()
    }
}

/// A batch that is being visited.
pub(crate) struct Open<'a> {
    batches: &'a Batches,
    batch: Rc<Batch>,
}

impl Open<'_> {
    /// The objects, and where they are.
    pub(crate) fn objects(&self) -> impl Iterator<Item = (sys::napi_value, Place)> {
        let batch = self.batch.number;
        let objects = self.batch.values.chunks_exact(self.batch.width());
        (0..)
            .zip(objects)
            .map(move |(index, values)| (values[0], Place { batch, index }))
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.batches.open.borrow_mut().pop();
    }
}

impl Batch {
    fn width(&self) -> usize {
        self.names.len() + 1
    }

    /// The properties of one object.
    pub(crate) fn properties(&self, place: Place) -> impl Iterator<Item = (&str, sys::napi_value)> {
        let start = place.index as usize * self.width() + 1;
        let values = self.values[start..].iter().copied();
        self.names.iter().map(String::as_str).zip(values)
    }
}
