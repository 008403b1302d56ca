//! Requests that run simultaneously, and are cancelled.

#![cfg(unix)]

mod support;

use std::{collections::HashSet, fs, process::Command, time::Instant};

use serde_json::{Value, json};
use support::{BOTH, Folder, Host, LONGEST, Message, is_cancelled, sleep};

fn cancel(id: u32) -> Value {
    json!({"jsonrpc": "2.0", "method": "pintle.cancel", "params": {"id": id}})
}

#[test]
fn a_running_program_is_cancelled() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        let start = Instant::now();
        host.send(&sleep(1));
        host.send(&sleep(2));
        host.lives();
        // None of these is running.
        host.send(&cancel(3));
        assert_eq!(
            host.result("pintle.cancel", json!({"id": "1"})),
            Value::Null
        );
        host.send(&cancel(1));
        // Its output is there, be it empty.
        let Message { json: answer, .. } = host.next();
        assert_eq!(answer["id"], json!(1));
        is_cancelled(&answer);
        host.send(&cancel(1));
        host.send(&json!([cancel(2)]));
        assert_eq!(host.next().json["id"], json!(2));
        assert!(start.elapsed() < LONGEST);
        host.lives();
    }
}

#[test]
fn a_cancelled_plan_reports_its_steps() {
    for framing in BOTH {
        let mut host = Host::start(framing);
        let step = json!({"method": "program.run", "params": {"program": "sleep", "args": ["60"]}});
        host.send(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "pintle.runPlan", "progress": true,
            "params": {"plan": [step, step]}}),
        );
        assert_eq!(host.json()["params"]["detail"]["status"], json!("running"));
        host.send(&cancel(1));
        let answer = loop {
            let message = host.next().json;
            if message["method"] != json!("pintle.progress") {
                break message;
            }
        };
        let steps = &answer["result"]["steps"];
        assert_eq!(steps[0]["status"], json!("cancelled"));
        assert_eq!(steps[1]["status"], json!("cancelled"));
    }
}

#[test]
fn more_requests_than_the_limit_wait() {
    let folder = Folder::new("limit");
    fs::write(folder.file("file"), "").unwrap();
    let hash = |id: u32| json!({"jsonrpc": "2.0", "id": id, "method": "hash.file", "params": [folder.file("file")]});
    for framing in BOTH {
        let mut host = Host::with(framing, &["--concurrency", "2"]);
        for message in [sleep(1), sleep(2), hash(3), hash(4), sleep(5)] {
            host.send(&message);
        }
        // What cannot take long need not wait.
        host.lives();
        // A waiting request that is cancelled ends immediately.
        host.send(&cancel(3));
        let answer = host.json();
        assert_eq!(answer["id"], json!(3));
        is_cancelled(&answer);
        host.send(&cancel(1));
        let answers: HashSet<_> = (0..2).map(|_| host.next().json["id"].as_u64()).collect();
        assert_eq!(answers, HashSet::from([Some(1), Some(4)]));
        host.send(&cancel(5));
        host.send(&cancel(2));
        let answers: HashSet<_> = (0..2).map(|_| host.next().json["id"].as_u64()).collect();
        assert_eq!(answers, HashSet::from([Some(2), Some(5)]));
    }
}

#[test]
fn hundreds_of_programs_keep_nothing_else_waiting() {
    let folder = Folder::new("beside");
    fs::write(folder.file("file"), "").unwrap();
    for framing in BOTH {
        let mut host = Host::start(framing);
        for id in 0..500 {
            host.send(&sleep(id));
        }
        for (method, params) in [
            ("hash.file", json!([folder.file("file")])),
            ("program.which", json!(["sh"])),
            ("tree.size", json!([folder.file(".")])),
        ] {
            host.result(method, params);
        }
        host.send(
            &json!({"jsonrpc": "2.0", "id": 500, "method": "program.run", "params": ["true"]}),
        );
        let Message { json: answer, .. } = host.next();
        assert_eq!(answer["id"], json!(500));
        assert_eq!(answer["result"]["exitCode"], json!(0));
        // Nobody has ended meanwhile.
        for id in 0..500 {
            host.send(&cancel(id));
        }
        let answers: HashSet<_> = (0..500).map(|_| host.next().json["id"].as_u64()).collect();
        assert_eq!(answers.len(), 500);
        host.lives();
    }
}

#[test]
fn a_request_that_waits_for_a_thread_is_cancelled() {
    let folder = Folder::new("threads");
    let pipe = folder.file("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    fs::write(folder.file("file"), "").unwrap();
    let hash = |id: u32, name| json!({"jsonrpc": "2.0", "id": id, "method": "hash.file", "params": [folder.file(name)]});
    for framing in BOTH {
        let mut host = Host::start(framing);
        // They hold every thread until somebody writes.
        for id in 0..100 {
            host.send(&hash(id, "pipe"));
        }
        host.send(&hash(100, "file"));
        host.send(&cancel(100));
        let answer = host.json();
        assert_eq!(answer["id"], json!(100));
        is_cancelled(&answer);
    }
}
