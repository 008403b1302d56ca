//! Inputs whose items the client sends while the command runs, as far as the host has room for them.

#![allow(missing_docs)]

mod serving;

use std::{
    path::Path,
    sync::{
        Condvar, Mutex,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use pintle::{Bytes, Data, Error, Resource, command, stream::Input};
use pintle_host::{Host, Limits};
use pintle_policy::Policy;
use serde_json::{Value, json};
use serving::{Served, code};

/// A command waits until a test opens it.
static GATE: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());

/// The tests that use it run one after the other.
static GATED: Mutex<()> = Mutex::new(());

fn open_gate(is_open: bool) {
    *GATE.0.lock().unwrap() = is_open;
    GATE.1.notify_all();
}

/// How many bytes the items of `size` have that arrived.
static ARRIVED: AtomicU64 = AtomicU64::new(0);

mod test {
    use super::*;

    /// A box.
    #[derive(Debug, Data)]
    pub struct Crate {
        name: String,
        content: Bytes,
    }

    #[derive(Resource)]
    pub struct Counter(pub f64);

    #[command]
    pub fn counter(start: f64) -> Counter {
        Counter(start)
    }

    #[command(blocking)]
    pub fn sum(numbers: Input<f64>, offset: Option<f64>) -> Result<f64, Error> {
        let sum: f64 = numbers.sum::<Result<_, Error>>()?;
        Ok(sum + offset.unwrap_or(0.0))
    }

    #[command]
    pub async fn sum_async(mut numbers: Input<f64>) -> Result<f64, Error> {
        let mut sum = 0.0;
        while let Some(number) = numbers.next_async().await {
            sum += number?;
        }
        Ok(sum)
    }

    #[command(blocking)]
    pub fn counts(counters: Input<Resource<Counter>>) -> Result<f64, Error> {
        counters.map(|counter| Ok(counter?.0)).sum()
    }

    #[command]
    pub async fn counts_async(mut counters: Input<Resource<Counter>>) -> Result<f64, Error> {
        let mut sum = 0.0;
        while let Some(counter) = counters.next_async().await {
            sum += counter?.0;
        }
        Ok(sum)
    }

    /// The first number; the others are not read, but nobody knows that before the gate is open.
    #[command(blocking)]
    pub fn first(mut numbers: Input<f64>) -> Result<Option<f64>, Error> {
        let first = numbers.next().transpose()?;
        drop(numbers);
        let gate = GATE.0.lock().unwrap();
        drop(GATE.1.wait_while(gate, |is_open| !*is_open).unwrap());
        Ok(first)
    }

    /// Reads once the gate is open.
    #[command(blocking)]
    pub fn size(crates: Input<Crate>) -> Result<f64, Error> {
        let gate = GATE.0.lock().unwrap();
        drop(GATE.1.wait_while(gate, |is_open| !*is_open).unwrap());
        let mut size = 0;
        for one in crates {
            size += one?.content.len();
            ARRIVED.store(size as u64, SeqCst);
        }
        Ok(size as f64)
    }

    #[command(blocking)]
    pub fn joined(first: Input<String>, second: Input<String>) -> Result<Vec<String>, Error> {
        first.chain(second).collect()
    }
}

pintle::families! {
    test => [counter, counts, counts_async, first, joined, size, sum, sum_async],
}

const WINDOW: i64 = 256 << 10;

fn begin(host: &Served, id: u32, method: &str, params: Value, inputs: &[&str]) {
    host.request_with(id, method, params, json!({ "inputs": inputs }));
}

/// Sends items, and returns how much room they take.
fn items(host: &Served, id: u32, input: &str, items: Value) -> i64 {
    let count = items.as_array().unwrap().len();
    let message = json!({
        "jsonrpc": "2.0",
        "method": "pintle.items",
        "params": { "id": id, "input": input, "items": items },
    });
    host.send(&message);
    i64::try_from(message.to_string().len() + 64 * count).unwrap()
}

fn end(host: &Served, id: u32, input: &str) {
    host.notify("pintle.end", json!({ "id": id, "input": input }));
}

/// The bytes that the next message grants.
fn granted(host: &Served, id: u32, input: &str) -> i64 {
    let message = host.next();
    assert_eq!(message["method"], "pintle.more", "{message}");
    assert_eq!(message["params"]["id"], id);
    assert_eq!(message["params"]["input"], input);
    message["params"]["bytes"].as_i64().unwrap()
}

#[test]
fn items_arrive_while_the_command_runs() {
    for method in ["test.sum", "test.sumAsync"] {
        let host = Served::new(FAMILIES);
        begin(&host, 1, method, json!({}), &["numbers"]);
        assert_eq!(granted(&host, 1, "numbers"), WINDOW);
        items(&host, 1, "numbers", json!([1, 2]));
        items(&host, 1, "numbers", json!([]));
        items(&host, 1, "numbers", json!([39]));
        end(&host, 1, "numbers");
        assert_eq!(host.next()["result"], 42);
        host.ends();
    }
}

#[test]
fn several_inputs_have_room_of_their_own_and_others_are_lists() {
    let host = Served::new(FAMILIES);
    begin(&host, 1, "test.joined", json!({}), &["first", "second"]);
    assert_eq!(granted(&host, 1, "first"), WINDOW);
    assert_eq!(granted(&host, 1, "second"), WINDOW);
    items(&host, 1, "second", json!(["c"]));
    end(&host, 1, "second");
    items(&host, 1, "first", json!(["a", "b"]));
    end(&host, 1, "first");
    assert_eq!(host.next()["result"], json!(["a", "b", "c"]));
    let list = json!({ "second": ["d"] });
    begin(&host, 2, "test.joined", list, &["first"]);
    granted(&host, 2, "first");
    end(&host, 2, "first");
    assert_eq!(host.next()["result"], json!(["d"]));
    host.ends();
}

#[test]
fn what_was_read_is_granted_again() {
    let host = Served::new(FAMILIES);
    begin(&host, 1, "test.sum", json!({ "offset": 1 }), &["numbers"]);
    let mut room = granted(&host, 1, "numbers");
    let numbers = json!(vec![1; 1000]);
    for _ in 0..100 {
        while room <= 0 {
            room += granted(&host, 1, "numbers");
        }
        room -= items(&host, 1, "numbers", numbers.clone());
    }
    end(&host, 1, "numbers");
    loop {
        let next = host.next();
        if next["method"].is_null() {
            assert_eq!(next["result"], 100_001);
            break;
        }
    }
    host.ends();
}

#[test]
fn a_client_that_sends_more_than_there_is_room_for_ends_its_input() {
    let _gated = GATED.lock().unwrap();
    open_gate(false);
    let host = Served::new(FAMILIES);
    begin(&host, 1, "test.size", json!({}), &["crates"]);
    granted(&host, 1, "crates");
    let item = json!({ "name": "one", "content": "A".repeat(40 << 10) });
    let before = ARRIVED.load(SeqCst);
    assert_eq!(before, 0);
    for _ in 0..1000 {
        items(&host, 1, "crates", json!([item]));
    }
    host.request(2, "test.counter", json!([1]));
    assert!(host.next()["result"].is_number(), "it granted more");
    open_gate(true);
    let answer = host.next();
    assert_eq!(code(&answer), "ERR_PINTLE_MESSAGE_LIMIT");
    assert_eq!(answer["error"]["data"]["pointer"], "/crates");
    // Seven messages of 40 KiB exceed the room.
    assert_eq!(ARRIVED.load(SeqCst), 7 * (30 << 10));
    host.ends();
}

#[test]
fn an_input_that_is_left_wants_no_more() {
    let _gated = GATED.lock().unwrap();
    open_gate(false);
    let host = Served::new(FAMILIES);
    begin(&host, 1, "test.first", json!({}), &["numbers"]);
    granted(&host, 1, "numbers");
    items(&host, 1, "numbers", json!([7]));
    let enough = loop {
        // It is left some time after that.
        items(&host, 1, "numbers", json!([8]));
        if let Ok(message) = host.output.recv_timeout(Duration::from_millis(5)) {
            break message;
        }
    };
    assert_eq!(enough["method"], "pintle.enough");
    assert_eq!(enough["params"], json!({ "id": 1, "input": "numbers" }));
    items(&host, 1, "numbers", json!([9]));
    end(&host, 1, "numbers");
    open_gate(true);
    assert_eq!(host.next()["result"], 7);
    // Nobody minds what comes too late.
    items(&host, 1, "numbers", json!([10]));
    end(&host, 1, "numbers");
    host.ends();
}

#[test]
fn wrong_items_and_failing_iterables_are_errors_of_the_command() {
    for method in ["test.sum", "test.sumAsync"] {
        let host = Served::new(FAMILIES);
        begin(&host, 1, method, json!({}), &["numbers"]);
        granted(&host, 1, "numbers");
        items(&host, 1, "numbers", json!([1, "two"]));
        let answer = host.next();
        assert_eq!(code(&answer), "ERR_PINTLE_INVALID_TYPE");
        assert_eq!(answer["error"]["data"]["pointer"], "/numbers/1");
        begin(&host, 2, method, json!({}), &["numbers"]);
        granted(&host, 2, "numbers");
        let failed = json!({ "id": 2, "input": "numbers", "failed": true });
        host.notify("pintle.end", failed);
        let answer = host.next();
        assert_eq!(code(&answer), "ERR_PINTLE_INPUT");
        assert_eq!(answer["error"]["data"]["pointer"], "/numbers");
        host.ends();
    }
}

#[test]
fn cancelling_ends_a_command_that_waits_for_items() {
    for method in ["test.sum", "test.sumAsync"] {
        let host = Served::new(FAMILIES);
        begin(&host, 1, method, json!({}), &["numbers"]);
        granted(&host, 1, "numbers");
        host.notify("pintle.cancel", json!({ "id": 1 }));
        assert_eq!(code(&host.next()), "ERR_PINTLE_CANCELLED");
        begin(&host, 2, method, json!({}), &["numbers"]);
        granted(&host, 2, "numbers");
        let Served { input, output } = host;
        drop(input);
        assert_eq!(code(&output.recv().unwrap()), "ERR_PINTLE_CANCELLED");
        assert!(output.recv().is_err());
    }
}

#[test]
fn resources_among_items_are_the_clients() {
    for method in ["test.counts", "test.countsAsync"] {
        let host = Served::new(FAMILIES);
        host.request(1, "test.counter", json!([40]));
        let first = host.next()["result"].clone();
        host.request(2, "test.counter", json!([2]));
        let second = host.next()["result"].clone();
        begin(&host, 3, method, json!({}), &["counters"]);
        granted(&host, 3, "counters");
        items(&host, 3, "counters", json!([first, second]));
        end(&host, 3, "counters");
        assert_eq!(host.next()["result"], 42);
        begin(&host, 4, method, json!({}), &["counters"]);
        granted(&host, 4, "counters");
        items(&host, 4, "counters", json!([77]));
        assert_eq!(code(&host.next()), "ERR_PINTLE_DISPOSED");
        host.ends();
    }
}

#[test]
fn only_inputs_of_the_command_are_fed_and_each_in_one_way() {
    let host = Served::new(FAMILIES);
    for (params, inputs, pointer) in [
        (json!({}), json!(["other"]), "/other"),
        (json!({}), json!(["offset"]), "/offset"),
        (json!({}), json!(["numbers", "numbers"]), "/numbers"),
        (json!({ "numbers": [1] }), json!(["numbers"]), "/numbers"),
    ] {
        host.request_with(1, "test.sum", params, json!({ "inputs": inputs }));
        let answer = host.next();
        assert_eq!(code(&answer), "ERR_PINTLE_UNKNOWN_ARG");
        assert_eq!(answer["error"]["data"]["pointer"], pointer);
    }
    for inputs in [json!("numbers"), json!([1]), json!({})] {
        host.request_with(1, "test.sum", json!({}), json!({ "inputs": inputs }));
        let answer = host.next();
        assert_eq!(code(&answer), "ERR_PINTLE_INVALID_REQUEST");
        assert_eq!(answer["error"]["data"]["pointer"], "/inputs");
    }
    host.send(&json!({ "jsonrpc": "2.0", "method": "test.sum", "inputs": ["numbers"] }));
    assert_eq!(code(&host.next()), "ERR_PINTLE_INVALID_REQUEST");
    // As requests they are answered.
    for (method, params) in [
        (
            "pintle.items",
            json!({ "id": 5, "input": "a", "items": [1] }),
        ),
        ("pintle.end", json!({ "id": 5, "input": "a" })),
    ] {
        host.request(1, method, params);
        assert_eq!(
            host.next(),
            json!({ "jsonrpc": "2.0", "id": 1, "result": null })
        );
    }
    let wrong = json!({ "id": 5, "input": "a", "items": 1 });
    host.request(1, "pintle.items", wrong);
    assert_eq!(code(&host.next()), "ERR_PINTLE_INVALID_TYPE");
    host.ends();
}

fn under(policy: &Value, limits: Limits) -> Served {
    let host = Host::new("test", "1.0.0", FAMILIES);
    let policy = Policy::from_json(&policy.to_string(), Path::new("/"), &host.contract).unwrap();
    Served::of(host.under(policy), limits)
}

#[test]
fn under_a_policy_all_items_are_known_before_the_call_is_decided_about() {
    let policy = json!({ "version": 1, "commands": { "test.sum": true } });
    let limits = Limits {
        message_bytes: 1 << 20,
        ..Limits::default()
    };
    let host = under(&policy, limits);
    begin(&host, 1, "test.sum", json!({}), &["numbers"]);
    granted(&host, 1, "numbers");
    items(&host, 1, "numbers", json!([1, 2]));
    end(&host, 1, "numbers");
    assert_eq!(host.next()["result"], 3);
    // What it refuses in any case is refused before anything comes.
    begin(&host, 2, "test.sumAsync", json!({}), &["numbers"]);
    assert_eq!(code(&host.next()), "ERR_PINTLE_DENIED");
    begin(&host, 3, "test.sum", json!({}), &["numbers"]);
    let mut room = granted(&host, 3, "numbers");
    let numbers = json!(vec![1; 1000]);
    let error = loop {
        if room > 0 {
            room -= items(&host, 3, "numbers", numbers.clone());
        } else {
            let next = host.next();
            match next["params"]["bytes"].as_i64() {
                Some(bytes) => room += bytes,
                None => break next,
            }
        }
    };
    assert_eq!(code(&error), "ERR_PINTLE_MESSAGE_LIMIT");
    begin(&host, 4, "test.sum", json!({}), &["numbers"]);
    granted(&host, 4, "numbers");
    host.notify("pintle.cancel", json!({ "id": 4 }));
    assert_eq!(code(&host.next()), "ERR_PINTLE_CANCELLED");
    host.ends();
}
