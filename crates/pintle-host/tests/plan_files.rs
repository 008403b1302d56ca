//! One plan, from a file or a pipe, and the exit codes.

mod support;

use serde_json::{Value, json};
use support::{Folder, exits};

const PLAN: &str = r#"{
  "steps": [
    { "id": "sum", "method": "math.add", "params": { "a": 1, "b": 2 } }
  ],
  "outputs": { "sum": { "resultOf": "sum" } }
}
"#;

#[test]
fn plans_come_from_a_file_or_a_pipe() {
    let folder = Folder::new("plans");
    std::fs::write(folder.file("plan.json"), PLAN).unwrap();
    let one_line = PLAN.replace('\n', "");
    for (args, stdin) in [
        (&["run", &folder.file("plan.json")][..], ""),
        (&["run", "-"], PLAN),
        (&[], PLAN),
        (&[], one_line.as_str()),
        (&[], &format!("\n\n{one_line}\n\n")),
        (&["--framing", "lines"], PLAN),
    ] {
        let (stdout, stderr) = exits(args, stdin, 0);
        let report: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(
            (&report["ok"], &report["outputs"]["sum"]),
            (&json!(true), &json!(3))
        );
        assert_eq!(stderr, "");
    }
    for steps in [
        "[{\"method\":\"math.add\",\n\"params\":{\"a\":1,\"b\":2}}]",
        "[\n]",
    ] {
        exits(&[], steps, 0);
    }
    let input = ["run", "-", "--input", "[5]", "--json"];
    let plan = r#"[{"id":"s","method":"math.add","params":{"b":1},"refs":{"/a":{"input":"/0"}}}]"#;
    let (stdout, _) = exits(&input, plan, 0);
    assert!(
        stdout.starts_with(r#"{"ok":true,"outputs":null,"steps":[{"id":"s","#),
        "{stdout}"
    );
    assert_eq!(stdout.lines().count(), 1);
}

#[test]
fn plans_that_fail_or_are_none() {
    let failing = PLAN.replace("\"a\": 1", "\"a\": 2147483647");
    for args in [&[][..], &["run", "-"]] {
        let (stdout, _) = exits(args, &failing, 1);
        let report: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(
            report["steps"][0]["error"]["code"],
            json!("ERR_PINTLE_OVERFLOW")
        );
        for (plan, code) in [
            (
                PLAN.replace("math.add", "math.ad"),
                "ERR_PINTLE_UNKNOWN_COMMAND",
            ),
            (format!("{PLAN}{PLAN}"), "ERR_PINTLE_INVALID_JSON"),
            (PLAN[..50].to_owned(), "ERR_PINTLE_INVALID_JSON"),
            ("{\n\"stepps\": []}".to_owned(), "ERR_PINTLE_INVALID_PLAN"),
        ] {
            let (stdout, stderr) = exits(args, &plan, 2);
            assert_eq!(stdout, "");
            assert!(
                stderr.starts_with("error: stdin: ") && stderr.contains(code),
                "{stderr}"
            );
        }
    }
}

#[test]
fn a_message_that_a_shell_pipes_in_is_answered() {
    let request = r#"{"jsonrpc":"2.0","id":1,"method":"math.add","params":[3,4]}"#;
    for stdin in [request.to_owned(), format!("{request}\n")] {
        let (stdout, _) = exits(&[], &stdin, 0);
        assert_eq!(stdout, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}\n");
    }
}
