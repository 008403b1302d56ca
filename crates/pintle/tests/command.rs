//! Commands as their authors write them, called by name.

#![allow(missing_docs, clippy::needless_pass_by_value)]

use std::{collections::BTreeMap, path::PathBuf};

use pintle::{
    Bytes, Context, Contract, Data, Error, ErrorKind, command,
    json::{from_json, to_json},
};

pub static ODD: ErrorKind = ErrorKind {
    code: "ERR_TEST_ODD",
    summary: "The number is odd.",
    fix: "Use an even one.",
};

/// How to do it.
#[derive(Data, Default)]
#[data(default)]
pub struct Options {
    /// Upper case?
    pub upper_case: bool,
    /// How.
    pub style: Style,
    pub limit: Option<u32>,
}

/// A style.
#[derive(Data, Default, Debug)]
pub enum Style {
    /// Just so.
    #[default]
    Plain,
    VeryFancy,
}

#[derive(Data)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub label: Option<String>,
}

mod test {
    use super::*;

    /// Halves an even number.
    ///
    /// Nothing is rounded.
    #[command(portable, errors(ODD))]
    pub fn halve(number: i32) -> Result<i32, Error> {
        if number % 2 == 0 {
            Ok(number / 2)
        } else {
            Err(Error::new(&ODD, "it is odd").at("/number"))
        }
    }

    #[command(portable)]
    pub fn shout(text: &str, count: Option<u32>, options: Options) -> String {
        let text = if options.upper_case {
            text.to_uppercase()
        } else {
            text.into()
        };
        format!(
            "{}{:?}",
            text.repeat(count.unwrap_or(1) as usize),
            options.style
        )
    }

    #[command(blocking, effects(fs_read))]
    #[expect(clippy::too_many_arguments, reason = "one of each type")]
    pub fn everything(
        flag: bool,
        path: PathBuf,
        bytes: Bytes,
        columns: Vec<f64>,
        big: i64,
        points: Vec<Point>,
        map: BTreeMap<String, u64>,
        context: &Context,
    ) -> Vec<Point> {
        assert!(flag && !context.is_cancelled());
        let total = columns.iter().sum::<f64>() + big as f64 + bytes.len() as f64;
        let label = Some(format!("{} {:?}", path.display(), map));
        points
            .into_iter()
            .map(|point| Point {
                x: point.x + total,
                label: label.clone(),
                ..point
            })
            .collect()
    }

    #[command]
    pub fn scale(target: &mut [f64], factors: &[f64]) {
        for (target, factor) in target.iter_mut().zip(factors) {
            *target *= factor;
        }
    }

    #[command]
    pub fn fail() -> i32 {
        panic!("on purpose")
    }
}

pintle::addon! { test => [halve, shout, everything, scale, fail] }

fn contract() -> Contract {
    Contract::new("test", "1.0.0", FAMILIES)
}

fn call(method: &str, params: &str) -> Result<String, Error> {
    let value = contract()
        .method(method)?
        .call(&from_json(params)?, &Context::default())?;
    to_json(&value)
}

