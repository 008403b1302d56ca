//! Messages that are not requests.

mod support;

use serde_json::{Value, json};
use support::{BOTH, Framing, Host, frame, told};

#[test]
fn what_is_wrong_with_a_request_is_told_to_whoever_sent_it() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        for (text, pointer) in [
            (r#"{"id":1,"method":"math.add"}"#, "/jsonrpc"),
            (
                r#"{"jsonrpc":"1.0","id":1,"method":"math.add"}"#,
                "/jsonrpc",
            ),
            (r#"{"jsonrpc":2.0,"id":1,"method":"math.add"}"#, "/jsonrpc"),
            (r#"{"jsonrpc":"2.0","id":1}"#, "/method"),
            (r#"{"jsonrpc":"2.0","id":1,"method":null}"#, "/method"),
            (
                r#"{"jsonrpc":"2.0","id":1,"method":"math.add","params":null}"#,
                "/params",
            ),
            (
                r#"{"jsonrpc":"2.0","id":1,"method":"math.add","params":"[1,2]"}"#,
                "/params",
            ),
            (
                r#"{"jsonrpc":"2.0","id":1,"method":"math.add","progress":1}"#,
                "/progress",
            ),
            (
                r#"{"jsonrpc":"2.0","id":1,"method":"math.add","progess":true}"#,
                "/progess",
            ),
            (r#"{"jsonrpc":"2.0","id":1,"result":3}"#, "/result"),
        ] {
            host.send_text(text);
            let answer = host.json();
            assert_eq!(answer["id"], json!(1), "{text}");
            let expected = (-32600, "ERR_PINTLE_INVALID_REQUEST", pointer);
            assert_eq!(told(&answer["error"]), expected, "{text}");
        }
        host.lives();
    }
}

#[test]
fn text_that_is_no_json_is_answered_and_the_connection_lives() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        for text in [
            "hello",
            "{]",
            "nul",
            "\u{feff}{}",
            r#"{"jsonrpc":"2.0","id":1,"method":"math.add","params":{"a":1,"a":2,"b":3}}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"\ud800"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"math.add"} {}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"math.addF64","params":[1e999,1]}"#,
            &"[".repeat(100_000),
            &format!(r#"{{"jsonrpc":"2.0","params":{}"#, "[".repeat(100_000)),
        ] {
            host.send_text(text);
            let answer = host.json();
            assert_eq!(answer["id"], Value::Null);
            let (number, code, _) = told(&answer["error"]);
            assert_eq!(
                (number, code),
                (-32700, "ERR_PINTLE_INVALID_JSON"),
                "{text:.100}"
            );
        }
        host.lives();
    }
}

#[test]
fn bytes_that_are_no_text_are_answered_too() {
    let mut host = Host::start(Framing::Lines);
    host.send_bytes(b"\xff\xfe\0\x01\n\x80\n");
    for _ in 0..2 {
        assert_eq!(host.json()["error"]["code"], json!(-32700));
    }
    host.lives();
    // The last line need not end.
    host.send_bytes(br#"{"jsonrpc":"2.0","id":1,"method":"math.add","params":[1,2]}"#);
    host.stdin = None;
    assert_eq!(host.json()["result"], json!(3));
    assert!(host.exit().success());

    let mut host = Host::start(Framing::Blobs);
    host.send_bytes(&[0, 0, 0, 2, 0, 0, 0, 0, 0xff, 0xfe]);
    assert_eq!(host.json()["error"]["code"], json!(-32700));
    host.send_bytes(&[0; 8]);
    assert_eq!(host.json()["error"]["code"], json!(-32700));
    host.lives();
    // Half a frame is the end.
    host.send_bytes(&frame("{}", &[b"blob"])[..10]);
    assert!(host.end().success());
}

#[test]
fn lines_may_end_as_on_windows_and_be_empty() {
    let mut host = Host::start(Framing::Lines);
    host.send_bytes(b"\r\n\n  \n");
    host.send_text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"math.add\",\"params\":[1,2]}\r");
    assert_eq!(host.json()["result"], json!(3));
}

#[test]
fn a_batch_is_limited() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        host.send(&json!(vec![1; 10_001]));
        let answer = host.json();
        assert_eq!(
            told(&answer["error"]),
            (-32600, "ERR_PINTLE_MESSAGE_LIMIT", "")
        );
        host.send(&json!(vec![1; 10_000]));
        assert_eq!(host.json().as_array().unwrap().len(), 10_000);
    }
}
