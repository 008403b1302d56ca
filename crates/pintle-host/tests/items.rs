//! Commands that send their results as they come: a window of messages, and a list without one.

#![allow(missing_docs)]

use std::{
    io::{self, BufReader, Read, Write},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
        mpsc,
    },
    thread,
    time::Duration,
};

use pintle::{CancelToken, Error, ErrorKind, command, stream::Output};
use pintle_host::{Framing, Host, Limits, serve};
use serde_json::{Value, json};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

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

/// A host that serves this thread.
struct Served {
    input: mpsc::Sender<String>,
    output: mpsc::Receiver<Value>,
}

struct Input(mpsc::Receiver<String>, Vec<u8>);

impl Read for Input {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.1.is_empty() {
            self.1 = self.0.recv().unwrap_or_default().into_bytes();
        }
        let read = self.1.len().min(bytes.len());
        bytes[..read].copy_from_slice(&self.1[..read]);
        self.1.drain(..read);
        Ok(read)
    }
}

struct Lines(mpsc::Sender<Value>, Vec<u8>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.extend(bytes);
        while let Some(end) = self.1.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.1.drain(..=end).collect();
            drop(self.0.send(serde_json::from_slice(&line)?));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Served {
    fn new() -> Self {
        let (input, read) = mpsc::channel();
        let (written, output) = mpsc::channel();
        thread::spawn(move || {
            let host = Host::new("test", "1.0.0", FAMILIES);
            let reader = BufReader::new(Input(read, Vec::new()));
            let lines = Lines(written, Vec::new());
            let stop = CancelToken::new();
            serve(
                Arc::new(host),
                Framing::Lines,
                Limits::default(),
                reader,
                lines,
                &stop,
            )
        });
        Self { input, output }
    }

    fn send(&self, message: &Value) {
        self.input.send(format!("{message}\n")).unwrap();
    }

    fn next(&self) -> Value {
        self.output.recv_timeout(LONG).unwrap()
    }

    fn call(&self, params: Value, window: Option<u32>) {
        let mut message =
            json!({ "jsonrpc": "2.0", "id": 1, "method": "test.numbers", "params": params });
        if let Some(window) = window {
            message["window"] = window.into();
        }
        self.send(&message);
    }

    fn more(&self, messages: u32) {
        let params = json!({ "id": 1, "messages": messages });
        self.send(&json!({ "jsonrpc": "2.0", "method": "pintle.more", "params": params }));
    }

    /// The items of the next message.
    fn items(&self) -> Vec<u64> {
        let message = self.next();
        assert_eq!(message["method"], "pintle.items", "{message}");
        assert_eq!(message["params"]["id"], 1);
        let items = message["params"]["items"].as_array().unwrap();
        items.iter().map(|item| item.as_u64().unwrap()).collect()
    }
}

#[test]
fn without_a_window_the_result_is_the_list() {
    let host = Served::new();
    host.call(json!({ "end": 3 }), None);
    assert_eq!(host.next()["result"], json!([0, 1, 2]));
    host.call(json!({ "end": 3, "fail": true }), None);
    assert_eq!(host.next()["error"]["data"]["code"], "ERR_TEST_BAD");
}

#[test]
fn no_more_messages_come_than_there_is_room_for() {
    let host = Served::new();
    host.call(json!({ "end": u32::MAX }), Some(2));
    let mut all = host.items();
    all.extend(host.items());
    thread::sleep(Duration::from_millis(200));
    assert!(host.output.try_recv().is_err());
    let sent = SENT.load(SeqCst);
    thread::sleep(Duration::from_millis(100));
    assert_eq!(SENT.load(SeqCst), sent, "the command goes on");
    host.more(1);
    all.extend(host.items());
    assert!(all.iter().copied().eq(0..all.len() as u64));
    let cancel = json!({ "jsonrpc": "2.0", "method": "pintle.cancel", "params": { "id": 1 } });
    host.send(&cancel);
    assert_eq!(host.next()["error"]["data"]["code"], "ERR_PINTLE_CANCELLED");
}

#[test]
fn the_answer_comes_after_the_items_even_if_it_is_an_error() {
    for (fail, expected) in [(false, Value::Null), (true, json!("ERR_TEST_BAD"))] {
        let host = Served::new();
        host.call(json!({ "end": 5000, "fail": fail }), Some(1));
        let mut all = Vec::new();
        while all.len() < 5000 {
            all.extend(host.items());
            host.more(1);
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
    let host = Served::new();
    for window in [json!(0), json!(1025), json!(1.5), json!("2")] {
        let mut message = json!({ "jsonrpc": "2.0", "id": 1, "method": "test.numbers" });
        message["window"] = window;
        host.send(&message);
        let error = &host.next()["error"]["data"];
        assert_eq!(error["code"], "ERR_PINTLE_INVALID_REQUEST");
        assert_eq!(error["pointer"], "/window");
    }
}
