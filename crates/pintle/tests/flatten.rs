//! A struct with flattened fields is the same from outside as one that has all fields itself.

#![allow(missing_docs, reason = "the types are only compared")]

use pintle::{
    Data, Decode, Describe, Encode, Error, Value,
    data::ValueSink,
    json::from_json,
    schema::{Defs, Shape},
};

#[derive(Clone, Data, Debug)]
pub struct Limits {
    /// At least.
    #[data(default = 3)]
    pub least: u8,
    /// At most.
    pub most: u8,
}

#[derive(Clone, Data, Debug)]
pub struct Between {
    /// By which step.
    pub step: Option<f64>,
    #[data(flatten)]
    pub limits: Limits,
}

#[derive(Clone, Data, Debug)]
pub struct Flattened {
    /// The first.
    pub name: String,
    /// Not seen from outside.
    #[data(flatten)]
    pub between: Between,
    /// The last.
    #[data(default = vec![1, 2])]
    pub more: Vec<i32>,
}

#[derive(Clone, Data, Debug)]
pub struct Plain {
    /// The first.
    pub name: String,
    /// By which step.
    pub step: Option<f64>,
    /// At least.
    #[data(default = 3)]
    pub least: u8,
    /// At most.
    pub most: u8,
    /// The last.
    #[data(default = vec![1, 2])]
    pub more: Vec<i32>,
}

/// All may be left out, with other values than those of the flattened struct itself.
#[derive(Clone, Data, Debug)]
#[data(default)]
pub struct Options {
    #[data(default = true)]
    pub deep: bool,
    #[data(flatten, default = Limits { least: 1, most: 9 })]
    pub limits: Limits,
    pub label: Option<String>,
}

#[derive(Clone, Data, Debug)]
#[data(default)]
pub struct PlainOptions {
    #[data(default = true)]
    pub deep: bool,
    /// At least.
    #[data(default = 1)]
    pub least: u8,
    /// At most.
    #[data(default = 9)]
    pub most: u8,
    pub label: Option<String>,
}

/// The value that a document is read as, written again; or all that its error says.
fn read<T: Decode + Encode>(document: &str) -> Result<Value, String> {
    let value = from_json(document).unwrap();
    let read = T::decode(value.view()).and_then(|value| value.encode(ValueSink));
    read.map_err(|error: Error| format!("{} {} {}", error.code(), error.pointer(), error.message()))
}

fn shape<T: Describe>() -> Shape {
    let mut defs = Defs::default();
    let pintle::schema::Schema::Ref(name) = T::schema(&mut defs) else {
        panic!("not a named type");
    };
    assert_eq!(defs.iter().count(), 1, "the flattened types are not named");
    defs.get(&name).unwrap().shape.clone()
}

#[test]
fn the_schemas_are_the_same() {
    assert_eq!(shape::<Flattened>(), shape::<Plain>());
    assert_eq!(shape::<Options>(), shape::<PlainOptions>());
    assert_eq!(Flattened::FIELDS, Plain::FIELDS);
    assert_eq!(
        Flattened::FIELDS,
        Some(&["name", "step", "least", "most", "more"][..])
    );
}

#[test]
fn every_document_is_the_same() {
    for document in [
        r#"{ "name": "a", "most": 4 }"#,
        r#"{ "most": 4, "more": [], "least": 2, "step": 0.5, "name": "a" }"#,
        r#"{ "name": "a", "most": 4, "step": null }"#,
        // The errors: what is missing, unknown, misspelt, of another type, or too large.
        r#"{ "name": "a" }"#,
        r#"{ "most": 4 }"#,
        r#"{ "name": "a", "most": 4, "limits": { "least": 1 } }"#,
        r#"{ "name": "a", "most": 4, "laest": 1 }"#,
        r#"{ "name": "a", "most": 4, "least": null }"#,
        r#"{ "name": "a", "most": 256 }"#,
        r#"{ "name": "a", "most": 4, "more": [1, "2"] }"#,
        "[]",
    ] {
        assert_eq!(read::<Flattened>(document), read::<Plain>(document));
    }
    for document in [
        "{}",
        r#"{ "least": 5 }"#,
        r#"{ "deep": false, "most": 5, "label": "a" }"#,
        r#"{ "depe": false }"#,
        r#"{ "most": -1 }"#,
    ] {
        assert_eq!(read::<Options>(document), read::<PlainOptions>(document));
    }
}

#[test]
fn what_is_left_out_has_its_default() {
    let value = read::<Flattened>(r#"{ "name": "a", "most": 4 }"#).unwrap();
    let expected = r#"{ "name": "a", "step": null, "least": 3, "most": 4, "more": [1, 2] }"#;
    assert_eq!(value, read::<Plain>(expected).unwrap());
    let error = read::<Flattened>(r#"{ "name": "a", "most": 4, "laest": 1 }"#).unwrap_err();
    assert!(error.contains(r#"did you mean "least"?"#), "{error}");
}

#[test]
fn defaults_beside_fields_are_those_of_rust_too() {
    let Options {
        deep,
        limits: Limits { least, most },
        label,
    } = Options::default();
    assert_eq!((deep, least, most, label), (true, 1, 9, None));
    let empty = read::<Options>("{}").unwrap();
    assert_eq!(empty, Options::default().encode(ValueSink).unwrap());
}
