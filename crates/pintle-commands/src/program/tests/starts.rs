//! How a program starts, and why it does not.

use std::{
    os::unix::process::CommandExt,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use super::*;

/// What the system says of a new process in the field `name`.
#[cfg(target_os = "linux")]
fn status(name: &str) -> String {
    let args = Some(vec!["/proc/self/status".into()]);
    let result = run(
        "cat".into(),
        args,
        RunOptions::default(),
        &Context::default(),
    );
    let status = text(&result.unwrap().stdout);
    let line = status.lines().find(|line| line.starts_with(name));
    line.unwrap().split_once(':').unwrap().1.trim().to_owned()
}

#[test]
fn a_program_has_a_session_and_a_group_of_its_own() {
    let result = sh(
        "echo $$; ps -o sid=,pgid=,tpgid= -p $$",
        RunOptions::default(),
    )
    .unwrap();
    let output = text(&result.stdout);
    let numbers: Vec<_> = output.split_whitespace().collect();
    assert_eq!(numbers[1..], [numbers[0], numbers[0], "-1"]);
}

#[test]
fn there_is_no_terminal() {
    let result = sh(
        "read x </dev/tty",
        RunOptions {
            check: false,
            ..RunOptions::default()
        },
    );
    assert_ne!(result.unwrap().exit_code, Some(0));
}

const ALONE: &str = "PINTLE_TEST_ALONE";

/// Runs a test again in a process of its own, which takes signals otherwise. Says whether this is
/// that process.
#[cfg(target_os = "linux")]
fn is_alone(test: &str, ignored: &'static [libc::c_int]) -> bool {
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let mut alone = Command::new(std::env::current_exe().unwrap());
    alone
        .args(["--exact", &format!("program::tests::starts::{test}")])
        .env(ALONE, "1");
    // SAFETY: these are system calls, which may be made between fork and exec.
    unsafe {
        alone.pre_exec(move || {
            let mut set = std::mem::zeroed();
            libc::sigemptyset(&raw mut set);
            libc::sigaddset(&raw mut set, libc::SIGTERM);
            libc::sigprocmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut());
            for signal in ignored {
                libc::signal(*signal, libc::SIG_IGN);
            }
            Ok(())
        });
    }
    let output = alone.output().unwrap();
    let printed = text(&output.stdout);
    assert!(
        output.status.success() && printed.contains("1 passed"),
        "{printed}"
    );
    false
}

#[cfg(target_os = "linux")]
#[test]
fn signals_are_as_in_a_new_program() {
    let ignored = &[libc::SIGHUP, libc::SIGQUIT, 40];
    if is_alone("signals_are_as_in_a_new_program", ignored) {
        for name in ["SigBlk", "SigIgn", "SigCgt"] {
            assert_eq!(u64::from_str_radix(&status(name), 16), Ok(0), "{name}");
        }
    }
}

/// The system does not say how programs end if this process does not want to know.
#[cfg(target_os = "linux")]
#[test]
fn an_end_that_nobody_knows_says_why() {
    if is_alone("an_end_that_nobody_knows_says_why", &[libc::SIGCHLD]) {
        let error = sh("echo", RunOptions::default()).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_IO", "/program"));
        assert_eq!(detail(&error, "errno"), Value::from("ECHILD"));
        assert!(error.message().contains("SIGCHLD"), "{error}");
        let error = run_it(Path::new("/dev/null"), RunOptions::default()).unwrap_err();
        assert_eq!(detail(&error, "errno"), Value::from("EACCES"));
    }
}

/// A file that this process has open for writing cannot be started. It is closed after a while.
#[test]
fn a_file_that_is_being_written_is_started_when_it_is_closed() {
    let folder = Folder::new("busy");
    let path = folder.program("tool", fs::read("/bin/true").unwrap());
    let writer = fs::OpenOptions::new().append(true).open(&path).unwrap();
    let closer = thread::spawn(move || {
        thread::sleep(Duration::from_millis(60));
        drop(writer);
    });
    run_it(&path, RunOptions::default()).unwrap();
    closer.join().unwrap();
}

