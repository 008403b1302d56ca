use std::{
    thread,
    time::{Duration, Instant},
};

use pintle::CancelToken;

use super::*;

const FAMILY: &str = "sleep 100 & echo $!; sleep 100";

fn limited(timeout_ms: f64, kill_grace_ms: f64) -> RunOptions {
    RunOptions {
        timeout_ms: Some(timeout_ms),
        kill_grace_ms,
        ..RunOptions::default()
    }
}

fn sleeper_of(error: &Error) -> String {
    let Value::String(text) = detail(error, "stdout") else {
        panic!("no text")
    };
    text.trim().to_owned()
}

#[test]
fn a_time_limit_ends_the_program_and_what_it_started() {
    let start = Instant::now();
    let error = sh(FAMILY, limited(200.0, 5_000.0)).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(4));
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_TIMEOUT", "/timeoutMs")
    );
    assert_eq!(error.message(), "sh did not end within 200 ms");
    assert_eq!(detail(&error, "signal"), Value::from("SIGTERM"));
    assert!(gone(&sleeper_of(&error)));
}

#[test]
fn who_does_not_listen_is_killed() {
    for grace in [300.0, 0.0] {
        let script = "trap '' TERM; sleep 100 & echo $!; while :; do sleep 1; done";
        let start = Instant::now();
        let error = sh(script, limited(100.0, grace)).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(5));
        assert_eq!(detail(&error, "signal"), Value::from("SIGKILL"));
        assert!(gone(&sleeper_of(&error)));
    }
}

#[test]
fn there_is_time_to_end_well() {
    let script = "trap 'echo saved; exit 0' TERM; echo; while :; do sleep 0.05; done";
    let error = sh(script, limited(100.0, 5_000.0)).unwrap_err();
    assert_eq!(detail(&error, "stdout"), Value::from("\nsaved\n"));
    assert_eq!(detail(&error, "exitCode"), Value::Number(0.0));
}

#[test]
fn the_limit_of_a_plan_counts_too() {
    let context = Context::default().with_time_limit(Duration::from_millis(200));
    let error = sh_in(FAMILY, limited(60_000.0, 1_000.0), &context).unwrap_err();
    assert_eq!((error.code(), error.pointer()), ("ERR_PINTLE_TIMEOUT", ""));
    assert!(gone(&sleeper_of(&error)));
}

#[test]
fn a_cancellation_ends_the_program_and_what_it_started() {
    let token = CancelToken::new();
    let context = Context::default().with_cancel(token.clone());
    let start = Instant::now();
    let canceller = thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        token.cancel();
    });
    let error = sh_in(FAMILY, RunOptions::default(), &context).unwrap_err();
    canceller.join().unwrap();
    assert!(start.elapsed() < Duration::from_secs(4));
    assert_eq!(error.code(), "ERR_PINTLE_CANCELLED");
    assert!(gone(&sleeper_of(&error)));
}

#[test]
fn nothing_starts_after_a_cancellation() {
    let token = CancelToken::new();
    token.cancel();
    let context = Context::default().with_cancel(token);
    let error = sh_in("exit 1", RunOptions::default(), &context).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_CANCELLED");
    assert!(error.details().is_none());
}

#[test]
fn a_cancellation_at_any_moment_is_one_or_comes_too_late() {
    for delay in 0..60 {
        let token = CancelToken::new();
        let context = Context::default().with_cancel(token.clone());
        let canceller = thread::spawn(move || {
            thread::sleep(Duration::from_micros(delay * 50));
            token.cancel();
        });
        match sh_in("exit 0", RunOptions::default(), &context) {
            Ok(result) => assert_eq!(result.exit_code, Some(0)),
            Err(error) => assert_eq!(error.code(), "ERR_PINTLE_CANCELLED"),
        }
        canceller.join().unwrap();
    }
}
