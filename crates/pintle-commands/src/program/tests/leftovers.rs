//! What a program leaves behind.

use std::{
    thread,
    time::{Duration, Instant},
};

use pintle::CancelToken;
use rustix::process::{Signal, kill_process};

use super::*;

fn lingering(linger_ms: Option<f64>) -> RunOptions {
    RunOptions {
        linger_ms,
        ..RunOptions::default()
    }
}

/// Ends a process that goes on.
fn end(pid: &str) {
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    kill_process(pid, Signal::KILL).expect("it goes on");
}

#[test]
fn output_that_comes_after_the_end_is_there() {
    let result = sh("(sleep 0.3; echo late) & echo early", RunOptions::default()).unwrap();
    assert_eq!(text(&result.stdout), "early\nlate\n");
    assert!(!result.pipes_open);
}

#[test]
fn the_time_counts_from_the_last_byte() {
    let script = "(for i in 1 2 3 4 5 6; do sleep 0.2; echo $i; done) & echo 0";
    let result = sh(script, lingering(Some(1_500.0))).unwrap();
    assert_eq!(text(&result.stdout), "0\n1\n2\n3\n4\n5\n6\n");
    assert!(!result.pipes_open);
}

#[test]
fn what_is_silent_for_longer_is_left_and_said() {
    let result = sh("sleep 100 & echo $!", lingering(Some(50.0))).unwrap();
    assert!(result.pipes_open);
    end(&text(&result.stdout));
    let result = sh("sleep 100 2>&1 >&- & echo $!", lingering(Some(0.0))).unwrap();
    assert!(result.pipes_open);
    end(&text(&result.stdout));
    let result = sh("sleep 100 >/dev/null 2>&1 & echo $!", lingering(None)).unwrap();
    assert!(!result.pipes_open);
    end(&text(&result.stdout));
}

/// It would end by SIGPIPE if nobody read what it writes.
#[test]
fn what_is_left_may_write_on() {
    let folder = Folder::new("write-on");
    let file = folder.join("done").display().to_string();
    let script = format!(
        "(sleep 0.5; head -c 1000000 /dev/zero && echo whole > {file}.tmp; mv {file}.tmp {file}) &"
    );
    let result = sh(&script, lingering(Some(0.0))).unwrap();
    assert!(result.pipes_open);
    assert_eq!(wait_for(&folder.join("done")), "whole\n");
}

#[test]
fn who_waits_for_the_end_hears_limits_and_cancellations() {
    let options = RunOptions {
        timeout_ms: Some(300.0),
        ..lingering(None)
    };
    let result = sh("sleep 100 & echo $!", options).unwrap();
    assert!(result.pipes_open);
    end(&text(&result.stdout));

    let token = CancelToken::new();
    let context = Context::default().with_cancel(token.clone());
    let canceller = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        token.cancel();
    });
    let error = sh_in("sleep 100 & echo $!", lingering(None), &context).unwrap_err();
    canceller.join().unwrap();
    assert_eq!(error.code(), "ERR_PINTLE_CANCELLED");
    let Value::String(sleeper) = detail(&error, "stdout") else {
        panic!("no text")
    };
    assert!(gone(sleeper.trim()));
}

#[test]
fn what_a_failed_program_left_holding_its_outputs_is_killed() {
    let error = sh("sleep 100 & echo $!; exit 3", lingering(Some(50.0))).unwrap_err();
    assert_eq!(detail(&error, "pipesOpen"), Value::Bool(true));
    let Value::String(sleeper) = detail(&error, "stdout") else {
        panic!("no text")
    };
    assert!(gone(sleeper.trim()));
    let unchecked = RunOptions {
        check: false,
        ..lingering(Some(50.0))
    };
    let result = sh("sleep 100 & echo $!; exit 3", unchecked).unwrap();
    end(&text(&result.stdout));
}

#[test]
fn too_much_output_afterwards_is_an_error() {
    let options = RunOptions {
        max_output_bytes: 100_000.0,
        ..RunOptions::default()
    };
    let error = sh("(sleep 0.2; exec yes) & echo $!", options).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_OUTPUT_LIMIT");
}

#[test]
fn input_reaches_what_reads_it_afterwards() {
    let folder = Folder::new("late-input");
    let file = folder.join("count").display().to_string();
    let options = RunOptions {
        stdin: Some(vec![7; 1_000_000].into()),
        ..lingering(None)
    };
    let script = format!("exec 3<&0; (sleep 0.3; wc -c <&3 > {file}) >/dev/null 2>&1 &");
    let result = sh(&script, options).unwrap();
    assert!(!result.pipes_open);
    let counted = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(20));
        fs::read_to_string(&file).is_ok_and(|text| text.trim() == "1000000")
    });
    assert!(counted);
}

/// The text of a file, once it is there.
fn wait_for(file: &Path) -> String {
    let start = Instant::now();
    loop {
        match fs::read_to_string(file) {
            Ok(text) => return text,
            Err(error) => assert!(start.elapsed().as_secs() < 20, "{error}"),
        }
        thread::sleep(Duration::from_millis(20));
    }
}
