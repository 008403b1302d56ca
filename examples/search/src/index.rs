//! The index as a resource: what it holds, and the lock around it.

use std::sync::{
    PoisonError, RwLock, RwLockReadGuard,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use pintle::{Context, Error, Resource};

use crate::{
    inverted::{Inverted, Prepared},
    search::{DUPLICATE, Document, Hit},
};

/// An index of texts, in memory. It is dropped with the last handle to it.
#[derive(Debug, Default, Resource)]
#[resource(memory = self.bytes.load(Relaxed))]
pub struct Index {
    inverted: RwLock<Inverted>,
    /// About how many bytes that is. It is asked on JavaScript's thread, which must not wait for the lock.
    bytes: AtomicUsize,
}

impl Index {
    /// Adds all of them or none. The work is done before the lock is taken.
    pub fn add(&self, documents: Vec<Document>, cx: &Context) -> Result<u32, Error> {
        let mut prepared = Vec::with_capacity(documents.len());
        for Document { id, text } in documents {
            cx.check()?;
            prepared.push(Prepared::new(id, &text));
        }
        let mut inverted = self
            .inverted
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(position) = inverted.duplicate(&prepared) {
            let message = format!(
                "the index has a document {:?} already",
                prepared[position].id
            );
            return Err(Error::new(&DUPLICATE, message).at(&format!("/documents/{position}/id")));
        }
        for document in prepared {
            inverted.insert(document);
        }
        self.bytes.store(inverted.bytes(), Relaxed);
        Ok(inverted.len())
    }

    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.read().find(query, limit)
    }

    pub fn size(&self) -> u32 {
        self.read().len()
    }

    fn read(&self) -> RwLockReadGuard<'_, Inverted> {
        self.inverted.read().unwrap_or_else(PoisonError::into_inner)
    }
}
