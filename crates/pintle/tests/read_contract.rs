//! A contract that is read back from its document is the same contract, and no document ends the process.

#![allow(
    missing_docs,
    unused_variables,
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    reason = "the commands only take arguments"
)]

use std::{collections::BTreeMap, path::PathBuf, sync::LazyLock};

use pintle::{
    Bytes, Contract, Data, ErrorKind, Strings, Value, command, contract::Method, json::from_json,
};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value as Json, json};

/// A colour.
#[derive(Data)]
pub enum Colour {
    /// As blood.
    Red,
    DarkGreen,
}

#[derive(Data)]
pub struct Inner {
    /// What it is called.
    pub name: String,
    pub colours: Vec<Colour>,
    pub more: Option<Vec<Inner>>,
}

#[derive(Data)]
#[data(default)]
pub struct Options {
    pub flag: bool,
    pub level: u8,
    pub ratio: f64,
    pub big: i64,
    pub labels: BTreeMap<String, Option<String>>,
    pub blob: Bytes,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            flag: true,
            level: 200,
            ratio: -1.5e-300,
            big: i64::MIN,
            labels: BTreeMap::from([("a".into(), None), ("b".into(), Some("c".into()))]),
            blob: Bytes::from(vec![0, 255]),
        }
    }
}

pub static BROKEN: ErrorKind = ErrorKind {
    code: "ERR_TEST_BROKEN",
    summary: "It is broken.",
    fix: "Mend it.",
};

mod test {
    use super::*;

    #[command(errors(BROKEN), portable)]
    pub fn scalars(
        flag: bool,
        tiny: i8,
        short: i16,
        int: i32,
        byte: u8,
        word: u16,
        unsigned: u32,
        float: f64,
        big: i64,
        bigger: u64,
        maybe: Option<i32>,
    ) -> Option<u64> {
        None
    }

    #[command]
    pub fn texts(
        text: &str,
        path: PathBuf,
        bytes: Bytes,
        paths: Strings,
        colour: Colour,
        any: Value,
        inner: Inner,
        options: Options,
    ) -> Vec<Inner> {
        Vec::new()
    }

    #[command]
    pub fn columns(
        ints: Vec<i32>,
        unsigned: Vec<u32>,
        floats: &[f64],
        bigs: Vec<i64>,
        biggers: Vec<u64>,
        lists: Vec<Vec<bool>>,
    ) -> Bytes {
        Bytes::default()
    }

    #[command]
    pub fn in_place(values: &mut [f64]) {}
}

pintle::addon! { test => [scalars, texts, columns, in_place] }

fn own() -> Contract {
    Contract::new("test", "1.2.3", FAMILIES)
}

static DOCUMENT: LazyLock<Json> =
    LazyLock::new(|| serde_json::from_str(own().text()).expect("JSON"));

/// Pintle's own, as it is committed.
const COMMITTED: &str = include_str!("../../../lib/generated/contract.json");

#[test]
fn what_is_read_is_written_again() {
    let contract = own();
    let read = Contract::from_document(contract.text()).unwrap();
    assert_eq!(read.text(), contract.text());
    assert_eq!(read.hash(), contract.hash());
    for (read, written) in read.methods().iter().zip(contract.methods()) {
        // Defaults are what JSON has for them.
        let types = |method: &Method| {
            let fields = method.fields().iter();
            let types =
                fields.map(|field| (field.name.clone(), field.schema.clone(), field.optional));
            types.collect::<Vec<_>>()
        };
        assert_eq!(types(read), types(written));
        assert_eq!(read.result(), written.result());
    }
}

#[test]
fn pintles_own_is_read_and_written_again() {
    let committed: Json = serde_json::from_str(COMMITTED).unwrap();
    let read = Contract::from_document(COMMITTED).unwrap();
    let written: Json = serde_json::from_str(read.text()).unwrap();
    assert!(written == committed);
    assert_eq!(committed["x-contract"]["hash"], read.hash());
}

