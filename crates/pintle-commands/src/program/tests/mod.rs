//! Programs as callers run them.

mod ends;
mod fallbacks;
#[cfg(target_os = "linux")]
mod family;
mod files;
mod input_output;
mod leaks;
mod leftovers;
mod listeners;
mod names;
mod redirects;
mod starts;
mod stops;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use pintle::{Context, Error, Value};
use rustix::process::{Pid, test_kill_process};

use super::{Overflow, RunOptions, RunResult, run};

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pintle-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A file that may be executed.
    fn program(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn place(error: &Error) -> (&str, &str) {
    (error.code(), error.pointer())
}

fn run_it(program: &Path, options: RunOptions) -> Result<RunResult, Error> {
    run(
        program.display().to_string(),
        None,
        options,
        &Context::default(),
    )
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

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
