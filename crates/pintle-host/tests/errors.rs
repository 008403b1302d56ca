//! How commands fail.

mod support;

use serde_json::json;
use support::{BOTH, Host, told};

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn errors_have_a_code_a_place_and_a_message() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        for (method, params, expected) in [
            (
                "math.ad",
                json!([]),
                (-32601, "ERR_PINTLE_UNKNOWN_COMMAND", ""),
            ),
            (
                "math.addInto",
                json!([[1], [2]]),
                (-32601, "ERR_PINTLE_DIRECT_ONLY", ""),
            ),
            (
                "math.add",
                json!({"a": 1}),
                (-32602, "ERR_PINTLE_MISSING_ARG", "/b"),
            ),
            (
                "math.add",
                json!([1]),
                (-32602, "ERR_PINTLE_MISSING_ARG", "/b"),
            ),
            (
                "math.add",
                json!([1, 2, 3]),
                (-32602, "ERR_PINTLE_UNKNOWN_ARG", "/2"),
            ),
            (
                "math.add",
                json!({"a": 1, "b": 2, "c": 3}),
                (-32602, "ERR_PINTLE_UNKNOWN_ARG", "/c"),
            ),
            (
                "math.add",
                json!([1, "2"]),
                (-32602, "ERR_PINTLE_INVALID_TYPE", "/b"),
            ),
            (
                "math.add",
                json!([1, 2.5]),
                (-32602, "ERR_PINTLE_OUT_OF_RANGE", "/b"),
            ),
            (
                "math.sum",
                json!([[1, 2, null]]),
                (-32602, "ERR_PINTLE_INVALID_TYPE", "/values/2"),
            ),
            (
                "math.addI64",
                json!([1, "1"]),
                (-32602, "ERR_PINTLE_INVALID_TYPE", "/a"),
            ),
            (
                "hash.bytes",
                json!(["!"]),
                (-32602, "ERR_PINTLE_INVALID_VALUE", "/data"),
            ),
            (
                "hash.bytes",
                json!(["", 1]),
                (-32602, "ERR_PINTLE_INVALID_TYPE", "/options"),
            ),
            (
                "hash.bytes",
                json!(["", {"data": ""}]),
                (-32602, "ERR_PINTLE_UNKNOWN_ARG", "/data"),
            ),
            (
                "hash.bytes",
                json!(["", {"algoritm": ""}]),
                (-32602, "ERR_PINTLE_UNKNOWN_ARG", "/algoritm"),
            ),
            (
                "math.add",
                json!([2_147_483_647, 1]),
                (-32000, "ERR_PINTLE_OVERFLOW", ""),
            ),
            // The contract allows each of the two, the command not both.
            (
                "hash.bytes",
                json!(["", {"encoding": "sri"}]),
                (-32000, "ERR_PINTLE_INVALID_VALUE", "/encoding"),
            ),
            (
                "hash.file",
                json!(["/nowhere/at/all"]),
                (-32000, "ERR_PINTLE_IO", "/path"),
            ),
        ] {
            let error = host.error(method, params.clone());
            assert_eq!(told(&error), expected, "{method} {params}");
            let message = error["data"]["message"].as_str().unwrap();
            assert!(error["message"].as_str().unwrap().ends_with(message));
        }
        let error = host.error("math.ad", json!([]));
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("did you mean \"math.add\"?"), "{message}");
        let error = host.error("hash.file", json!(["/nowhere/at/all"]));
        let data = &error["data"];
        assert_eq!(data["command"], json!("hash.file"));
        assert_eq!(data["details"]["errno"], json!("ENOENT"));
        assert!(data["cause"].is_string());
    }
}
