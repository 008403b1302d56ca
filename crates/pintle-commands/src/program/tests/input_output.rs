use std::{path::PathBuf, time::Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::*;

#[test]
fn input_comes_out_of_cat() {
    let input: Vec<u8> = (0..1_000_000_u32)
        .map(|number| (number % 251) as u8)
        .collect();
    let stdin = Some(input.clone().into());
    let result = run(
        "cat".into(),
        None,
        RunOptions {
            stdin,
            ..RunOptions::default()
        },
        &Context::default(),
    );
    assert!(*result.unwrap().stdout == *input);
}

#[test]
fn without_input_there_is_nothing_to_read() {
    assert_eq!(&*sh("cat", RunOptions::default()).unwrap().stdout, b"");
}

#[test]
fn a_program_need_not_read_its_input() {
    let stdin = Some(vec![7; 1_000_000].into());
    let options = RunOptions {
        stdin,
        ..RunOptions::default()
    };
    assert_eq!(
        &*sh("exec <&-; sleep 0.1; echo done", options)
            .unwrap()
            .stdout,
        b"done\n"
    );
}

#[test]
fn much_output_comes_whole() {
    let script = "head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2";
    let result = sh(script, RunOptions::default()).unwrap();
    assert_eq!(
        (result.stdout.len(), result.stderr.len()),
        (10_000_000, 10_000_000)
    );
}

#[test]
fn too_much_output_ends_the_program() {
    let options = RunOptions {
        max_output_bytes: 5.0,
        ..RunOptions::default()
    };
    let error = sh("yes", options).unwrap_err();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_OUTPUT_LIMIT", "/maxOutputBytes")
    );
    assert_eq!(detail(&error, "stdout"), Value::from("y\ny\ny"));

    let exactly = RunOptions {
        max_output_bytes: 5.0,
        ..RunOptions::default()
    };
    assert_eq!(sh("printf 12345", exactly).unwrap().stdout.len(), 5);
}

#[test]
fn a_program_that_may_go_on_loses_the_middle_of_its_output() {
    let options = || RunOptions {
        max_output_bytes: 9.0,
        overflow: Overflow::Truncate,
        ..RunOptions::default()
    };
    let result = sh("seq 1000000; printf 123456789 >&2", options()).unwrap();
    assert_eq!(&*result.stdout, b"1\n2\n3000\n");
    assert_eq!(result.stdout_dropped as u64, 6_888_896 - 9);
    assert_eq!(
        (&*result.stderr, result.stderr_dropped as u64),
        (&b"123456789"[..], 0)
    );

    let error = sh("seq 1000000; exit 3", options()).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_PROGRAM_FAILED");
    let Value::String(tail) = detail(&error, "stdout") else {
        panic!("no text")
    };
    assert!(tail.ends_with("999999\n1000000\n"), "{tail}");
}

#[test]
fn what_holds_an_output_afterwards_is_given_up() {
    let start = Instant::now();
    let result = sh("sleep 100 & echo $!", RunOptions::default()).unwrap();
    assert!(start.elapsed().as_secs() < 10);
    assert!(result.pipes_open);
    let sleeper = String::from_utf8(result.stdout.to_vec()).unwrap();
    let sleeper = Pid::from_raw(sleeper.trim().parse().unwrap()).unwrap();
    assert!(kill_process(sleeper, Signal::KILL).is_ok(), "it was ended");
}

#[test]
fn cwd_and_environment_are_what_was_asked_for() {
    let env = [("PINTLE_TEST".to_owned(), Some("ä b".to_owned()))];
    let options = RunOptions {
        cwd: Some(PathBuf::from("/usr/..")),
        env: Some(env.clone().into()),
        ..RunOptions::default()
    };
    let result = sh("pwd -P; echo $PINTLE_TEST; echo ${PATH:+path}", options).unwrap();
    assert_eq!(String::from_utf8_lossy(&result.stdout), "/\nä b\npath\n");

    let options = RunOptions {
        clear_env: true,
        env: Some(env.into()),
        ..RunOptions::default()
    };
    let result = run("env".into(), None, options, &Context::default()).unwrap();
    assert_eq!(String::from_utf8_lossy(&result.stdout), "PINTLE_TEST=ä b\n");

    let options = RunOptions {
        env: Some([("HOME".to_owned(), None)].into()),
        ..RunOptions::default()
    };
    let result = sh("echo ${HOME-none} ${PATH:+path}", options).unwrap();
    assert_eq!(String::from_utf8_lossy(&result.stdout), "none path\n");
}
