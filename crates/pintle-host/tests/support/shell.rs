//! The host as a shell uses it.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use super::program;

/// Runs the host with its input, and returns the outcome.
fn run(args: &[&str], stdin: &str) -> Output {
    let mut child = program()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    // It may end without having read that.
    drop(pipe.write_all(stdin.as_bytes()));
    drop(pipe);
    child.wait_with_output().unwrap()
}

/// Asserts the exit code, and returns what was written.
pub fn exits(args: &[&str], stdin: &str, code: i32) -> (String, String) {
    let output = run(args, stdin);
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        output.status.code(),
        Some(code),
        "{args:?}: {stdout} {stderr}"
    );
    (stdout, stderr)
}
