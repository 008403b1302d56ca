use std::{fs, path::Path, sync::Arc};

use pintle::Strings;

use super::{super::WhichOptions, *};
use crate::program::which;

/// A folder with an executable `tool` and a file `text`.
fn with_tools(name: &str) -> Folder {
    let folder = Folder::new(name);
    fs::create_dir_all(folder.join("bin")).unwrap();
    folder.program("bin/tool", "#!/bin/sh\necho $0\n");
    folder.program("bin/lost", "#!/nowhere/sh\n");
    fs::write(folder.join("bin/text"), "#!/bin/sh\n").unwrap();
    folder
}

fn named(program: &str, options: RunOptions) -> Result<RunResult, Error> {
    run_it(Path::new(program), options)
}

#[test]
fn a_missing_program_is_told_from_a_missing_folder() {
    let error = named("pintle-no-such", RunOptions::default()).unwrap_err();
    assert_eq!(place(&error), ("ERR_PINTLE_PROGRAM_NOT_FOUND", "/program"));
    assert_eq!(detail(&error, "program"), Value::from("pintle-no-such"));
    let error = named("./no-such", RunOptions::default()).unwrap_err();
    assert_eq!(place(&error), ("ERR_PINTLE_PROGRAM_NOT_FOUND", "/program"));

    let cwd = |path: &str| RunOptions {
        cwd: Some(path.into()),
        ..RunOptions::default()
    };
    for (path, errno) in [("/no/such", "ENOENT"), ("/dev/null", "ENOTDIR")] {
        let error = named("true", cwd(path)).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_IO", "/cwd"));
        assert_eq!(detail(&error, "errno"), Value::from(errno));
    }
}

#[test]
fn programs_are_found_as_they_will_be_seen() {
    let folder = with_tools("found");
    let bin = folder.0.join("bin").display().to_string();
    let env = Some([("PATH".to_owned(), Some(format!("/no/such:{bin}")))].into());
    assert!(
        named(
            "tool",
            RunOptions {
                env,
                ..RunOptions::default()
            }
        )
        .is_ok()
    );
    let cwd = Some(folder.0.clone());
    assert!(
        named(
            "bin/tool",
            RunOptions {
                cwd,
                ..RunOptions::default()
            }
        )
        .is_ok()
    );

    let find = |program: &str, path: &str| {
        which(
            program.into(),
            WhichOptions {
                path: Some(path.into()),
                cwd: Some(folder.0.clone()),
            },
            &Context::DETACHED,
        )
    };
    let tool = folder.0.join("bin/tool");
    assert_eq!(find("tool", &bin).unwrap(), tool);
    assert_eq!(find("tool", "/no/such:bin").unwrap(), tool);
    assert_eq!(find("bin/tool", "").unwrap(), tool);
    let error = find("text", "/no/such:bin").unwrap_err();
    assert_eq!(place(&error), ("ERR_PINTLE_PROGRAM_NOT_FOUND", "/program"));
    assert!(
        error
            .message()
            .ends_with("bin/text exists, but is not executable")
    );
    let searched = Value::Strings(Arc::new(Strings::from_iter(["/no/such", &bin])));
    assert_eq!(detail(&error, "searched"), searched);
    assert!(
        which("sh".into(), WhichOptions::default(), &Context::DETACHED)
            .unwrap()
            .ends_with("sh")
    );
}

#[test]
fn a_program_that_cannot_be_started_says_why() {
    let folder = with_tools("refused");
    let start = |name: &str| {
        named(
            &folder.0.join(name).display().to_string(),
            RunOptions::default(),
        )
    };
    for (name, words) in [
        ("bin/text", "may not be executed"),
        ("bin/lost", "interpreter"),
    ] {
        let error = start(name).unwrap_err();
        assert_eq!(place(&error), ("ERR_PINTLE_IO", "/program"));
        assert!(error.message().contains(words), "{error}");
    }
}

#[test]
fn text_that_the_system_would_cut_off_is_refused() {
    let invalid = "ERR_PINTLE_INVALID_VALUE";
    let with = |args: &[&str], env: &[(&str, &str)]| {
        let args = args.iter().map(|&argument| argument.into()).collect();
        let env = env
            .iter()
            .map(|&(name, value)| (name.into(), Some(value.into())))
            .collect();
        let options = RunOptions {
            env: Some(env),
            ..RunOptions::default()
        };
        run("true".into(), Some(args), options, &Context::default())
    };
    assert_eq!(
        place(&named("tr\0ue", RunOptions::default()).unwrap_err()),
        (invalid, "/program")
    );
    assert_eq!(
        place(&named("", RunOptions::default()).unwrap_err()),
        (invalid, "/program")
    );
    assert_eq!(
        place(&with(&["a", "b\0"], &[]).unwrap_err()),
        (invalid, "/args/1")
    );
    assert_eq!(
        place(&with(&[], &[("A/B", "\0")]).unwrap_err()),
        (invalid, "/env/A~1B")
    );
    assert_eq!(
        place(&with(&[], &[("A=B", "")]).unwrap_err()),
        (invalid, "/env/A=B")
    );
    let cwd = RunOptions {
        cwd: Some("a\0".into()),
        ..RunOptions::default()
    };
    assert_eq!(place(&named("true", cwd).unwrap_err()), (invalid, "/cwd"));
}

#[test]
fn limits_are_numbers_from_0() {
    let options = RunOptions {
        timeout_ms: Some(-1.0),
        ..RunOptions::default()
    };
    assert_eq!(
        place(&named("true", options).unwrap_err()),
        ("ERR_PINTLE_OUT_OF_RANGE", "/timeoutMs")
    );
    let options = RunOptions {
        max_output_bytes: f64::NAN,
        ..RunOptions::default()
    };
    assert_eq!(
        place(&named("true", options).unwrap_err()),
        ("ERR_PINTLE_OUT_OF_RANGE", "/maxOutputBytes")
    );
}
