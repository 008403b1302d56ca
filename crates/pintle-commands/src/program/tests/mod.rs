//! Programs as callers run them.

mod ends;
mod fallbacks;
mod input_output;
mod leaks;
mod listeners;
mod names;
mod redirects;
mod stops;

use pintle::{Context, Error, Value};
use rustix::process::{Pid, test_kill_process};

use super::{Overflow, RunOptions, RunResult, run};

fn sh(script: &str, options: RunOptions) -> Result<RunResult, Error> {
    sh_in(script, options, &Context::default())
}

fn sh_in(script: &str, options: RunOptions, context: &Context) -> Result<RunResult, Error> {
    run(
        "sh".into(),
        Some(vec!["-c".into(), script.into()]),
        options,
        context,
    )
}

fn detail(error: &Error, name: &str) -> Value {
    let details = error.details().expect("it has details");
    details.get(name).cloned().unwrap_or(Value::Null)
}

/// Whether the process ended, or does so soon: who kills does not wait for orphans.
fn gone(pid: &str) -> bool {
    let pid = Pid::from_raw(pid.parse().expect("it is a number")).expect("it is not 0");
    (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        test_kill_process(pid).is_err() || state.contains(") Z ")
    })
}
