//! What other systems use, which works here too.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use pintle::CancelToken;
use rustix::event::{PollFd, PollFlags, poll};

use super::{
    super::{
        launch::Started,
        limits::Limits,
        outcome::{Outcome, Stop},
        threads,
        unix::Exit,
    },
    *,
};

fn supervise(script: &str, options: &RunOptions, context: &Context) -> Outcome {
    let limits = Limits::new(options, context, Instant::now()).unwrap();
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", script])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.stdin(Stdio::piped());
    let start = || {
        let child = command.spawn()?;
        Ok(Started {
            child,
            merged: None,
        })
    };
    threads::supervise(start, options.stdin.clone(), &limits, context).unwrap()
}

#[test]
fn threads_carry_input_and_output() {
    let stdin = Some(vec![1; 1_000_000].into());
    let options = RunOptions {
        stdin,
        ..RunOptions::default()
    };
    let outcome = supervise("cat; echo err >&2; exit 4", &options, &Context::default());
    assert_eq!((outcome.status.code(), outcome.stopped), (Some(4), None));
    assert_eq!(outcome.stdout.finish().0.len(), 1_000_000);
    assert_eq!(outcome.stderr.tail(), "err\n");
}

#[test]
fn threads_know_limits_and_cancellations() {
    let options = RunOptions {
        timeout_ms: Some(100.0),
        ..RunOptions::default()
    };
    let outcome = supervise("exec sleep 100", &options, &Context::default());
    assert_eq!(outcome.stopped, Some(Stop::TimedOut));
    let options = RunOptions {
        max_output_bytes: 10.0,
        ..RunOptions::default()
    };
    let outcome = supervise("exec yes", &options, &Context::default());
    assert_eq!(outcome.stopped, Some(Stop::OutputLimit));
    let token = CancelToken::new();
    token.cancel();
    let context = Context::default().with_cancel(token);
    let outcome = supervise("exec sleep 100", &RunOptions::default(), &context);
    assert_eq!(outcome.stopped, Some(Stop::Cancelled));
}

#[test]
fn a_thread_tells_of_an_end_without_reaping() {
    let mut child = Command::new("sleep").arg("0.2").spawn().unwrap();
    let exit = Exit::by_thread(rustix::process::Pid::from_child(&child)).unwrap();
    let mut files = [PollFd::new(&exit, PollFlags::IN)];
    let soon = Duration::from_millis(20).try_into().unwrap();
    assert_eq!(poll(&mut files, Some(&soon)).unwrap(), 0);
    assert_eq!(poll(&mut files, None).unwrap(), 1);
    assert!(child.wait().unwrap().success());
}
