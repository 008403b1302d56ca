//! Cancellation: a flag, and actions to run when it is set.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::panic;

type Action = Arc<dyn Fn() + Send + Sync>;

/// Cancels the work of every [`Context`](crate::Context) that was made with it.
#[derive(Clone, Default)]
pub struct CancelToken(Arc<State>);

#[derive(Default)]
struct State {
    cancelled: AtomicBool,
    /// In the order in which they were added. Thousands of calls may wait for one token.
    actions: Mutex<BTreeMap<u64, Action>>,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the token has been cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Acquire)
    }

    /// Cancels, and runs the waiting actions. Calling it again has no effect.
    pub fn cancel(&self) {
        if !self.0.cancelled.swap(true, Ordering::AcqRel) {
            // Taken out first, since an action may add or remove others.
            let actions = std::mem::take(&mut *self.0.lock());
            for action in actions.into_values() {
                // A panic in one must not prevent the others from running.
                panic::contain(move || action());
            }
        }
    }

    /// A token that is cancelled with this one, and can also be cancelled separately.
    pub fn child(&self) -> (Self, OnCancel) {
        let child = Self::new();
        let handle = child.clone();
        let guard = self.on_cancel(move || handle.cancel());
        (child, guard)
    }

    /// Runs `action` once when the token is cancelled, or now if it already is. See
    /// [`Context::on_cancel`](crate::Context::on_cancel).
    pub fn on_cancel(&self, action: impl Fn() + Send + Sync + 'static) -> OnCancel {
        let mut actions = self.0.lock();
        // Checked under the lock, so that an action is neither lost nor run twice.
        if self.is_cancelled() {
            drop(actions);
            panic::contain(action);
            return OnCancel::never();
        }
        let id = actions.last_key_value().map_or(0, |(id, _)| id + 1);
        actions.insert(id, Arc::new(action));
        OnCancel(Some((Arc::downgrade(&self.0), id)))
    }
}

impl State {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Action>> {
        self.actions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CancelToken({})", self.is_cancelled())
    }
}

/// Keeps an action registered for a cancellation; dropping it removes the action.
#[must_use = "the action is taken back when this is dropped"]
pub struct OnCancel(Option<(Weak<State>, u64)>);

impl OnCancel {
    pub(crate) fn never() -> Self {
        Self(None)
    }
}

impl Drop for OnCancel {
    fn drop(&mut self) {
        if let Some((state, id)) = self.0.take()
            && let Some(state) = state.upgrade()
        {
            let removed = state.lock().remove(&id);
            drop(removed); // Without the lock: what it owns may use the token.
        }
    }
}

impl fmt::Debug for OnCancel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OnCancel")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    #[test]
    fn an_action_runs_once_unless_it_was_taken_back() {
        let count = Arc::new(AtomicUsize::new(0));
        let add = |amount| {
            let count = Arc::clone(&count);
            move || {
                count.fetch_add(amount, Ordering::SeqCst);
            }
        };
        let token = CancelToken::new();
        let _kept = token.on_cancel(add(1));
        drop(token.on_cancel(add(10)));
        token.cancel();
        token.cancel();
        assert_eq!(count.load(Ordering::SeqCst), 1);
        let _late = token.on_cancel(add(100));
        assert_eq!(count.load(Ordering::SeqCst), 101);
    }

    #[test]
    fn a_child_is_cancelled_with_its_parent_but_not_the_other_way_round() {
        let parent = CancelToken::new();
        let (first, _first) = parent.child();
        let (second, _second) = parent.child();
        first.cancel();
        assert!(!parent.is_cancelled() && !second.is_cancelled());
        parent.cancel();
        assert!(second.is_cancelled());
    }
}
