//! Streams out of commands, and the feeds of their inputs.

use pintle_core::data::{Sink, Source};

use crate::{
    call::{
        environment::Environment,
        feed::Feed,
        handles::{held, hold},
        stream,
        streaming::Streaming,
    },
    export::helper::{Answer, Given, Helper},
    value::javascript::undefined,
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 6] = [
    Helper::new(c"pullStream", pull_stream),
    Helper::new(c"leaveStream", leave_stream),
    Helper::new(c"createFeed", create_feed),
    Helper::new(c"feedItem", feed_item),
    Helper::new(c"feedRoom", feed_room),
    Helper::new(c"endFeed", end_feed),
];

/// `pullStream(stream, columns): Promise<batch | undefined>`.
fn pull_stream(environment: &Environment, [stream, columns]: Given<'_, 2>) -> Answer {
    let columns = columns.bool().unwrap_or(false);
    stream::pull(environment, held(environment, stream)?, columns)
}

/// `leaveStream(stream): void`.
fn leave_stream(environment: &Environment, [stream]: Given<'_, 1>) -> Answer {
    held::<Streaming>(environment, stream)?.leave();
    undefined(environment.env())
}

/// `createFeed(): FeedHandle`.
fn create_feed(environment: &Environment, []: Given<'_, 0>) -> Answer {
    hold(environment, Feed::default())
}

/// `feedItem(feed, item): boolean`.
fn feed_item(environment: &Environment, [feed, item]: Given<'_, 2>) -> Answer {
    let has_room = held::<Feed>(environment, feed)?.send(item);
    environment.sink().bool(has_room)
}

/// `feedRoom(feed): Promise<boolean>`.
fn feed_room(environment: &Environment, [feed]: Given<'_, 1>) -> Answer {
    stream::room(environment, held(environment, feed)?)
}

/// `endFeed(feed, failed): void`.
fn end_feed(environment: &Environment, [feed, failed]: Given<'_, 2>) -> Answer {
    held::<Feed>(environment, feed)?.end(failed.bool().unwrap_or(true));
    undefined(environment.env())
}
