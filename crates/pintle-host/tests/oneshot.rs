//! One command, and the exit codes.

mod support;

use serde_json::{Value, json};
use support::{Folder, exits};

fn writes(args: &[&str], expected: &str) {
    assert_eq!(exits(args, "", 0), (expected.to_owned(), String::new()));
}

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn a_command_writes_its_result() {
    writes(&["math.add", "3", "4"], "7\n");
    writes(&["math.add", "-3", "--b", "-4"], "-7\n");
    writes(&["math.addF64", "0.5", "1"], "1.5\n");
    writes(
        &["math.addI64", "-9007199254740993", "-1"],
        "-9007199254740994\n",
    );
    writes(&["math.addI64", "1", "1", "--json"], "\"2\"\n");
    writes(&["--json", "math.addI64", "1", "1"], "\"2\"\n");
    writes(&["math.sum", "1", "2", "-3"], "0\n");
    writes(&["math.sum", "[1, 2]"], "3\n");
    writes(&["math.sum", "--values", "1", "--values", "2"], "3\n");
    writes(
        &["hash.bytes", "abc", "--algorithm", "sha256"],
        &format!("{ABC}\n"),
    );
    writes(
        &["hash.bytes", "--algorithm=sha256", "--", "abc"],
        &format!("{ABC}\n"),
    );
    let (stdout, _) = exits(&["hash.bytes", "@-", "--algorithm", "sha256"], "abc", 0);
    assert_eq!(stdout, format!("{ABC}\n"));
}

#[test]
#[cfg(unix)]
fn options_are_of_every_kind() {
    let (stdout, _) = exits(
        &[
            "program.run",
            "--json",
            "--env",
            "X=a=b",
            "--env",
            "PATH=/usr/bin:/bin",
            "--clear-env",
            "--timeout-ms",
            "60000",
            "--no-check",
            "sh",
            "--",
            "-c",
            "echo $X; exit 3",
        ],
        "",
        0,
    );
    let result: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(
        (&result["exitCode"], &result["stdout"]),
        (&json!(3), &json!("YT1iCg=="))
    );
    let folder = Folder::new("options");
    std::fs::write(folder.file("a.rs"), "").unwrap();
    std::fs::write(folder.file("a.ts"), "").unwrap();
    let walk = [
        "tree.walk",
        &folder.file(""),
        "--glob",
        "*.rs",
        "--glob",
        "*.js",
        "--stat=false",
    ];
    let (stdout, _) = exits(&walk, "", 0);
    let result: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(result["paths"], json!(["a.rs"]));
    assert!(stdout.contains("\n  \"count\": 1,\n"), "{stdout}");
}

#[test]
fn faults_of_the_command_line_exit_with_2() {
    for (args, message) in [
        (&["math.ad", "1", "2"][..], "did you mean \"math.add\"?"),
        (&["math.add", "1"], "b: a value is required"),
        (&["math.add", "1", "x"], "b: expected an integer, got \"x\""),
        (&["math.add", "1", "2.5"], "ERR_PINTLE_OUT_OF_RANGE"),
        (&["math.add", "1", "2", "3"], "unexpected \"3\""),
        (
            &["math.add", "1", "2", "--a", "3"],
            "a: given more than once",
        ),
        (
            &["math.add", "1", "2", "--c", "3"],
            "there is no option --c",
        ),
        (&["math.addInto", "1", "2"], "ERR_PINTLE_DIRECT_ONLY"),
        (&["hash.bytes", "@/nowhere/at/all"], "cannot be read"),
        (
            &["hash.bytes", "", "--algorithm", "sha3"],
            "ERR_PINTLE_INVALID_VALUE",
        ),
        (
            &["program.run", "true", "--env", "X"],
            "expected NAME=VALUE",
        ),
        (&["--framing", "frames"], "expected lines or blobs"),
        (&["--concurrency", "0"], "from 1 to 4096"),
        (&["--concurrency", "4097"], "from 1 to 4096"),
        (&["--max-message", "-1"], "from 1 to"),
        (
            &["--framing", "blobs", "math.add", "1", "2"],
            "options of a conversation",
        ),
        (&["--frame"], "--frame"),
        (&["--json"], "--json needs a command"),
        (
            &["math.add", "1", "2", "--policy", "p.json"],
            "there is no option --policy",
        ),
        (&["math.add", "1"], "hint: pintle-host math.add --help"),
        (&["run"], "run needs a file"),
        (&["run", "/nowhere/at/all"], "cannot be read"),
        (&["run", "-", "--input", "{"], "--input: EOF"),
    ] {
        let (stdout, stderr) = exits(args, "", 2);
        assert!(
            stdout.is_empty() && stderr.starts_with("error: "),
            "{stderr}"
        );
        assert!(stderr.contains(message), "{args:?}: {stderr}");
    }
}

#[test]
fn a_command_that_fails_exits_with_1() {
    let (stdout, stderr) = exits(&["math.add", "2147483647", "1"], "", 1);
    assert_eq!(stdout, "");
    assert!(stderr.contains("ERR_PINTLE_OVERFLOW"), "{stderr}");
    let (_, stderr) = exits(&["hash.file", "/nowhere/at/all"], "", 1);
    assert!(stderr.contains("pointer: /path"), "{stderr}");
}

#[test]
fn help_and_version() {
    for args in [&["--help"][..], &["-h"], &["run", "--help"]] {
        let (stdout, _) = exits(args, "", 0);
        assert!(
            stdout.contains("Usage:") && stdout.contains("hash.file [options] <path>"),
            "{stdout}"
        );
    }
    let (stdout, _) = exits(&["hash.file", "--help"], "", 0);
    assert!(
        stdout.contains("--algorithm <blake3|sha256|sha384|sha512|sha1|md5>"),
        "{stdout}"
    );
    let (stdout, _) = exits(&["--version"], "", 0);
    let version = format!(
        "pintle {} (protocol 1, contract sha256-",
        env!("CARGO_PKG_VERSION")
    );
    assert!(stdout.starts_with(&version), "{stdout}");
}