#[test]
fn results_are_what_the_function_gives() {
    assert_eq!(call("test.halve", r#"{"number":42}"#).unwrap(), "21");
    assert_eq!(call("test.shout", r#"{"text":"a"}"#).unwrap(), "\"aPlain\"");
    let params = r#"{"text":"a","count":2,"upperCase":true,"style":"veryFancy"}"#;
    assert_eq!(call("test.shout", params).unwrap(), "\"AAVeryFancy\"");
    let params = r#"{"flag":true,"path":"p","bytes":"AAE=","columns":[1,0.5],"big":"9007199254740993",
        "points":[{"x":1,"y":2}],"map":{"a":"18446744073709551615"}}"#;
    assert_eq!(
        call("test.everything", params).unwrap(),
        r#"[{"x":9007199254740996,"y":2,"label":"p {\"a\": 18446744073709551615}"}]"#
    );
}

#[test]
fn wrong_parameters_name_code_and_place() {
    let cases = [
        ("test.halve", r"{}", "ERR_PINTLE_MISSING_ARG", "/number"),
        (
            "test.halve",
            r#"{"number":1.5}"#,
            "ERR_PINTLE_OUT_OF_RANGE",
            "/number",
        ),
        (
            "test.halve",
            r#"{"number":2147483648}"#,
            "ERR_PINTLE_OUT_OF_RANGE",
            "/number",
        ),
        (
            "test.halve",
            r#"{"number":"3"}"#,
            "ERR_PINTLE_INVALID_TYPE",
            "/number",
        ),
        (
            "test.halve",
            r#"{"number":null}"#,
            "ERR_PINTLE_INVALID_TYPE",
            "/number",
        ),
        (
            "test.halve",
            r#"{"number":2,"numbr":2}"#,
            "ERR_PINTLE_UNKNOWN_ARG",
            "/numbr",
        ),
        ("test.halve", r#"{"number":3}"#, "ERR_TEST_ODD", "/number"),
        ("test.halve", "[1]", "ERR_PINTLE_INVALID_TYPE", ""),
        (
            "test.shout",
            r#"{"text":"a","style":"fancy"}"#,
            "ERR_PINTLE_INVALID_VALUE",
            "/style",
        ),
        (
            "test.shout",
            r#"{"text":"a","uperCase":true}"#,
            "ERR_PINTLE_UNKNOWN_ARG",
            "/uperCase",
        ),
        (
            "test.shout",
            r#"{"text":"a","limit":-1}"#,
            "ERR_PINTLE_OUT_OF_RANGE",
            "/limit",
        ),
        (
            "test.scale",
            r#"{"target":[1],"factors":[2]}"#,
            "ERR_PINTLE_DIRECT_ONLY",
            "/target",
        ),
        ("test.fail", r"{}", "ERR_PINTLE_PANIC", ""),
        ("test.hlve", r"{}", "ERR_PINTLE_UNKNOWN_COMMAND", ""),
    ];
    pintle::panic::install_hook();
    for (method, params, code, pointer) in cases {
        let error = call(method, params).unwrap_err();
        assert_eq!(
            (error.code(), error.pointer()),
            (code, pointer),
            "{method} {params}: {error}"
        );
    }
}

#[test]
fn messages_say_what_was_expected_and_given() {
    let message = |method, params| call(method, params).unwrap_err().to_string();
    assert_eq!(
        message("test.halve", r#"{"number":1.5}"#),
        "test.halve: number: expected an integer from -2147483648 to 2147483647 (i32), got 1.5"
    );
    assert_eq!(
        message("test.shout", r#"{"text":"a","style":"plan"}"#),
        "test.shout: style: expected \"plain\" or \"veryFancy\", got \"plan\"; did you mean \"plain\"?"
    );
    assert!(message("test.hlve", "{}").ends_with("did you mean \"test.halve\"?"));
}

#[test]
fn the_contract_describes_everything() {
    let contract = contract();
    let document: serde_json::Value = serde_json::from_str(contract.text()).unwrap();
    let halve = &document["x-commands"]["test.halve"];
    assert_eq!(
        halve["description"],
        "Halves an even number.\n\nNothing is rounded."
    );
    assert_eq!(
        halve["paramsSchema"]["properties"]["number"]["maximum"],
        2_147_483_647
    );
    assert_eq!(
        document["$defs"]["Options"]["properties"]["style"]["default"],
        "plain"
    );
    assert_eq!(document["x-commands"]["test.scale"]["directOnly"], true);
    assert_eq!(
        document["x-commands"]["test.shout"]["params"][2]["required"],
        false
    );
    assert!(contract.hash().starts_with("sha256-"));
    assert_eq!(
        contract.hash(),
        Contract::new("test", "2.0.0", FAMILIES).hash()
    );
}
