//! Both ends of a queue for code that must not wait, and is called back instead.

use super::Queue;

impl<T> Queue<T> {
    /// Adds an item without waiting, and returns whether there is room for another. Nothing is added once
    /// nobody takes anything any longer.
    pub fn offer(&self, item: T, bytes: usize) -> bool {
        let mut state = self.lock();
        if state.left {
            return false;
        }
        state.items.push(item);
        state.bytes = state.bytes.saturating_add(bytes);
        let has_room = !state.is_full();
        self.announce(state);
        has_room
    }

    /// The same for several items, which have that many bytes together.
    pub fn offer_all(&self, items: Vec<T>, bytes: usize) -> bool {
        let mut state = self.lock();
        if state.left {
            drop(state); // Dropping them may run code of commands.
            return false;
        }
        state.items.extend(items);
        state.bytes = state.bytes.saturating_add(bytes);
        let has_room = !state.is_full();
        self.announce(state);
        has_room
    }

    /// Calls `ready` once there is room for another item, or nobody takes anything any longer; that may be
    /// now. Only the last of those that wait is called.
    pub fn when_room(&self, ready: impl FnOnce() + Send + 'static) {
        let mut state = self.lock();
        state.has_room = Some(Box::new(ready));
        self.made_room(state);
    }

    /// Calls `taken` the next time that something is taken, or nobody takes anything any longer, which may be
    /// now. It replaces what else waits for room.
    pub fn when_taken(&self, taken: impl FnOnce() + Send + 'static) {
        let mut state = self.lock();
        if state.left {
            drop(state);
            return taken();
        }
        let former = state.has_room.replace(Box::new(taken));
        drop(state);
        drop(former);
    }

    /// Calls `ready` once there is something to take, which may be now. Only the last of those that
    /// wait is called.
    pub fn when_ready(&self, ready: impl FnOnce() + Send + 'static) {
        let mut state = self.lock();
        state.ready = Some(Box::new(ready));
        if !state.items.is_empty() || state.end.is_some() {
            self.announce(state);
        }
    }
}
