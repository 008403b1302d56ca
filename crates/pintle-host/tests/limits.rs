//! A lot simultaneously, and nothing at all.

mod support;

use std::{collections::HashSet, fs};

use serde_json::json;
use support::{BOTH, Folder, Host};

#[test]
fn a_thousand_requests_in_flight() {
    let folder = Folder::new("thousand");
    fs::write(folder.file("file"), "abc").unwrap();
    for framing in BOTH {
        let mut host = Host::start(framing);
        // All are sent before an answer is read.
        for id in 0..1000_u64 {
            host.send(&if id.is_multiple_of(2) {
                json!({"jsonrpc": "2.0", "id": id, "method": "hash.file",
                    "params": [folder.file("file"), {"algorithm": "sha256"}]})
            } else {
                json!({"jsonrpc": "2.0", "id": id, "method": "math.add", "params": [id, 1]})
            });
        }
        let mut seen = HashSet::new();
        for _ in 0..1000 {
            let answer = host.json();
            let id = answer["id"].as_u64().unwrap();
            assert!(seen.insert(id));
            if id.is_multiple_of(2) {
                assert!(answer["result"].as_str().unwrap().starts_with("ba7816bf"));
            } else {
                assert_eq!(answer["result"], json!(id + 1));
            }
        }
        host.lives();
        assert!(host.end().success());
    }
}

#[test]
fn nothing_at_all_is_a_conversation_too() {
    for framing in BOTH {
        assert_eq!(Host::start(framing).end().code(), Some(0));
    }
}
