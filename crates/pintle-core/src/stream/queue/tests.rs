use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context as Polling, Poll, Wake, Waker},
};

use super::{MAX_ITEMS, Queue, Taken};
use crate::{CancelToken, Context, Error};

/// Counts how often it was woken.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

fn counted() -> (Arc<Count>, Waker) {
    let count = Arc::new(Count::default());
    (Arc::clone(&count), Waker::from(count))
}

fn full() -> Queue<usize> {
    let queue = Queue::default();
    for item in 0..MAX_ITEMS {
        queue.send(item, 1, &Context::DETACHED).unwrap();
    }
    queue
}

#[test]
fn futures_that_wait_for_room_are_all_woken_by_it() {
    let queue = full();
    let ((first, waker), (second, other)) = (counted(), counted());
    let mut one = pin!(queue.send_async(1, 1, &Context::DETACHED));
    let mut two = pin!(queue.send_async(2, 1, &Context::DETACHED));
    assert!(
        one.as_mut()
            .poll(&mut Polling::from_waker(&waker))
            .is_pending()
    );
    assert!(
        two.as_mut()
            .poll(&mut Polling::from_waker(&other))
            .is_pending()
    );
    // Polled again by another task, it is that one's.
    assert!(
        one.as_mut()
            .poll(&mut Polling::from_waker(&other))
            .is_pending()
    );
    drop(queue.take(usize::MAX));
    assert_eq!((first.0.load(SeqCst), second.0.load(SeqCst)), (0, 2));
    for future in [&mut one, &mut two] {
        let polled = future.as_mut().poll(&mut Polling::from_waker(&waker));
        assert!(matches!(polled, Poll::Ready(Ok(()))));
    }
    assert!(matches!(queue.take(usize::MAX), Taken::Items(items) if items == [1, 2]));
}

#[test]
fn a_future_that_is_dropped_waits_no_longer_and_sends_nothing() {
    let queue = full();
    let (count, waker) = counted();
    for _ in 0..100 {
        let mut sending = Box::pin(queue.send_async(7, 1, &Context::DETACHED));
        assert!(
            sending
                .as_mut()
                .poll(&mut Polling::from_waker(&waker))
                .is_pending()
        );
    }
    assert_eq!(Arc::strong_count(&count), 2, "wakers are left");
    let Taken::Items(items) = queue.take(usize::MAX) else {
        panic!("nothing to take")
    };
    assert_eq!((items.len(), count.0.load(SeqCst)), (MAX_ITEMS, 0));
}

#[test]
fn a_future_that_waits_fails_when_nobody_takes_any_longer_or_its_context_is_cancelled() {
    let code = |polled: Poll<Result<(), Error>>| match polled {
        Poll::Ready(Err(error)) => error.code(),
        other => panic!("{other:?}"),
    };
    let (count, waker) = counted();
    let mut polling = Polling::from_waker(&waker);
    let queue = full();
    let mut sending = pin!(queue.send_async(1, 1, &Context::DETACHED));
    assert!(sending.as_mut().poll(&mut polling).is_pending());
    queue.leave();
    assert_eq!(count.0.load(SeqCst), 1);
    assert_eq!(
        code(sending.as_mut().poll(&mut polling)),
        "ERR_PINTLE_CANCELLED"
    );

    let (queue, token) = (full(), CancelToken::new());
    let context = Context::default().with_cancel(token.clone());
    let mut sending = pin!(queue.send_async(1, 1, &context));
    assert!(sending.as_mut().poll(&mut polling).is_pending());
    token.cancel();
    assert_eq!(
        code(sending.as_mut().poll(&mut polling)),
        "ERR_PINTLE_CANCELLED"
    );
}

#[test]
fn what_waits_for_items_is_woken_by_one_and_by_the_end() {
    let end: fn(&Queue<usize>) = |queue| queue.end(Ok(()));
    let item: fn(&Queue<usize>) = |queue| queue.send(1, 1, &Context::DETACHED).unwrap();
    for happens in [item, end] {
        let queue = Queue::default();
        let (count, waker) = counted();
        let mut ready = pin!(queue.ready());
        assert!(
            ready
                .as_mut()
                .poll(&mut Polling::from_waker(&waker))
                .is_pending()
        );
        happens(&queue);
        assert_eq!(count.0.load(SeqCst), 1);
        assert!(
            ready
                .as_mut()
                .poll(&mut Polling::from_waker(&waker))
                .is_ready()
        );
    }
}
