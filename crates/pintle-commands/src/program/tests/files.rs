//! Files as streams of a program.

use std::{
    io::Write,
    os::unix::fs::symlink,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use pintle::CancelToken;

use super::*;

const INVALID: &str = "ERR_PINTLE_INVALID_VALUE";

fn outputs(stdout: &Path, stderr: &Path) -> RunOptions {
    RunOptions {
        stdout_file: Some(stdout.to_owned()),
        stderr_file: Some(stderr.to_owned()),
        ..RunOptions::default()
    }
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn one_file_for_both_outputs_has_all_in_order() {
    let folder = Folder::new("one-file");
    let file = folder.join("file");
    let (link, hard) = (folder.join("link"), folder.join("hard"));
    symlink("file", &link).unwrap();
    fs::write(&file, "").unwrap();
    fs::hard_link(&file, &hard).unwrap();
    let detour = folder
        .join("../")
        .join(folder.0.file_name().unwrap())
        .join("file");
    for other in [&file, &link, &hard, &detour] {
        fs::write(&file, "what was there before, which is longer").unwrap();
        sh(
            "echo 1; echo 2 >&2; echo 3; echo 4 >&2",
            outputs(&file, other),
        )
        .unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "1\n2\n3\n4\n");
    }
    let fresh = folder.join("fresh");
    sh("echo 1; echo 2 >&2; echo 3", outputs(&fresh, &fresh)).unwrap();
    assert_eq!(fs::read_to_string(&fresh).unwrap(), "1\n2\n3\n");
    let null = Path::new("/dev/null");
    sh("echo 1; echo 2 >&2", outputs(null, null)).unwrap();
}

#[test]
fn the_file_of_an_output_is_not_that_of_the_input() {
    let folder = Folder::new("in-and-out");
    let file = folder.join("file");
    let link = folder.join("link");
    fs::write(&file, "b\na\n").unwrap();
    symlink(&file, &link).unwrap();
    let other = folder.join("other");
    for (pointer, options) in [
        ("/stdoutFile", outputs(&link, &other)),
        ("/stderrFile", outputs(&other, &file)),
    ] {
        let options = RunOptions {
            stdin_file: Some(file.clone()),
            ..options
        };
        let error = sh("sort", options).unwrap_err();
        assert_eq!(place(&error), (INVALID, pointer));
        assert_eq!(fs::read_to_string(&file).unwrap(), "b\na\n");
        assert!(!other.exists(), "it was created for nothing");
    }
    // Devices are read and written at the same time.
    let null = Path::new("/dev/null");
    let options = RunOptions {
        stdin_file: Some(null.into()),
        ..outputs(null, null)
    };
    sh("cat", options).unwrap();
}

#[test]
fn a_file_stays_as_it_was_when_nothing_starts() {
    let folder = Folder::new("not-started");
    let (file, fresh) = (folder.join("file"), folder.join("fresh"));
    let link = folder.join("dangling");
    symlink("nowhere", &link).unwrap();
    fs::write(&file, "kept").unwrap();
    let lost = folder.program("lost", "#!/no/such/interpreter\n");
    let foreign = folder.program("foreign", b"\x7FELF\0\0\0");
    let plain = folder.join("plain");
    fs::write(&plain, "#!/bin/sh\n").unwrap();
    let long = "x".repeat(1 << 20);
    let unmade = || outputs(&file, &fresh);
    for error in [
        run_it(&lost, unmade()).unwrap_err(),
        run_it(&foreign, unmade()).unwrap_err(),
        run_it(&plain, unmade()).unwrap_err(),
        run_it(&folder.join("missing"), unmade()).unwrap_err(),
        run(
            "true".into(),
            Some(vec![long]),
            unmade(),
            &Context::default(),
        )
        .unwrap_err(),
        run_it(&lost, outputs(&file, &link)).unwrap_err(),
        sh("echo", outputs(&file, Path::new("/no/such/folder/file"))).unwrap_err(),
    ] {
        assert_eq!(fs::read_to_string(&file).unwrap(), "kept", "{error}");
        assert!(!fresh.exists(), "it was created for nothing: {error}");
        assert!(!folder.join("nowhere").exists());
    }
    sh("echo 1", outputs(&file, &link)).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "1\n");
    assert!(folder.join("nowhere").exists());
}

#[test]
fn a_pipe_that_nobody_opens_holds_nobody_up() {
    let folder = Folder::new("fifo");
    let fifo = folder.join("fifo");
    make_fifo(&fifo);
    let input = || RunOptions {
        stdin_file: Some(fifo.clone()),
        ..RunOptions::default()
    };
    let output = || RunOptions {
        stdout_file: Some(fifo.clone()),
        ..RunOptions::default()
    };
    for options in [input(), output()] {
        let limited = RunOptions {
            timeout_ms: Some(100.0),
            ..options.clone()
        };
        let error = sh("cat", limited).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_TIMEOUT", "/timeoutMs"));

        let token = CancelToken::new();
        let context = Context::default().with_cancel(token.clone());
        let canceller = thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            token.cancel();
        });
        let error = sh_in("cat", options.clone(), &context).unwrap_err();
        canceller.join().unwrap();
        assert_eq!(error.code(), "ERR_PINTLE_CANCELLED");

        let context = Context::default().with_time_limit(Duration::from_millis(100));
        let error = sh_in("cat", options, &context).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_TIMEOUT", ""));
    }
    let both = RunOptions {
        stdin_file: Some(fifo.clone()),
        ..output()
    };
    assert_eq!(
        place(&sh("cat", both).unwrap_err()),
        (INVALID, "/stdoutFile")
    );
}

#[test]
fn a_program_reads_and_writes_pipes_with_a_name() {
    let folder = Folder::new("fifos");
    let (input, output) = (folder.join("in"), folder.join("out"));
    make_fifo(&input);
    make_fifo(&output);
    let writer = {
        let input = input.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            let mut pipe = fs::OpenOptions::new().write(true).open(input).unwrap();
            // The program waits for it, as its input makes it wait.
            thread::sleep(Duration::from_millis(200));
            pipe.write_all(&vec![b'x'; 300_000]).unwrap();
        })
    };
    let reader = {
        let output = output.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(200));
            fs::read(output).unwrap()
        })
    };
    let options = RunOptions {
        stdin_file: Some(input),
        stdout_file: Some(output),
        ..RunOptions::default()
    };
    sh("cat", options).unwrap();
    writer.join().unwrap();
    assert_eq!(reader.join().unwrap().len(), 300_000);
}

/// The writer waits for the program before it writes, as two programs that talk do.
#[test]
fn a_program_starts_when_its_pipe_is_opened_not_when_something_comes() {
    let folder = Folder::new("fifo-opened");
    let (fifo, started) = (folder.join("fifo"), folder.join("started"));
    make_fifo(&fifo);
    let writer = {
        let (fifo, started) = (fifo.clone(), started.clone());
        thread::spawn(move || {
            let mut pipe = fs::OpenOptions::new().write(true).open(fifo).unwrap();
            let start = Instant::now();
            while !started.exists() {
                assert!(start.elapsed().as_secs() < 20, "it has not started");
                thread::sleep(Duration::from_millis(10));
            }
            pipe.write_all(b"hello\n").unwrap();
        })
    };
    let options = RunOptions {
        stdin_file: Some(fifo),
        ..RunOptions::default()
    };
    let script = format!("touch {}; cat", started.display());
    assert_eq!(text(&sh(&script, options).unwrap().stdout), "hello\n");
    writer.join().unwrap();
}
