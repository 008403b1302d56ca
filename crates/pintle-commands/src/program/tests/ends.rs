use super::*;

#[test]
fn a_result_has_the_exit_code_and_the_outputs() {
    let result = sh("echo out; echo err >&2", RunOptions::default()).unwrap();
    assert_eq!((result.exit_code, result.signal), (Some(0), None));
    assert_eq!(
        (&*result.stdout, &*result.stderr),
        (&b"out\n"[..], &b"err\n"[..])
    );
    assert!(result.duration_ms > 0.0);
}

#[test]
fn other_exit_codes_are_errors_unless_the_caller_checks() {
    let error = sh("echo out; echo why >&2; exit 3", RunOptions::default()).unwrap_err();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_PROGRAM_FAILED", "")
    );
    assert_eq!(error.message(), "sh exited with code 3: why");
    assert_eq!(detail(&error, "exitCode"), Value::Number(3.0));
    assert_eq!(detail(&error, "signal"), Value::Null);
    assert_eq!(detail(&error, "stdout"), Value::from("out\n"));
    assert_eq!(detail(&error, "stderr"), Value::from("why\n"));

    let unchecked = RunOptions {
        check: false,
        ..RunOptions::default()
    };
    assert_eq!(sh("exit 3", unchecked).unwrap().exit_code, Some(3));
}

#[test]
fn a_signal_is_named() {
    let unchecked = RunOptions {
        check: false,
        ..RunOptions::default()
    };
    let result = sh("kill -USR1 $$", unchecked).unwrap();
    assert_eq!(
        (result.exit_code, result.signal.as_deref()),
        (None, Some("SIGUSR1"))
    );
    let error = sh("kill -SEGV $$", RunOptions::default()).unwrap_err();
    assert_eq!(error.message(), "sh was terminated by SIGSEGV");
    assert_eq!(detail(&error, "exitCode"), Value::Null);
}
