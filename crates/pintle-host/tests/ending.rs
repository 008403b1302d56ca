//! How a conversation ends.

#![cfg(unix)]

mod support;

use std::{
    collections::HashSet,
    fs, thread,
    time::{Duration, Instant},
};

use serde_json::json;
use support::{BOTH, Folder, Framing, Host, LONGEST, is_cancelled, sleep};

/// Starts a program that writes its process id into a file, and waits for that.
fn start_program(host: &mut Host, folder: &Folder) -> String {
    let file = folder.file("pid");
    let script = format!("echo $$ > {file}.new; mv {file}.new {file}; exec sleep 60");
    host.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "program.run", "params": ["sh", ["-c", script]]}));
    let start = Instant::now();
    while !fs::exists(&file).unwrap() {
        assert!(start.elapsed() < LONGEST);
        thread::sleep(Duration::from_millis(5));
    }
    let pid = fs::read_to_string(&file).unwrap().trim().to_owned();
    fs::remove_file(file).unwrap();
    assert!(is_running(&pid));
    pid
}

fn is_running(pid: &str) -> bool {
    let signal = std::process::Command::new("kill")
        .args(["-0", pid])
        .output();
    signal.unwrap().status.success()
}

#[test]
fn the_end_of_input_leaves_no_program_behind() {
    let folder = Folder::new("end");
    for framing in BOTH {
        let mut host = Host::with(framing, &["--concurrency", "1"]);
        let pid = start_program(&mut host, &folder);
        host.send(&sleep(2));
        host.stdin = None;
        let answers: HashSet<_> = (0..2)
            .map(|_| {
                let answer = host.next().json;
                is_cancelled(&answer);
                answer["id"].as_u64()
            })
            .collect();
        assert_eq!(answers, HashSet::from([Some(1), Some(2)]));
        assert_eq!(host.exit().code(), Some(0));
        assert!(!is_running(&pid));
    }
}

#[test]
fn being_asked_to_end_is_the_end_of_input() {
    let folder = Folder::new("term");
    for signal in ["-TERM", "-INT", "-HUP"] {
        let mut host = Host::start(Framing::Lines);
        let pid = start_program(&mut host, &folder);
        let own = host.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args([signal, &own])
            .status();
        assert!(sent.unwrap().success());
        assert_eq!(host.exit().code(), Some(0), "{signal}");
        assert!(!is_running(&pid));
    }
}

#[test]
fn a_broken_output_ends_the_host() {
    use std::{io::Write, process::Stdio};
    let folder = Folder::new("broken");
    // Its input stays open; its output has nobody who reads.
    let mut child = support::program()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let file = folder.file("pid");
    let script = format!("echo $$ > {file}.new; mv {file}.new {file}; exec sleep 60");
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": "program.run", "params": ["sh", ["-c", script]]});
    writeln!(stdin, "{request}").unwrap();
    while !fs::exists(&file).unwrap() {
        thread::sleep(Duration::from_millis(5));
    }
    let pid = fs::read_to_string(&file).unwrap().trim().to_owned();
    writeln!(stdin, "{{}}").unwrap();
    // Its answer is lost.
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(!is_running(&pid));
}

#[test]
fn the_end_does_not_wait_for_whoever_reads_nothing() {
    use std::{io::Write, process::Stdio};
    // There is more to say than a pipe holds.
    let contract = json!({"jsonrpc": "2.0", "id": 1, "method": "pintle.contract"});
    let mut child = support::program()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..100 {
        writeln!(stdin, "{contract}").unwrap();
    }
    writeln!(stdin, "{}", sleep(2)).unwrap();
    drop(stdin);
    // Its output stays open, and is never read.
    assert_eq!(child.wait().unwrap().code(), Some(3));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure_of_the_host() {
    use std::{
        fs::OpenOptions,
        io::Write,
        os::unix::process::ExitStatusExt,
        process::{Output, Stdio},
    };
    const SIGPIPE: i32 = 13;
    let add = json!({"jsonrpc": "2.0", "id": 1, "method": "math.add", "params": [1, 2]});
    let plan = r#"{"steps":[{"method":"math.add","params":{"a":1,"b":2}}]}"#;
    let run = |args: &[&str], input: &str, stdout: Stdio| -> Output {
        let mut child = support::program()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may have ended before it has read.
        drop(writeln!(child.stdin.take().unwrap(), "{input}"));
        child.wait_with_output().unwrap()
    };
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let closed = || std::io::pipe().unwrap().1;
    let add = add.to_string();
    let cases: [(&[&str], &str); 7] = [
        (&[], &add),
        (&[], plan),
        (&["run", "-"], plan),
        (&["math.add", "1", "2"], ""),
        (&["math.add", "--help"], ""),
        (&["--help"], ""),
        (&["--version"], ""),
    ];
    for (args, input) in cases {
        // Whether the end of the input or the failure is seen first is a matter of luck.
        for _ in 0..10 {
            let output = run(args, input, full().into());
            assert_eq!(output.status.code(), Some(3), "{args:?} {input}");
            assert!(!output.stderr.is_empty());
            let output = run(args, input, closed().into());
            assert!(output.stderr.is_empty());
            // The protocol has a code for it; a program at a command line ends as others do there.
            let is_conversation = args.is_empty() && input == add;
            let expected = if is_conversation {
                (Some(3), None)
            } else {
                (None, Some(SIGPIPE))
            };
            let ended = (output.status.code(), output.status.signal());
            assert_eq!(ended, expected, "{args:?} {input}");
        }
    }
    // Nothing was to be written.
    assert_eq!(run(&[], "", full().into()).status.code(), Some(0));
}
