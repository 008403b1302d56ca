//! The unanswered requests, so that they can be cancelled.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pintle::CancelToken;

use super::{feed::Feed, items::Items};
use crate::rpc::Id;

/// The requests without an answer. A client may use the same id for two.
#[derive(Default)]
pub(super) struct Running(Mutex<State>);

#[derive(Default)]
struct State {
    tokens: BTreeMap<(Id, u64), CancelToken>,
    /// The items of those whose results are sent as they come.
    items: BTreeMap<(Id, u64), Arc<Items>>,
    /// What feeds the inputs of a request.
    feeds: BTreeMap<(Id, u64), Feeds>,
    last: u64,
}

/// What feeds the inputs of one request.
pub(super) type Feeds = Arc<[Arc<Feed>]>;

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

    /// The inputs of a request are fed by messages.
    pub(super) fn receive(&self, entry: &Entry, feeds: Feeds) {
        self.lock().feeds.insert(entry.clone(), feeds);
    }

    pub(super) fn leave(&self, entry: &Entry) {
        let mut state = self.lock();
        state.tokens.remove(entry);
        let items = state.items.remove(entry);
        let feeds = state.feeds.remove(entry);
        drop(state);
        drop(items);
        for feed in feeds.iter().flat_map(|feeds| feeds.iter()) {
            feed.close();
        }
    }

    /// The items of all requests with that id.
    pub(super) fn items_with_id(&self, id: &Id) -> Vec<Arc<Items>> {
        let all = (id.clone(), 0)..=(id.clone(), u64::MAX);
        let state = self.lock();
        let items = state.items.range(all);
        items.map(|(_, items)| Arc::clone(items)).collect()
    }

    /// What feeds an input of the first request with that id that has one of that name.
    pub(super) fn feed(&self, id: &Id, name: &str) -> Option<Arc<Feed>> {
        let all = (id.clone(), 0)..=(id.clone(), u64::MAX);
        let state = self.lock();
        let mut feeds = state.feeds.range(all).flat_map(|(_, feeds)| feeds.iter());
        feeds.find(|feed| feed.name == name).cloned()
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
