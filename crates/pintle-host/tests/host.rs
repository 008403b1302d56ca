//! The methods of the host itself.

mod support;

use serde_json::{Value, json};
use support::{BOTH, Host, told};

#[test]
fn hello_says_what_the_host_is() {
    for framing in BOTH {
        let mut host = Host::with(framing, &["--max-message", "100000", "--concurrency", "7"]);
        let hello = host.result("pintle.hello", json!({"version": 1}));
        let contract = host.result("pintle.contract", json!({}));
        let hash = &contract["x-contract"]["hash"];
        let expected = json!({
            "version": 1,
            "name": "pintle",
            "addonVersion": env!("CARGO_PKG_VERSION"),
            "contract": hash,
            "limits": { "messageBytes": 100_000, "concurrency": 7, "resources": 10_000 },
        });
        assert_eq!(hello, expected);
        assert_eq!(
            host.result("pintle.hello", json!({"version": 1, "contract": hash})),
            expected
        );
        assert_eq!(host.result("pintle.hello", json!([1, hash])), expected);
        assert!(contract["x-commands"]["math.add"]["paramsSchema"].is_object());
        assert_eq!(host.result("pintle.contract", json!([])), contract);
    }
}

#[test]
fn another_version_or_contract_is_a_mismatch() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        for (params, pointer) in [
            (json!({"version": 2}), "/version"),
            (json!({"version": 1, "contract": "sha256-0"}), "/contract"),
        ] {
            let error = host.error("pintle.hello", params);
            let expected = (-32000, "ERR_PINTLE_CONTRACT_MISMATCH", pointer);
            assert_eq!(told(&error), expected);
            assert_eq!(error["data"]["details"]["version"], json!(1));
        }
        let error = host.error("pintle.hello", json!({}));
        assert_eq!(told(&error), (-32602, "ERR_PINTLE_MISSING_ARG", "/version"));
        let error = host.error("pintle.contract", json!({"a": 1}));
        assert_eq!(told(&error), (-32602, "ERR_PINTLE_UNKNOWN_ARG", "/a"));
        let error = host.error("pintle.helo", json!({}));
        assert_eq!(told(&error), (-32601, "ERR_PINTLE_UNKNOWN_COMMAND", ""));
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains("did you mean \"pintle.hello\"?"),
            "{message}"
        );
        host.lives();
    }
}

#[test]
fn plans_run_and_tell_of_each_step() {
    let plan = json!({
        "steps": [
            {"id": "sum", "method": "math.add", "params": {"b": 2}, "refs": {"/a": {"input": "/n"}}},
            {"id": "wide", "method": "math.addI64", "params": {"a": "9007199254740993", "b": "0"}},
        ],
    });
    for framing in BOTH {
        let mut host = Host::start(framing);
        let report = host.result("pintle.runPlan", json!({"plan": plan, "input": {"n": 40}}));
        assert_eq!(
            (&report["ok"], &report["outputs"]),
            (&json!(true), &Value::Null)
        );
        assert_eq!(report["steps"][0]["result"], json!(42));
        assert_eq!(report["steps"][1]["result"], json!("9007199254740993"));
        // Without an input the first step has nothing to refer to.
        let report = host.result("pintle.runPlan", json!([plan]));
        assert_eq!(report["ok"], json!(false));
        assert_eq!(
            report["steps"][0]["error"]["code"],
            json!("ERR_PINTLE_PATH_NOT_FOUND")
        );
        let error = host.error(
            "pintle.runPlan",
            json!({"plan": {"steps": [{"method": "math.ad"}]}}),
        );
        let expected = (-32602, "ERR_PINTLE_UNKNOWN_COMMAND", "/steps/0/method");
        assert_eq!(told(&error), expected);
        let error = host.error("pintle.runPlan", json!({}));
        assert_eq!(told(&error), (-32602, "ERR_PINTLE_MISSING_ARG", "/plan"));
    }
}
