//! The unanswered requests, so that they can be cancelled.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pintle::CancelToken;

use super::items::Items;
use crate::rpc::Id;

/// The requests without an answer. A client may use the same id for two.
#[derive(Default)]
pub(super) struct Running(Mutex<State>);

#[derive(Default)]
struct State {
    tokens: BTreeMap<(Id, u64), CancelToken>,
    /// The items of those whose results are sent as they come.
    items: BTreeMap<(Id, u64), Arc<Items>>,
    last: u64,
}

/// A registered request.
pub(super) type Entry = (Id, u64);

impl Running {
    pub(super) fn enter(&self, id: Id, token: CancelToken) -> Entry {
        let mut state = self.lock();
        state.last += 1;
        let entry = (id, state.last);
        state.tokens.insert(entry.clone(), token);
        entry
    }

    /// The results of a request are sent as they come.
    pub(super) fn send(&self, entry: &Entry, items: Arc<Items>) {
        self.lock().items.insert(entry.clone(), items);
    }

    pub(super) fn leave(&self, entry: &Entry) {
        let mut state = self.lock();
        state.tokens.remove(entry);
        let items = state.items.remove(entry);
        drop(state);
        drop(items);
    }

    /// The items of all requests with that id.
    pub(super) fn items_with_id(&self, id: &Id) -> Vec<Arc<Items>> {
        let all = (id.clone(), 0)..=(id.clone(), u64::MAX);
        let state = self.lock();
        let items = state.items.range(all);
        items.map(|(_, items)| Arc::clone(items)).collect()
    }

    /// The tokens of all requests with that id.
    pub(super) fn with_id(&self, id: &Id) -> Vec<CancelToken> {
        let all = (id.clone(), 0)..=(id.clone(), u64::MAX);
        let state = self.lock();
        state
            .tokens
            .range(all)
            .map(|(_, token)| token.clone())
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
