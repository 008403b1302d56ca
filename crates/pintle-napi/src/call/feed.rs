//! What JavaScript feeds to an input of a command, item by item.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use pintle_core::{
    Decode, Error, errors, pool,
    stream::{Input, Queue},
};

use crate::value::source::JsSource;

/// An input that JavaScript feeds. Its type is known once the command has read it.
#[derive(Default)]
pub(crate) struct Feed(RefCell<Option<Box<dyn Sender>>>);

/// The queue to an input, whatever its type.
trait Sender {
    fn send(&self, item: JsSource<'_>) -> bool;
    fn end(&self, outcome: Result<(), Error>);
    fn when_room(&self, ready: pool::Job);
    fn left(&self) -> Box<dyn Fn() -> bool + Send>;
}

struct Sending<T> {
    queue: Arc<Queue<T>>,
    /// The name of the parameter.
    name: &'static str,
    sent: Cell<usize>,
}

impl<T: Decode + Send + 'static> Sender for Sending<T> {
    fn send(&self, item: JsSource<'_>) -> bool {
        let index = self.sent.replace(self.sent.get() + 1);
        match T::decode(item) {
            Ok(item) => {
                let bytes = item.footprint();
                self.queue.offer(item, bytes)
            }
            Err(error) => {
                let error = error.at(&format!("/{index}")).within(self.name);
                self.queue.end(Err(error));
                false
            }
        }
    }

    fn end(&self, outcome: Result<(), Error>) {
        let outcome = outcome.map_err(|error| error.within(self.name));
        self.queue.end(outcome);
    }

    fn when_room(&self, ready: pool::Job) {
        self.queue.when_room(ready);
    }

    fn left(&self) -> Box<dyn Fn() -> bool + Send> {
        let queue = Arc::clone(&self.queue);
        Box::new(move || queue.is_left())
    }
}

impl Feed {
    /// The input that this feeds.
    pub(crate) fn bind<T: Decode + Send + 'static>(&self, name: &'static str) -> Input<T> {
        let queue = Arc::new(Queue::default());
        let sending = Sending {
            queue: Arc::clone(&queue),
            name,
            sent: Cell::new(0),
        };
        self.0.replace(Some(Box::new(sending)));
        Input::of_items(queue)
    }

    /// Sends an item, and returns whether there is room for another.
    pub(crate) fn send(&self, item: JsSource<'_>) -> bool {
        let sender = self.0.borrow();
        sender.as_ref().is_some_and(|sender| sender.send(item))
    }

    /// Ends the input; with an error if what feeds it has failed.
    pub(crate) fn end(&self, failed: bool) {
        if let Some(sender) = &*self.0.borrow() {
            let message = "the iterable threw an exception";
            sender.end(if failed {
                Err(Error::new(&errors::INPUT, message))
            } else {
                Ok(())
            });
        }
    }

    /// Calls `ready` once there is room for another item, or nobody takes any.
    pub(crate) fn when_room(&self, ready: pool::Job) {
        match &*self.0.borrow() {
            Some(sender) => sender.when_room(ready),
            None => ready(),
        }
    }

    /// What says whether nobody takes any item.
    pub(crate) fn left(&self) -> Box<dyn Fn() -> bool + Send> {
        match &*self.0.borrow() {
            Some(sender) => sender.left(),
            None => Box::new(|| true),
        }
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        // Nobody can send anything any longer.
        self.end(true);
    }
}
