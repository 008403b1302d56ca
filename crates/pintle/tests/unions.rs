//! Unions: how they are read and written, and what their errors say.

#![allow(missing_docs, reason = "the types are only compared")]

use pintle::{
    Bytes, Contract, Data, Decode, Encode, Error, Value, command,
    data::ValueSink,
    json::{from_json, to_json},
};

#[derive(Data)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Data)]
#[data(tag = "kind")]
pub enum Shape {
    Circle {
        radius: f64,
    },
    Rect {
        w: f64,
        h: f64,
    },
    Named(Point),
    Group {
        shapes: Vec<Shape>,
        frame: Option<Box<Shape>>,
    },
    Raw {
        data: Bytes,
    },
    Empty,
}

mod test {
    use super::*;

    #[command]
    pub fn area(shape: Shape) -> f64 {
        match shape {
            Shape::Circle { radius } => radius,
            Shape::Rect { w, h } => w * h,
            Shape::Named(Point { x, y }) => x + y,
            Shape::Group { shapes, frame } => {
                shapes.into_iter().map(area).sum::<f64>() + frame.map_or(0.0, |shape| area(*shape))
            }
            Shape::Raw { data } => data.len() as f64,
            Shape::Empty => 0.0,
        }
    }
}

pintle::addon! { test => [area] }

/// The value that a document is read as, written again; or all that its error says.
fn read<T: Decode + Encode>(document: &str) -> Result<String, String> {
    let value = from_json(document).unwrap();
    let read = T::decode(value.view()).and_then(|value| value.encode(ValueSink));
    read.map(|value| to_json(&value).unwrap())
        .map_err(|error: Error| format!("{} {} {}", error.code(), error.pointer(), error.message()))
}

#[test]
fn what_is_read_is_written_again() {
    for document in [
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"kind":"rect","w":1,"h":2}"#,
        r#"{"kind":"named","x":1,"y":2}"#,
        r#"{"kind":"group","shapes":[{"kind":"empty"}],"frame":{"kind":"raw","data":"AAA="}}"#,
        r#"{"kind":"empty"}"#,
    ] {
        assert_eq!(read::<Shape>(document).as_deref(), Ok(document));
    }
    // Wherever the tag is.
    let tag_last = r#"{"radius":1.5,"kind":"circle"}"#;
    let tag_first = r#"{"kind":"circle","radius":1.5}"#;
    assert_eq!(read::<Shape>(tag_last).as_deref(), Ok(tag_first));
}

#[test]
fn errors_are_inside_the_alternative() {
    for (document, expected) in [
        ("5", "ERR_PINTLE_INVALID_TYPE  expected an object, got 5"),
        (
            "[]",
            "ERR_PINTLE_INVALID_TYPE  expected an object, got an array",
        ),
        (
            r#"{"radius":1}"#,
            "ERR_PINTLE_MISSING_ARG /kind a value is required",
        ),
        (
            r#"{"kind":"circel","radius":1}"#,
            "ERR_PINTLE_INVALID_VALUE /kind expected \"circle\" or \"rect\" or \"named\" or \"group\" or \"raw\" \
             or \"empty\", got \"circel\"; did you mean \"circle\"?",
        ),
        (
            r#"{"kind":"circle","radius":"1"}"#,
            "ERR_PINTLE_INVALID_TYPE /radius expected a finite number, got \"1\"",
        ),
        (
            r#"{"kind":"circle"}"#,
            "ERR_PINTLE_MISSING_ARG /radius a value is required",
        ),
        (
            r#"{"kind":"empty","radius":1}"#,
            "ERR_PINTLE_UNKNOWN_ARG /radius there is no such argument",
        ),
        (
            r#"{"kind":"circle","radus":1}"#,
            "ERR_PINTLE_UNKNOWN_ARG /radus there is no such argument; did you mean \"radius\"?",
        ),
        (
            r#"{"kind":"group","shapes":[{"kind":"empty"},{"kind":"named","x":1}]}"#,
            "ERR_PINTLE_MISSING_ARG /shapes/1/y a value is required",
        ),
    ] {
        assert_eq!(
            read::<Shape>(document),
            Err(expected.to_owned()),
            "{document}"
        );
    }
}

