//! How far requests are.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{BOTH, Folder, Host};

#[test]
fn progress_of_a_plan() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        let plan = json!([
            {"id": "a", "method": "math.add", "params": {"a": 1, "b": 1}},
            {"id": "b", "method": "math.add", "params": {"a": 1, "b": 1}},
        ]);
        let request =
            json!({"jsonrpc": "2.0", "id": "p", "method": "pintle.runPlan", "params": [plan]});
        let mut loud = request.clone();
        loud["progress"] = json!(true);
        host.send(&loud);
        for (done, step, status) in [
            (0, "a", "running"),
            (1, "a", "ok"),
            (1, "b", "running"),
            (2, "b", "ok"),
        ] {
            let params = json!({"id": "p", "done": done, "total": 2, "detail": {"step": step, "status": status}});
            let expected = json!({"jsonrpc": "2.0", "method": "pintle.progress", "params": params});
            assert_eq!(host.json(), expected);
        }
        assert_eq!(host.json()["result"]["ok"], json!(true));
        // Without asking, nothing is reported.
        host.send(&request);
        assert_eq!(host.json()["result"]["ok"], json!(true));
    }
}

#[test]
fn progress_of_a_command_is_told_before_its_answer() {
    let folder = Folder::new("progress");
    let files: Vec<_> = (0..2000)
        .map(|number| folder.file(&number.to_string()))
        .collect();
    for file in &files {
        fs::write(file, "x").unwrap();
    }
    for framing in BOTH {
        let mut host = Host::start(framing);
        host.send(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "hash.files", "params": [files],
            "progress": true}),
        );
        let mut told = 0;
        loop {
            let message = host.json();
            if message.get("id").is_some() {
                assert_eq!(message["error"], Value::Null);
                break;
            }
            // Files are read in parallel, and so it may go back a little.
            let done = message["params"]["done"].as_f64().unwrap();
            assert!((1.0..=2000.0).contains(&done), "{message}");
            told += 1;
        }
        assert!((1..=2000).contains(&told));
        host.lives();
    }
}
