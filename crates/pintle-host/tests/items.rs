//! Commands that send their results as they come: a window of messages, and a list without one.

#![allow(missing_docs)]

mod serving;

use std::{
    sync::atomic::{AtomicU32, Ordering::SeqCst},
    thread,
    time::Duration,
};

use pintle::{Error, ErrorKind, command, stream::Output};
use serde_json::{Value, json};
use serving::Served;

static SENT: AtomicU32 = AtomicU32::new(0);

mod test {
    use super::*;

    static BAD: ErrorKind = ErrorKind {
        code: "ERR_TEST_BAD",
        summary: "It is bad.",
        fix: "None.",
    };

    /// Sends numbers, and fails after them if it is to.
    #[command(blocking, errors(BAD))]
    pub fn numbers(end: u32, fail: Option<bool>, out: &Output<u32>) -> Result<(), Error> {
        SENT.store(0, SeqCst);
        for number in 0..end {
            out.send(number)?;
            SENT.fetch_add(1, SeqCst);
        }
        match fail {
            Some(true) => Err(Error::new(&BAD, "on purpose")),
            _ => Ok(()),
        }
    }
}

pintle::families! { test => [numbers] }

fn call(host: &Served, params: Value, window: Option<u32>) {
    let more = window.map_or(json!({}), |window| json!({ "window": window }));
    host.request_with(1, "test.numbers", params, more);
}

fn more(host: &Served, messages: u32) {
    host.notify("pintle.more", json!({ "id": 1, "messages": messages }));
}

/// The items of the next message.
fn items(host: &Served) -> Vec<u64> {
    let message = host.next();
    assert_eq!(message["method"], "pintle.items", "{message}");
    assert_eq!(message["params"]["id"], 1);
    let items = message["params"]["items"].as_array().unwrap();
    items.iter().map(|item| item.as_u64().unwrap()).collect()
}

#[test]
fn without_a_window_the_result_is_the_list() {
    let host = Served::new(FAMILIES);
    call(&host, json!({ "end": 3 }), None);
    assert_eq!(host.next()["result"], json!([0, 1, 2]));
    call(&host, json!({ "end": 3, "fail": true }), None);
    assert_eq!(host.next()["error"]["data"]["code"], "ERR_TEST_BAD");
}

#[test]
fn no_more_messages_come_than_there_is_room_for() {
    let host = Served::new(FAMILIES);
    call(&host, json!({ "end": u32::MAX }), Some(2));
    let mut all = items(&host);
    all.extend(items(&host));
    thread::sleep(Duration::from_millis(200));
    assert!(host.output.try_recv().is_err());
    let sent = SENT.load(SeqCst);
    thread::sleep(Duration::from_millis(100));
    assert_eq!(SENT.load(SeqCst), sent, "the command goes on");
    more(&host, 1);
    all.extend(items(&host));
    assert!(all.iter().copied().eq(0..all.len() as u64));
    host.notify("pintle.cancel", json!({ "id": 1 }));
    assert_eq!(host.next()["error"]["data"]["code"], "ERR_PINTLE_CANCELLED");
}

#[test]
fn the_answer_comes_after_the_items_even_if_it_is_an_error() {
    for (fail, expected) in [(false, Value::Null), (true, json!("ERR_TEST_BAD"))] {
        let host = Served::new(FAMILIES);
        call(&host, json!({ "end": 5000, "fail": fail }), Some(1));
        let mut all = Vec::new();
        while all.len() < 5000 {
            all.extend(items(&host));
            more(&host, 1);
        }
        assert!(all.into_iter().eq(0..5000));
        let answer = host.next();
        assert_eq!(answer["id"], 1);
        assert_eq!(answer["error"]["data"]["code"], expected, "{answer}");
        assert_eq!(answer["result"], Value::Null);
    }
}

#[test]
fn a_window_has_a_limit_and_is_a_number() {
    let host = Served::new(FAMILIES);
    for window in [json!(0), json!(1025), json!(1.5), json!("2")] {
        let mut message = json!({ "jsonrpc": "2.0", "id": 1, "method": "test.numbers" });
        message["window"] = window;
        host.send(&message);
        let error = &host.next()["error"]["data"];
        assert_eq!(error["code"], "ERR_PINTLE_INVALID_REQUEST");
        assert_eq!(error["pointer"], "/window");
    }
}
