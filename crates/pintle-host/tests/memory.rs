//! What the host keeps in memory.

#![cfg(target_os = "linux")]

mod support;

use std::{
    fs,
    io::{BufReader, Write},
    process::Stdio,
    thread,
    time::Duration,
};

use serde_json::json;
use support::{BOTH, Framing, Host, frame, receive, told};

#[test]
fn messages_beyond_the_limit_are_skipped_and_not_kept() {
    const LARGE: usize = 100 << 20;
    for framing in BOTH {
        let mut host = Host::with(framing, &["--max-message", "1000"]);
        match framing {
            Framing::Lines => {
                host.send_text(&"x".repeat(LARGE));
                host.send_text(&"x".repeat(1001));
            }
            Framing::Blobs => {
                host.send_bytes(&frame("{}", &[&vec![b'x'; LARGE], b"", b"y"]));
                host.send_bytes(&frame(&"x".repeat(1001), &[]));
            }
        }
        for _ in 0..2 {
            let answer = host.json();
            assert!(answer["id"].is_null());
            assert_eq!(
                told(&answer["error"]),
                (-32600, "ERR_PINTLE_MESSAGE_LIMIT", "")
            );
        }
        host.lives();
        assert!(peak(host.child.id()) < 40_000);
    }
}

#[test]
fn no_more_is_made_than_is_read() {
    const SIZE: usize = 4 << 20;
    let mut child = support::program()
        .args(["--framing", "blobs", "--concurrency", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    // In all it makes four times of what it may keep.
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": "program.run",
        "params": ["head", ["-c", SIZE.to_string(), "/dev/zero"]]});
    for _ in 0..64 {
        stdin.write_all(&frame(&request.to_string(), &[])).unwrap();
    }
    thread::sleep(Duration::from_millis(500));
    for _ in 0..64 {
        let message = receive(Framing::Blobs, &mut stdout).unwrap();
        assert_eq!(message.blobs[0].len(), SIZE, "{}", message.json);
    }
    assert!(peak(child.id()) < 150_000, "{} kB", peak(child.id()));
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_plan_that_does_not_end_is_not_read_to_its_end() {
    for args in [
        &["--max-message", "1048576"][..],
        &["run", "-", "--max-message", "1048576"],
        &["run", "/dev/zero", "--max-message", "1048576"],
        &["--policy", "/dev/zero"],
    ] {
        let mut child = support::program()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut written = stdin.write(b"[\n").unwrap_or_default();
        let piece = vec![b' '; 1 << 16];
        // It ends while there is more, and then nothing can be written any more.
        while let Ok(more) = stdin.write(&piece) {
            written += more;
            assert!(written < 64 << 20, "{args:?}");
        }
        let output = child.wait_with_output().unwrap();
        assert!(matches!(output.status.code(), Some(2 | 3)), "{args:?}");
        let says = String::from_utf8(output.stderr).unwrap();
        assert!(says.contains("it has more than"), "{args:?}: {says}");
    }
}

/// The most memory that a process had, in kilobytes.
fn peak(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}