#[test]
fn a_file_that_stays_open_for_writing_is_an_error_with_its_reason() {
    let folder = Folder::new("busy-for-long");
    let path = folder.program("tool", fs::read("/bin/true").unwrap());
    let writer = fs::OpenOptions::new().append(true).open(&path).unwrap();
    let error = run_it(&path, RunOptions::default()).unwrap_err();
    assert_eq!(place(&error), ("ERR_PINTLE_IO", "/program"));
    assert_eq!(detail(&error, "errno"), Value::from("ETXTBSY"));
    // The time limit is heard meanwhile.
    let limited = RunOptions {
        timeout_ms: Some(20.0),
        ..RunOptions::default()
    };
    let error = run_it(&path, limited).unwrap_err();
    assert_eq!(place(&error), ("ERR_PINTLE_TIMEOUT", "/timeoutMs"));
    drop(writer);
}

/// Each thread writes a program and starts it, while others are between fork and exec with it open.
#[test]
fn files_that_were_just_written_can_be_started_on_many_threads() {
    let folder = Folder::new("written");
    let failed = AtomicUsize::new(0);
    thread::scope(|scope| {
        for lane in 0..8 {
            let (folder, failed) = (&folder, &failed);
            scope.spawn(move || {
                for round in 0..25 {
                    let path = folder.program(&format!("{lane}-{round}"), "#!/bin/sh\nexit 0\n");
                    if let Err(error) = run_it(&path, RunOptions::default()) {
                        eprintln!("{error}");
                        failed.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(failed.into_inner(), 0);
}

#[test]
fn a_script_without_an_interpreter_is_one_of_the_shell() {
    let folder = Folder::new("script");
    let script = folder.program("script", "printf '%s\\n' \"$0\" \"$@\"\n");
    let args = Some(vec!["a b".into(), "*".into()]);
    let path = script.display().to_string();
    let result = run(
        path.clone(),
        args,
        RunOptions::default(),
        &Context::default(),
    );
    assert_eq!(text(&result.unwrap().stdout), format!("{path}\na b\n*\n"));
    let empty = folder.program("empty", "");
    assert_eq!(
        run_it(&empty, RunOptions::default()).unwrap().exit_code,
        Some(0)
    );
    let comment = folder.program("comment", "# \u{17E}\necho \0 | wc -c\n");
    assert!(run_it(&comment, RunOptions::default()).is_ok());
    let error = run_it(
        &folder.program("binary", b"\0\x01\n"),
        RunOptions::default(),
    )
    .unwrap_err();
    assert_eq!(detail(&error, "errno"), Value::from("ENOEXEC"));
    // It may be an output's file too that is to be emptied.
    let out = folder.join("out");
    fs::write(&out, "before, and longer").unwrap();
    let options = RunOptions {
        stdout_file: Some(out.clone()),
        ..RunOptions::default()
    };
    run_it(&script, options).unwrap();
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("{path}\n"));
}

#[test]
fn errors_have_the_name_of_the_systems_error() {
    let folder = Folder::new("errno");
    let lost = folder.program("lost", "#!/no/such/interpreter\n");
    let plain = folder.join("plain");
    fs::write(&plain, "").unwrap();
    let looped = folder.join("loop");
    std::os::unix::fs::symlink("loop", &looped).unwrap();
    let long = vec!["x".repeat(1 << 20)];
    let errors = [
        (run_it(&lost, RunOptions::default()), "ENOENT"),
        (run_it(&plain, RunOptions::default()), "EACCES"),
        (run_it(&folder.0, RunOptions::default()), "EACCES"),
        (
            run(
                "true".into(),
                Some(long),
                RunOptions::default(),
                &Context::default(),
            ),
            "E2BIG",
        ),
    ];
    for (result, errno) in errors {
        let error = result.unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_IO", "/program"));
        assert_eq!(detail(&error, "errno"), Value::from(errno), "{error}");
    }
}
