//! JSON-RPC 2.0.

mod support;

use serde_json::{Value, json};
use support::{BOTH, Host};

/// Sends a text and returns the answer's id and error number, which only a text results in.
fn refused(host: &mut Host, text: &str) -> (Value, i64) {
    host.send_text(text);
    id_and_code(&host.json())
}

fn id_and_code(answer: &Value) -> (Value, i64) {
    assert_eq!(answer["jsonrpc"], json!("2.0"), "{answer}");
    assert_eq!(answer.get("result"), None, "{answer}");
    assert!(answer["error"]["message"].is_string(), "{answer}");
    (
        answer["id"].clone(),
        answer["error"]["code"].as_i64().unwrap(),
    )
}

/// The examples of section 7, with commands that there are.
#[test]
fn the_examples_of_the_specification() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        // Positional and named parameters.
        for (params, result) in [
            ("[42, 23]", 19),
            ("[23, 42]", -19),
            (r#"{"b": 23, "a": 42}"#, 19),
        ] {
            host.send_text(&format!(
                r#"{{"jsonrpc": "2.0", "method": "math.subtract", "params": {params}, "id": 3}}"#
            ));
            assert_eq!(
                host.json(),
                json!({"jsonrpc": "2.0", "result": result, "id": 3})
            );
        }
        // Notifications.
        host.send_text(r#"{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"#);
        host.send_text(r#"{"jsonrpc": "2.0", "method": "foobar"}"#);
        host.lives();
        // A method that is not there, invalid JSON, an invalid request.
        let text = r#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#;
        assert_eq!(refused(&mut host, text), (json!("1"), -32601));
        let text = r#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#;
        assert_eq!(refused(&mut host, text), (Value::Null, -32700));
        let text = r#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#;
        assert_eq!(refused(&mut host, text), (Value::Null, -32600));
        // Batches: invalid JSON, empty, of things that are not requests.
        let text = r#"[{"jsonrpc": "2.0", "method": "math.sum", "params": [[1,2,4]], "id": "1"}, {"jsonrpc": "2.0", "method"]"#;
        assert_eq!(refused(&mut host, text), (Value::Null, -32700));
        assert_eq!(refused(&mut host, "[]"), (Value::Null, -32600));
        for (text, count) in [("[1]", 1), ("[1,2,3]", 3)] {
            host.send_text(text);
            let answers = host.json();
            let answers: Vec<_> = answers
                .as_array()
                .unwrap()
                .iter()
                .map(id_and_code)
                .collect();
            assert_eq!(answers, vec![(Value::Null, -32600); count]);
        }
        // A batch of everything.
        host.send_text(
            r#"[
                {"jsonrpc": "2.0", "method": "math.sum", "params": [[1,2,4]], "id": "1"},
                {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
                {"jsonrpc": "2.0", "method": "math.subtract", "params": [42,23], "id": "2"},
                {"foo": "boo"},
                {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
                {"jsonrpc": "2.0", "method": "pintle.cancel", "params": [0], "id": "9"}
            ]"#
            .replace('\n', "")
            .as_str(),
        );
        let answers = host.json();
        let answers = answers.as_array().unwrap();
        assert_eq!(answers.len(), 5);
        assert_eq!(
            answers[0],
            json!({"jsonrpc": "2.0", "result": 7, "id": "1"})
        );
        assert_eq!(
            answers[1],
            json!({"jsonrpc": "2.0", "result": 19, "id": "2"})
        );
        assert_eq!(id_and_code(&answers[2]), (Value::Null, -32600));
        assert_eq!(id_and_code(&answers[3]), (json!("5"), -32601));
        assert_eq!(
            answers[4],
            json!({"jsonrpc": "2.0", "result": null, "id": "9"})
        );
        // A batch of notifications.
        host.send_text(
            r#"[{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]}, {"jsonrpc": "2.0", "method": "math.add", "params": [7, 1]}]"#,
        );
        host.lives();
        assert!(host.end().success());
    }
}

#[test]
fn an_id_is_text_a_number_or_null() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        for id in [
            "\"\"",
            "\"ü\"",
            "0",
            "-7",
            "1.5",
            "9007199254740991",
            "null",
        ] {
            host.send_text(&format!(
                r#"{{"jsonrpc":"2.0","id":{id},"method":"math.add","params":[1,1]}}"#
            ));
            let expected: Value = serde_json::from_str(id).unwrap();
            assert_eq!(
                host.json(),
                json!({"jsonrpc": "2.0", "id": expected, "result": 2})
            );
        }
        for id in ["true", "[1]", "{}", "9007199254740993"] {
            let text =
                format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"math.add","params":[1,1]}}"#);
            assert_eq!(refused(&mut host, &text), (Value::Null, -32600), "{id}");
        }
    }
}
