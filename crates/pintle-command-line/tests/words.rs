//! What only Rust can say of words: `__test__/cli/words.ts` has the table of them.

#![allow(missing_docs)]

use std::ffi::OsString;

use pintle::{Contract, Family, Value, json};
use pintle_command_line::{CommandLine, Program, ProgramOption, help, signature};

mod test {
    use pintle_macros::{Data, command};

    /// Options of every kind.
    #[derive(Data)]
    #[data(default)]
    pub struct Options {
        /// Whether it is so.
        pub sorted: bool,
        /// Whether it is otherwise.
        pub loud: bool,
        /// How deep.
        pub max_depth: Option<u32>,
        /// Which.
        pub glob: Vec<String>,
    }

    impl Default for Options {
        fn default() -> Self {
            Self {
                sorted: true,
                loud: false,
                max_depth: None,
                glob: vec!["*".into()],
            }
        }
    }

    /// Does nothing.
    ///
    /// At length.
    #[command]
    pub fn nothing(root: String, values: Option<Vec<i32>>, options: Options) {
        drop((root, values, options));
    }
}

fn contract() -> Contract {
    const FAMILIES: &[Family] = &[Family {
        name: "test",
        commands: &[&test::nothing::COMMAND],
    }];
    Contract::new("test", "1.0.0", FAMILIES)
}

fn program() -> Program {
    let json = ProgramOption {
        name: "json".into(),
        value: None,
        description: "write JSON".into(),
    };
    Program {
        name: "host".into(),
        options: vec![json],
    }
}

fn read(contract: &Contract, words: &[&str]) -> CommandLine {
    let words = words.iter().map(OsString::from);
    let method = contract.method("test.nothing").unwrap();
    CommandLine::read(&program(), method, contract.defs(), words)
}

#[test]
fn a_contract_that_was_read_back_reads_the_same_words() {
    let own = contract();
    let again = Contract::from_document(own.text()).unwrap();
    for words in [
        &["a", "1", "-2", "--no-sorted", "--glob", "*", "--json"][..],
        &["a", "--max-depth", "007"],
        &["a", "x"],
        &[],
    ] {
        let (one, other) = (read(&own, words), read(&again, words));
        assert_eq!(one.params, other.params, "{words:?}");
        assert_eq!(one.own, other.own, "{words:?}");
        let text = |line: &CommandLine| line.fault.as_ref().map(ToString::to_string);
        assert_eq!(text(&one), text(&other), "{words:?}");
    }
    let texts = |contract: &Contract| {
        let method = contract.method("test.nothing").unwrap();
        let defs = contract.defs();
        (help(&program(), method, defs), signature(method, defs))
    };
    assert_eq!(texts(&own), texts(&again));
}

#[test]
fn a_help_text() {
    let contract = contract();
    let method = contract.method("test.nothing").unwrap();
    let expected = "\
Usage: host test.nothing [options] <root> [values...]

Does nothing.

At length.

Arguments, by position or as options:
  --root <string>
  --values <i32>...

Options:
  --[no-]sorted             Whether it is so. (default: true)
  --loud                    Whether it is otherwise.
  --max-depth <u32>         How deep.
  --glob <string>...        Which. (default: [\"*\"])

Values:
  ...                       several words, or the option several times

Options of host:
  --json                    write JSON
  -h, --help                show this text
";
    assert_eq!(help(&program(), method, contract.defs()), expected);
    assert_eq!(
        signature(method, contract.defs()),
        "test.nothing(root: string, values?: i32[], options?)"
    );
}

#[test]
fn the_first_fault_counts_and_a_missing_word_last() {
    let contract = contract();
    let fault = |words: &[&str]| read(&contract, words).fault.unwrap();
    assert_eq!(
        fault(&["--nope", "a", "x"]).code(),
        "ERR_PINTLE_UNKNOWN_ARG"
    );
    assert_eq!(fault(&["--max-depth=-1"]).code(), "ERR_PINTLE_OUT_OF_RANGE");
    assert_eq!(fault(&["--loud"]).code(), "ERR_PINTLE_MISSING_ARG");
    let missing = read(&contract, &["--loud"]).missing;
    let names: Vec<_> = missing.iter().map(|one| &*one.option).collect();
    assert_eq!(names, ["--root"]);
}

#[cfg(unix)]
#[test]
fn a_word_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStringExt;
    let contract = contract();
    let method = contract.method("test.nothing").unwrap();
    let words = [OsString::from_vec(b"a\xff".to_vec())];
    let line = CommandLine::read(&program(), method, contract.defs(), words);
    assert_eq!(line.fault.unwrap().code(), "ERR_PINTLE_NOT_UTF8");
}

#[test]
fn javascript_asks_in_json() {
    let contract = contract();
    let ask = |words: &str| {
        let program = r#"{"name":"host","options":[{"name":"json","description":""}]}"#;
        let request = format!(r#"{{"program":{program},"method":"test.nothing","words":{words}}}"#);
        let answer = pintle_command_line::read_words(&contract, &request).unwrap();
        json::from_json(&answer).unwrap()
    };
    let answer = ask(r#"["a", "--json", "--max-depth", "3"]"#);
    let params = json::from_json(r#"{"maxDepth":3,"root":"a"}"#).unwrap();
    assert_eq!(answer.get("params"), Some(&params));
    assert_eq!(answer.get("own"), Some(&Value::list(vec!["--json".into()])));
    assert_eq!(answer.get("help"), Some(&Value::Null));
    assert_ne!(ask(r#"["-h"]"#).get("help"), Some(&Value::Null));
}