#[test]
fn the_check_without_types_says_the_same() {
    let contract = Contract::new("test", "1.0.0", FAMILIES);
    let read_back = Contract::from_document(contract.text()).unwrap();
    assert_eq!(read_back.text(), contract.text());
    let method = contract.method("test.area").unwrap();
    for shape in [
        "5",
        "[]",
        "null",
        "{}",
        r#"{"kind":5}"#,
        r#"{"kind":null}"#,
        r#"{"kind":"circel"}"#,
        r#"{"kind":"circle","radius":"1"}"#,
        r#"{"kind":"circle"}"#,
        r#"{"kind":"empty","radius":1}"#,
        r#"{"kind":"group","shapes":[{"kind":"empty"},{"kind":"named","x":1}]}"#,
    ] {
        let params = from_json(&format!("{{\"shape\":{shape}}}")).unwrap();
        let context = pintle::Context::DETACHED;
        let of_call = method.call(&params, &context).unwrap_err();
        let of_call = of_call.error();
        for contract in [&contract, &read_back] {
            let method = contract.method("test.area").unwrap();
            let of_check = method.check_params(params.view(), contract.defs());
            let of_check = of_check.unwrap_err();
            assert_eq!(of_check.code(), of_call.code(), "{shape}");
            assert_eq!(of_check.pointer(), of_call.pointer(), "{shape}");
            assert_eq!(of_check.message(), of_call.message(), "{shape}");
        }
    }
}

