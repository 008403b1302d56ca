//! What a program has started outside of its group.

use std::time::{Duration, Instant};

use super::*;

/// Runs a script that writes the numbers of what it starts, until its time is up.
fn stopped(script: &str, kill_grace_ms: f64) -> (Vec<String>, Duration, Error) {
    let options = RunOptions {
        timeout_ms: Some(400.0),
        kill_grace_ms,
        ..RunOptions::default()
    };
    let start = Instant::now();
    let error = sh(script, options).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_TIMEOUT");
    let Value::String(pids) = detail(&error, "stdout") else {
        panic!("no text")
    };
    let pids = pids.split_whitespace().map(str::to_owned).collect();
    (pids, start.elapsed(), error)
}

#[test]
fn groups_and_sessions_of_their_own_end_with_the_program() {
    for script in [
        "setsid sleep 100 & echo $!; sleep 100",
        "set -m; sleep 100 & echo $!; sleep 100",
        "timeout 100 sleep 100 & echo $!; sleep 100",
        "timeout 100 sh -c 'echo $$; exec sleep 100'",
        "setsid sh -c 'setsid sleep 100 & echo $!; wait' & wait",
        // It has lost its parent, and is in the session.
        "sh -c 'set -m; sleep 100 & echo $!'; sleep 100",
    ] {
        let (pids, time, _) = stopped(script, 60_000.0);
        assert!(time.as_secs() < 30, "{script} took {time:?}");
        assert!(!pids.is_empty(), "{script}");
        for pid in pids {
            assert!(gone(&pid), "{script}: {pid} goes on");
        }
    }
}

#[test]
fn who_does_not_listen_is_killed_in_other_groups_too() {
    let script = "setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & sleep 100";
    let (pids, time, _) = stopped(script, 300.0);
    assert!(time.as_secs() < 20);
    assert!(gone(&pids[0]));
}

/// Nobody knows where it comes from any more.
#[test]
fn what_is_out_of_reach_does_not_hold_up_the_call() {
    let script = "setsid sh -c 'sleep 100 & echo $!' & sleep 100";
    let (pids, time, error) = stopped(script, 60_000.0);
    assert!(time.as_secs() < 30, "it took {time:?}");
    assert_eq!(detail(&error, "pipesOpen"), Value::Bool(true));
    let pid = Pid::from_raw(pids[0].parse().unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}
