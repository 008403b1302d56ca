//! Errors of authors: what they become, and what the contract says of them.

use std::{error, fmt, fs, io, num::ParseIntError, path::Path};

use anyhow::Context as _;
use pintle::{Contract, Error, ErrorKinds, Family, OnPath, Value, command};

/// The kinds that the commands here have.
#[derive(Debug, ErrorKinds)]
pub enum Broken {
    /// It is empty.
    #[kind(code = "ERR_TEST_EMPTY", fix = "Fill it.", message = "it is empty")]
    Empty,
    /// It is too long.
    #[kind(
        code = "ERR_TEST_LONG",
        fix = "Shorten it.",
        message = "{length:>3} letters",
        at = "/text"
    )]
    Long {
        /// Its length.
        length: u32,
    },
    /// It cannot be read.
    #[kind(from)]
    Read(io::Error),
    /// It is not a number.
    #[kind(from)]
    Number(ParseIntError),
    /// Something of Pintle's own.
    #[kind(from)]
    Own(Error),
}

/// Fails with a kind.
#[command(portable)]
pub fn kinds(text: &str) -> Result<u32, Broken> {
    match text {
        "" => Err(Broken::Empty),
        "own" => Err(Error::new(&pintle::errors::TIMEOUT, "too late").into()),
        "read" => Ok(fs::read("there/is/none")?.len() as u32),
        _ if text.len() > 9 => Err(Broken::Long {
            length: text.len() as u32,
        }),
        _ => Ok(text.parse()?),
    }
}

/// Fails with anyhow's error.
#[command(portable)]
pub fn anything(way: &str) -> anyhow::Result<u32> {
    match way {
        "io" => fs::read("there/is/none").context("cannot read the settings")?,
        "own" => Err(Error::from(Broken::Long { length: 12 }))
            .context("inner")
            .context("outer")?,
        _ => return Err(anyhow::anyhow!("the reason").context("it failed")),
    };
    Ok(0)
}

/// Fails with the standard library's error.
#[command(portable)]
pub fn plain(number: u32) -> io::Result<u32> {
    Err(io::Error::other(format!("{number}")))
}

const FAMILIES: &[Family] = &[Family {
    name: "test",
    commands: &[&kinds::COMMAND, &anything::COMMAND, &plain::COMMAND],
}];

fn contract() -> Contract {
    Contract::new("test", "1.0.0", FAMILIES)
}

fn fails(method: &str, name: &str, value: impl Into<Value>) -> Error {
    let contract = contract();
    let params = Value::from_iter([(name.to_owned().into(), value.into())]);
    let context = pintle::Context::DETACHED;
    let outcome = contract.method(method).unwrap().call(&params, &context);
    outcome.map_err(Error::from).unwrap_err()
}

#[test]
fn a_variant_is_a_kind() {
    let error = fails("test.kinds", "text", "");
    assert_eq!(error.code(), "ERR_TEST_EMPTY");
    assert_eq!((error.message(), error.details()), ("it is empty", None));
    let error = fails("test.kinds", "text", "0123456789");
    assert_eq!(error.to_string(), "test.kinds: text:  10 letters");
    assert_eq!(
        error.details().unwrap().get("length"),
        Some(&Value::Number(10.0))
    );
    assert_eq!(error.pointer(), "/text");
}

#[test]
fn other_errors_keep_their_code() {
    assert_eq!(
        fails("test.kinds", "text", "own").code(),
        "ERR_PINTLE_TIMEOUT"
    );
    let error = fails("test.kinds", "text", "read");
    assert_eq!(
        (error.code(), error.message()),
        ("ERR_PINTLE_IO", "entity not found (ENOENT)")
    );
    assert_eq!(fails("test.kinds", "text", "x").code(), "ERR_PINTLE_FAILED");
}

#[test]
fn errors_of_anyhow_are_found_in_their_contexts() {
    let error = fails("test.anything", "way", "io");
    assert_eq!(error.code(), "ERR_PINTLE_IO");
    assert_eq!(
        error.message(),
        "cannot read the settings: entity not found (ENOENT)"
    );
    let error = fails("test.anything", "way", "own");
    assert_eq!(error.code(), "ERR_TEST_LONG");
    assert_eq!(error.message(), "outer: inner:  12 letters");
    assert_eq!(error.pointer(), "/text");
    let error = fails("test.anything", "way", "other");
    assert_eq!(
        (error.code(), error.message()),
        ("ERR_PINTLE_FAILED", "it failed")
    );
    assert_eq!(error.cause(), Some("the reason"));
}

#[test]
fn what_a_command_returns_is_declared() {
    let contract = contract();
    let codes = |method: &str| {
        let method = contract.method(method).unwrap();
        method
            .errors()
            .iter()
            .map(|code| (**code).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes("test.kinds"),
        [
            "ERR_TEST_EMPTY",
            "ERR_TEST_LONG",
            "ERR_PINTLE_IO",
            "ERR_PINTLE_FAILED"
        ]
    );
    assert_eq!(
        codes("test.anything"),
        ["ERR_PINTLE_FAILED", "ERR_PINTLE_IO"]
    );
    assert_eq!(codes("test.plain"), ["ERR_PINTLE_IO"]);
}

#[test]
fn the_contract_has_the_types_of_details_and_reads_them_back() {
    let contract = contract();
    let document: serde_json::Value = serde_json::from_str(contract.text()).unwrap();
    assert_eq!(
        document["x-errors"]["ERR_TEST_LONG"],
        serde_json::json!({
            "summary": "It is too long.",
            "fix": "Shorten it.",
            "details": { "$ref": "#/$defs/LongDetails" },
        })
    );
    let details = &document["$defs"]["LongDetails"];
    assert_eq!(
        details["properties"]["length"]["description"],
        "Its length."
    );
    let again = Contract::from_document(contract.text()).unwrap();
    assert_eq!(again.text(), contract.text());
    let unknown = contract.text().replace(
        r##""details":{"$ref":"#/$defs/LongDetails"}"##,
        r##""details":{"$ref":"#/$defs/Other"}"##,
    );
    let error = Contract::from_document(&unknown).unwrap_err();
    assert_eq!(error.pointer(), "/x-errors/ERR_TEST_LONG/details/$ref");
}

#[test]
fn a_path_is_added_to_a_failure_of_the_system() {
    let path = Path::new("there/is/none");
    let error = fs::read(path).on_path(path).unwrap_err();
    assert_eq!(error.message(), "there/is/none: entity not found (ENOENT)");
    assert_eq!(
        error.details().unwrap().get("path"),
        Some(&Value::from("there/is/none"))
    );
}

/// Beside another derive that has words of its own.
#[test]
fn display_writes_the_message_where_none_is_given() {
    #[derive(Debug, ErrorKinds)]
    enum Shown {
        /// It failed.
        #[kind(code = "ERR_TEST_SHOWN", fix = "Do not.")]
        Here {
            /// Where.
            place: String,
            #[kind(cause)]
            why: fmt::Error,
        },
    }

    impl fmt::Display for Shown {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            let Self::Here { place, .. } = self;
            write!(formatter, "it is at {place}")
        }
    }

    impl error::Error for Shown {}

    let error = Error::from(Shown::Here {
        place: "home".to_owned(),
        why: fmt::Error,
    });
    assert_eq!(error.message(), "it is at home");
    assert_eq!(error.cause(), Some(&*fmt::Error.to_string()));
    assert_eq!(error.details().unwrap().get("why"), None);
    assert_eq!(Shown::KINDS.len(), 1);
}