#[test]
fn what_a_plan_has_yet_to_fill_in_passes() {
    let contract = Contract::new("test", "1.0.0", FAMILIES);
    let method = contract.method("test.area").unwrap();
    let object = |fields: &[(&'static str, Value)]| {
        let fields = fields.iter().cloned();
        let fields = fields.map(|(name, value)| (name.into(), value));
        fields.collect::<Value>()
    };
    let passes = |shape: Value| {
        let params = object(&[("shape", shape)]);
        method.check_params(params.view(), contract.defs())
    };
    assert!(passes(Value::Pending).is_ok());
    assert!(passes(object(&[("kind", Value::Pending), ("radius", "1".into())])).is_ok());
    let radius = object(&[("kind", "circle".into()), ("radius", Value::Pending)]);
    assert!(passes(radius).is_ok());
    let unknown = object(&[("kind", "circle".into()), ("w", Value::Pending)]);
    assert_eq!(passes(unknown).unwrap_err().pointer(), "/shape/w");
}

#[derive(Data)]
#[data(untagged)]
pub enum Cell {
    Text(String),
    Many(Vec<i64>),
    At(Point),
}

/// What a plan knows of a reference before it runs.
mod references {
    use pintle::{
        Describe,
        schema::{Defs, Reached, Schema, may_fit},
    };

    use super::*;

    /// The type at a place, in words; or the number of the token that leads nowhere.
    fn at<T: Describe>(pointer: &str) -> Result<String, usize> {
        let mut defs = Defs::default();
        let schema = T::schema(&mut defs);
        let tokens = pintle::pointer::tokens(pointer).unwrap();
        let reached = schema.inside(&tokens, &defs)?;
        Ok(match reached {
            Reached::Unknown => "unknown".into(),
            other => other.schema().in_words(),
        })
    }

    fn fits<From: Describe, To: Describe>() -> bool {
        let mut defs = Defs::default();
        let (from, to) = (From::schema(&mut defs), To::schema(&mut defs));
        may_fit(&from, &to, &defs)
    }

    #[test]
    fn lead_into_unions_and_tuples() {
        assert_eq!(at::<Shape>("/kind").as_deref(), Ok("text"));
        assert_eq!(at::<Shape>("/radius").as_deref(), Ok("a number"));
        assert_eq!(at::<Shape>("/shapes/0/x").as_deref(), Ok("a number"));
        assert_eq!(at::<Shape>("/frame/kind").as_deref(), Ok("text"));
        assert_eq!(at::<Shape>("/kind/0"), Err(1));
        assert_eq!(at::<Shape>("/radus"), Err(0));
        assert_eq!(at::<(f64, Vec<Shape>)>("/1/0/w").as_deref(), Ok("a number"));
        assert_eq!(at::<(f64, String)>("/2"), Err(0));
        assert_eq!(at::<(f64, String)>("/a"), Err(0));
        assert_eq!(at::<[u32; 2]>("/1").as_deref(), Ok("an integer (u32)"));
        assert_eq!(at::<[u32; 2]>("/2"), Err(0));
        assert_eq!(at::<Cell>("/y").as_deref(), Ok("a number"));
        assert_eq!(at::<Cell>("/0").as_deref(), Ok("a bigint (i64)"));
        assert_eq!(at::<Cell>("/z"), Err(0));
    }

    #[test]
    fn fit_what_has_a_value_of_both() {
        assert!(fits::<String, Cell>() && fits::<Cell, String>());
        assert!(fits::<Option<Cell>, Point>());
        assert!(!fits::<f64, Cell>() && !fits::<Cell, bool>());
        assert!(fits::<Shape, Point>(), "both are objects");
        assert!(!fits::<Shape, String>());
        assert!(fits::<(f64, f64), (f64, f64)>() && fits::<(String, f64), Vec<Value>>());
        assert!(!fits::<(f64, f64), (f64, f64, f64)>());
        assert!(!fits::<(f64, f64), (f64, String)>());
        assert!(!fits::<[String; 2], [String; 3]>() && !fits::<[String; 2], (String,)>());
        assert!(fits::<[f64; 3], Vec<f64>>() && !fits::<[f64; 3], Vec<f32>>());
    }

    #[test]
    fn items_are_known_where_they_are_the_same() {
        let mut defs = Defs::default();
        let cell = Cell::schema(&mut defs);
        assert_eq!(cell.item(&defs), Some(Schema::Any));
        assert_eq!(Shape::schema(&mut defs).item(&defs), None);
        let pair = <(String, String)>::schema(&mut defs);
        assert_eq!(pair.item(&defs), Some(Schema::String));
        let mixed = <(String, f64)>::schema(&mut defs);
        assert_eq!(mixed.item(&defs), Some(Schema::Any));
    }
}

#[test]
fn unions_from_elsewhere_are_distinct() {
    let contract = Contract::new("test", "1.0.0", FAMILIES);
    let with = |union: &str| {
        let mut document: serde_json::Value = serde_json::from_str(contract.text()).unwrap();
        document["$defs"]["Odd"] = serde_json::from_str(union).unwrap();
        Contract::from_document(&document.to_string())
    };
    let union = |types: &str| with(&format!(r#"{{"oneOf":[{types}],"description":""}}"#));
    let text = r#"{"type":"string"}"#;
    let flag = r#"{"type":"boolean"}"#;
    assert!(union(&format!("{text},{flag}")).is_ok());
    for types in [
        &format!("{text},{text}"),
        r##"{"$ref":"#/$defs/Odd"}"##,
        r#"{"type":"null"}"#,
        "{}",
        &format!(r#"{text},{{"anyOf":[{flag},{{"type":"null"}}]}}"#),
        // What a bigint, a set and a column are in JSON.
        &format!(r##"{text},{{"$ref":"#/$defs/Shape"}},{{"$ref":"#/$defs/Point"}}"##),
    ] {
        let error = union(types).unwrap_err();
        assert!(error.pointer().starts_with("/$defs"), "{types}: {error}");
    }
    let circle = r#"{"type":"object","description":"","properties":{"kind":{"const":"a"}},"required":["kind"],"additionalProperties":false}"#;
    let tagged = |all: &str| {
        with(&format!(
            r#"{{"type":"object","oneOf":[{all}],"description":""}}"#
        ))
    };
    assert!(tagged(circle).is_ok());
    assert!(
        tagged(&format!("{circle},{circle}")).is_err(),
        "one tag twice"
    );
    assert!(tagged("").is_err(), "no tag");
}
