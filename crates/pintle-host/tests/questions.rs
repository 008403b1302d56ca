//! Callbacks: the host asks functions of the client, which answers.

#![allow(missing_docs)]

mod serving;

use pintle::{Callback, Error, command};
use serde_json::{Value, json};
use serving::{Served, code};

mod test {
    use super::*;

    #[command(blocking)]
    pub fn ask(text: String, answer: Callback<(String,), String>) -> Result<String, Error> {
        answer.call((text,))
    }

    #[command]
    pub async fn ask_async(
        text: String,
        answer: Callback<(String,), String>,
    ) -> Result<String, Error> {
        answer.call_async((text,)).await
    }

    /// Asks that many times without waiting in between, and adds what it gets.
    #[command]
    pub async fn sum(count: u32, answer: Callback<(u32,), u32>) -> Result<u32, Error> {
        let asked: Vec<_> = (0..count)
            .map(|number| answer.call_async((number,)))
            .collect();
        let mut sum = 0;
        for one in asked {
            sum += one.await?;
        }
        Ok(sum)
    }

    #[command]
    pub fn now() -> u32 {
        1
    }
}

pintle::families! { test => [ask, ask_async, now, sum] }

const BOTH: [&str; 2] = ["test.ask", "test.askAsync"];

fn begin(host: &Served, id: u32, method: &str, params: Value) {
    host.request_with(id, method, params, json!({ "callbacks": true }));
}

/// The number of the next question, which is to the request with that id.
fn question(host: &Served, id: u32, function: u32, arguments: Value) -> Value {
    let message = host.next();
    assert_eq!(message["method"], "pintle.ask", "{message}");
    let params = json!({ "id": id, "function": function, "arguments": arguments });
    assert_eq!(message["params"], params);
    message["id"].clone()
}

fn answer(host: &Served, number: &Value, result: Value) {
    host.send(&json!({ "jsonrpc": "2.0", "id": number, "result": result }));
}

fn fail(host: &Served, number: &Value, code: i32, message: &str) {
    let error = json!({ "code": code, "message": message });
    host.send(&json!({ "jsonrpc": "2.0", "id": number, "error": error }));
}

#[test]
fn the_client_answers_a_question() {
    for method in BOTH {
        let host = Served::new(FAMILIES);
        begin(&host, 7, method, json!(["a", 3]));
        let number = question(&host, 7, 3, json!(["a"]));
        answer(&host, &number, json!("a!"));
        let whole = json!({ "jsonrpc": "2.0", "id": 7, "result": "a!" });
        assert_eq!(host.next(), whole);
        host.ends();
    }
}

#[test]
fn a_function_that_threw_and_one_that_returned_something_else_are_told_apart() {
    for method in BOTH {
        let host = Served::new(FAMILIES);
        begin(&host, 1, method, json!(["a", 1]));
        let number = question(&host, 1, 1, json!(["a"]));
        fail(&host, &number, -32000, "Error: no");
        let data = &host.next()["error"]["data"];
        assert_eq!(data["code"], "ERR_PINTLE_CALLBACK");
        let message = format!("{method}: the callback threw: Error: no");
        assert_eq!(data["message"], message);
        assert_eq!(data["cause"], "Error: no");
        assert_eq!(data["question"], number);
        begin(&host, 2, method, json!(["a", 1]));
        let number = question(&host, 2, 1, json!(["a"]));
        fail(&host, &number, -32602, "expected a string, got 5");
        let checked = host.next()["error"]["data"].clone();
        begin(&host, 2, method, json!(["a", 1]));
        let number = question(&host, 2, 1, json!(["a"]));
        answer(&host, &number, json!(5));
        assert_eq!(host.next()["error"]["data"], checked);
        let message = "the callback returned a wrong value: expected a string, got 5";
        assert_eq!(checked["message"], format!("{method}: {message}"));
        assert_eq!(checked["question"], Value::Null);
        host.ends();
    }
}

#[test]
fn a_client_that_does_not_answer_questions_gets_none() {
    for method in BOTH {
        let host = Served::new(FAMILIES);
        for more in [json!({}), json!({ "callbacks": false })] {
            host.request_with(1, method, json!(["a", 1]), more);
            let error = host.next();
            assert_eq!(code(&error), "ERR_PINTLE_NOT_CARRIED");
            assert_eq!(error["error"]["data"]["pointer"], "/answer");
        }
        for wrong in [json!("a"), json!(0), json!(1.5), json!({})] {
            begin(&host, 1, method, json!(["a", wrong]));
            assert_eq!(code(&host.next()), "ERR_PINTLE_INVALID_TYPE");
        }
        host.request_with(1, method, json!(["a", 1]), json!({ "callbacks": 1 }));
        assert_eq!(code(&host.next()), "ERR_PINTLE_INVALID_REQUEST");
        host.ends();
    }
}

#[test]
fn a_question_ends_with_its_request() {
    for method in BOTH {
        let host = Served::new(FAMILIES);
        begin(&host, 1, method, json!(["a", 1]));
        let number = question(&host, 1, 1, json!(["a"]));
        host.notify("pintle.cancel", json!({ "id": 1 }));
        assert_eq!(code(&host.next()), "ERR_PINTLE_CANCELLED");
        // Nobody minds what comes too late, or twice.
        answer(&host, &number, json!("late"));
        answer(&host, &number, json!("late"));
        host.request(2, "test.now", json!([]));
        assert_eq!(host.next()["result"], 1);
        begin(&host, 3, method, json!(["b", 1]));
        question(&host, 3, 1, json!(["b"]));
        let Served { input, output } = host;
        drop(input);
        assert_eq!(code(&output.recv().unwrap()), "ERR_PINTLE_CANCELLED");
        assert!(output.recv().is_err());
    }
}

#[test]
fn an_answer_to_no_question_is_not_a_request() {
    let host = Served::new(FAMILIES);
    for message in [
        json!({ "jsonrpc": "2.0", "id": 1, "result": 3 }),
        json!({ "jsonrpc": "2.0", "id": 1, "error": { "code": 1, "message": "no" } }),
        json!({ "jsonrpc": "2.0", "id": "a", "result": 3 }),
        json!({ "jsonrpc": "2.0", "result": 3 }),
    ] {
        host.send(&message);
        assert_eq!(code(&host.next()), "ERR_PINTLE_INVALID_REQUEST");
    }
    host.ends();
}

#[test]
fn questions_without_an_answer_have_a_limit() {
    const MOST: u32 = 10_000;
    let host = Served::new(FAMILIES);
    begin(&host, 1, "test.sum", json!([MOST, 1]));
    let numbers: Vec<_> = (0..MOST)
        .map(|number| question(&host, 1, 1, json!([number])))
        .collect();
    begin(&host, 2, "test.ask", json!(["a", 1]));
    let error = host.next();
    assert_eq!(error["id"], 2);
    assert_eq!(code(&error), "ERR_PINTLE_CALLBACK");
    for number in &numbers {
        answer(&host, number, json!(1));
    }
    assert_eq!(host.next()["result"], MOST);
    begin(&host, 3, "test.ask", json!(["a", 1]));
    let number = question(&host, 3, 1, json!(["a"]));
    answer(&host, &number, json!("b"));
    assert_eq!(host.next()["result"], "b");
    host.ends();
}
