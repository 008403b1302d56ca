use std::{fs, path::PathBuf, sync::Arc};

use pintle::{Access, Confinement};

use super::*;

#[test]
fn input_can_be_text_or_a_file() {
    let folder = Folder::new("input");
    let file = folder.0.join("input");
    fs::write(&file, "from a file").unwrap();
    let of_file = RunOptions {
        stdin_file: Some(file),
        ..RunOptions::default()
    };
    assert_eq!(&*sh("cat", of_file).unwrap().stdout, b"from a file");
    let of_text = RunOptions {
        stdin_text: Some("ž\0".into()),
        ..RunOptions::default()
    };
    assert_eq!(&*sh("cat", of_text).unwrap().stdout, "ž\0".as_bytes());
}

#[test]
fn outputs_can_be_files() {
    let folder = Folder::new("outputs");
    let (out, err) = (folder.0.join("out"), folder.0.join("err"));
    fs::write(&out, "what was there before").unwrap();
    let options = RunOptions {
        stdout_file: Some(out.clone()),
        stderr_file: Some(err.clone()),
        max_output_bytes: 1.0,
        ..RunOptions::default()
    };
    let result = sh("echo out; echo err >&2", options).unwrap();
    assert_eq!((&*result.stdout, &*result.stderr), (&b""[..], &b""[..]));
    assert_eq!(fs::read(&out).unwrap(), b"out\n");
    assert_eq!(fs::read(&err).unwrap(), b"err\n");
    let options = RunOptions {
        stdout_file: Some(out.clone()),
        merge_stderr: true,
        ..RunOptions::default()
    };
    sh("echo 1; echo 2 >&2; echo 3", options).unwrap();
    assert_eq!(fs::read(&out).unwrap(), b"1\n2\n3\n");
}

#[test]
fn both_outputs_in_one_are_in_order() {
    let merged = || RunOptions {
        merge_stderr: true,
        ..RunOptions::default()
    };
    let result = sh(
        "for i in 1 2 3 4 5 6 7 8 9; do echo $i; echo -$i >&2; done",
        merged(),
    )
    .unwrap();
    let expected: Vec<String> = (1..10).map(|i| format!("{i}\n-{i}\n")).collect();
    assert_eq!(String::from_utf8_lossy(&result.stdout), expected.concat());
    assert!(result.stderr.is_empty());
    let error = sh("echo why >&2; exit 2", merged()).unwrap_err();
    assert_eq!(error.message(), "sh exited with code 2: why");
}

#[test]
fn a_file_that_cannot_be_opened_says_which() {
    let missing = Some(PathBuf::from("/no/such/file"));
    let cases = [
        (
            "/stdinFile",
            RunOptions {
                stdin_file: missing.clone(),
                ..RunOptions::default()
            },
        ),
        (
            "/stdoutFile",
            RunOptions {
                stdout_file: missing.clone(),
                ..RunOptions::default()
            },
        ),
        (
            "/stderrFile",
            RunOptions {
                stderr_file: missing,
                ..RunOptions::default()
            },
        ),
        (
            "/stdinFile",
            RunOptions {
                stdin_file: Some("/".into()),
                ..RunOptions::default()
            },
        ),
    ];
    for (pointer, options) in cases {
        let error = sh("echo started >&2", options).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_IO", pointer));
    }
}

#[test]
fn what_contradicts_itself_is_refused() {
    let invalid = "ERR_PINTLE_INVALID_VALUE";
    let two_inputs = RunOptions {
        stdin: Some(vec![1].into()),
        stdin_file: Some("/dev/null".into()),
        ..RunOptions::default()
    };
    let error = sh("true", two_inputs).unwrap_err();
    assert_eq!(place(&error), (invalid, "/stdinFile"));
    assert_eq!(error.message(), "the input is already set by stdin");
    let two_places = RunOptions {
        merge_stderr: true,
        stderr_file: Some("/dev/null".into()),
        ..RunOptions::default()
    };
    assert_eq!(
        place(&sh("true", two_places).unwrap_err()),
        (invalid, "/stderrFile")
    );
    let nul = RunOptions {
        stdout_file: Some("a\0".into()),
        ..RunOptions::default()
    };
    assert_eq!(
        place(&sh("true", nul).unwrap_err()),
        (invalid, "/stdoutFile")
    );
}

/// Lets nobody open anything.
#[derive(Debug)]
struct Nothing;

impl Confinement for Nothing {
    fn open_file(&self, _: &std::path::Path) -> Result<fs::File, Error> {
        Err(Error::new(&pintle::errors::DENIED, "no"))
    }

    fn admit(&self, _: &fs::File, _: &std::path::Path) -> Result<(), Error> {
        Err(Error::new(&pintle::errors::DENIED, "no"))
    }

    fn open_folder(&self, _: &std::path::Path, _: Access) -> Result<fs::File, Error> {
        Err(Error::new(&pintle::errors::DENIED, "no"))
    }

    fn keeps(&self, _: (u64, u64)) -> bool {
        true
    }

    fn depth(&self, _: fs::File) -> Result<usize, Error> {
        Err(Error::new(&pintle::errors::DENIED, "no"))
    }
}

#[test]
fn files_are_opened_as_the_caller_may() {
    let folder = Folder::new("confined");
    let file = folder.0.join("file");
    fs::write(&file, "kept").unwrap();
    let context = Context::default().with_confinement(Arc::new(Nothing));
    let input = RunOptions {
        stdin_file: Some(file.clone()),
        ..RunOptions::default()
    };
    let output = RunOptions {
        stdout_file: Some(file.clone()),
        ..RunOptions::default()
    };
    for (pointer, options) in [("/stdinFile", input), ("/stdoutFile", output)] {
        let error = sh_in("true", options, &context).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_DENIED", pointer));
    }
    assert_eq!(fs::read(&file).unwrap(), b"kept");
}

/// What is not opened for a caller under a policy is not looked at either.
#[test]
fn a_folder_that_a_caller_may_not_open_stays_unknown() {
    let context = Context::default().with_confinement(Arc::new(Nothing));
    let errors = ["/usr", "/dev/null", "/no/such", "/root/secret"].map(|cwd| {
        let options = RunOptions {
            cwd: Some(cwd.into()),
            ..RunOptions::default()
        };
        let error = run("/bin/true".into(), None, options, &context).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_DENIED", "/cwd"));
        (error.message().to_owned(), error.details().cloned())
    });
    assert!(errors.iter().all(|error| *error == errors[0]));
}