#[test]
fn its_values_are_checked_and_its_commands_cannot_be_called() {
    let contract = own();
    let read = Contract::from_document(contract.text()).unwrap();
    let params = from_json(r#"{ "values": [1, "2"] }"#).unwrap();
    let errors = [&read, &contract].map(|contract| {
        let method = contract.method("test.inPlace").unwrap();
        let error = method.check_params(params.view(), contract.defs());
        error.unwrap_err().to_string()
    });
    assert_eq!(errors[0], errors[1]);
    let method = read.method("test.inPlace").unwrap();
    let error = method.check_callable().unwrap_err();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_DIRECT_ONLY", "/values")
    );
    let error = method.command().unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_UNKNOWN_COMMAND");
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let document = &*DOCUMENT;
    let scalars = "/x-commands/test.scalars";
    for (at, value) in [
        ("/x-contract/version", json!(2)),
        ("/x-contract/name", json!(null)),
        ("/$defs/Colour/oneOf/0/const", json!(1)),
        ("/$defs/Options", json!({ "type": "object" })),
        ("/x-errors/ERR_TEST_BROKEN/fix", json!([])),
        (&*format!("{scalars}/blocking"), json!("no")),
        (&format!("{scalars}/params/0/name"), json!("tiny")),
        (&format!("{scalars}/params/1/schema/maximum"), json!(128)),
        (&format!("{scalars}/params/1/schema/x-type"), json!("i128")),
        (&format!("{scalars}/params/0/kind"), json!("options")),
        (&format!("{scalars}/effects"), json!(["magic"])),
        (
            &format!("{scalars}/result"),
            json!({ "$ref": "#/$defs/None" }),
        ),
        (&format!("{scalars}/directOnly"), json!(true)),
        ("/x-commands", json!({ "noFamily": {} })),
    ] {
        let mut wrong = document.clone();
        *wrong.pointer_mut(at).unwrap() = value;
        let error = Contract::from_document(&wrong.to_string()).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE", "{at}: {error}");
        let near = at.starts_with(error.pointer()) || error.pointer().starts_with(at);
        assert!(near && !error.pointer().is_empty(), "{at}: {error}");
    }
    for text in ["", "null", "[]", "{", &"[".repeat(100_000)] {
        assert!(Contract::from_document(text).is_err());
    }
}

#[test]
fn options_that_are_shared_cannot_fill_the_memory() {
    let mut document = DOCUMENT.clone();
    let command = &document["x-commands"]["test.texts"];
    let many = (0..10_000).map(|index| (format!("test.n{index}"), command.clone()));
    document["x-commands"] = many.collect::<serde_json::Map<_, _>>().into();
    let error = Contract::from_document(&document.to_string()).unwrap_err();
    assert!(error.message().contains("at most"), "{error}");
}

/// Puts `value` in the place of some part, or takes that away.
fn change(document: &mut Json, steps: &[Index], value: Option<Json>) {
    let Some((step, rest)) = steps.split_first() else {
        *document = value.unwrap_or(Json::Null);
        return;
    };
    match document {
        Json::Object(fields) if !fields.is_empty() => {
            let name = fields.keys().nth(step.index(fields.len())).cloned();
            let name = name.unwrap_or_default();
            match (rest, value) {
                ([], None) => drop(fields.remove(&name)),
                (rest, value) => change(&mut fields[&name], rest, value),
            }
        }
        Json::Array(items) if !items.is_empty() => {
            let index = step.index(items.len());
            match (rest, value) {
                ([], None) => drop(items.remove(index)),
                (rest, value) => change(&mut items[index], rest, value),
            }
        }
        other => *other = value.unwrap_or(Json::Null),
    }
}

/// What may be in a contract, elsewhere.
fn piece() -> BoxedStrategy<Option<Json>> {
    let elsewhere = vec(any::<Index>(), 0..7).prop_map(|steps| {
        let mut here = &*DOCUMENT;
        for step in steps {
            here = match here {
                Json::Object(fields) if !fields.is_empty() => {
                    fields.values().nth(step.index(fields.len())).unwrap()
                }
                Json::Array(items) if !items.is_empty() => &items[step.index(items.len())],
                other => other,
            };
        }
        Some(here.clone())
    });
    prop_oneof![
        Just(None),
        elsewhere,
        any::<i64>().prop_map(|number| Some(number.into())),
        ".{0,4}".prop_map(|text| Some(text.into())),
        Just(Some(json!({}))),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_document_is_refused_or_read_as_it_is(
        changes in vec((vec(any::<Index>(), 1..8), piece()), 1..3)
    ) {
        let mut document = DOCUMENT.clone();
        for (steps, value) in changes {
            change(&mut document, &steps, value);
        }
        if let Ok(contract) = Contract::from_document(&document.to_string()) {
            let written: Json = serde_json::from_str(contract.text()).unwrap();
            for part in ["$defs", "x-commands", "x-errors"] {
                prop_assert_eq!(&written[part], &document[part]);
            }
        }
    }
}
