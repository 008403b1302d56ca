use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value as JsonValue, json};

use super::{Json, write};
use crate::{
    Bytes, Decode, Encode, Error, Value,
    data::{Clamped, MAX_NESTING, ValueSink},
    json::{from_json, to_json},
};

/// What serde can say, in every form that it has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Unit,
    Newtype(u8),
    Tuple(i64, String),
    Struct {
        #[serde(rename = "a/b~c")]
        odd: f64,
        inner: Option<Box<Shape>>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Everything {
    unit: (),
    flag: bool,
    letter: char,
    small: i8,
    large: u64,
    single: f32,
    float: f64,
    pair: (u8, String),
    shapes: Vec<Shape>,
    by_number: BTreeMap<i32, Option<bool>>,
    #[serde(flatten)]
    rest: BTreeMap<String, JsonValue>,
}

fn everything() -> Everything {
    let inner = Some(Box::new(Shape::Tuple(-1, "ä".into())));
    Everything {
        unit: (),
        flag: true,
        letter: 'ä',
        small: -128,
        large: (1 << 53) - 1,
        single: 0.5,
        float: -0.0,
        pair: (1, "b".into()),
        shapes: vec![
            Shape::Unit,
            Shape::Newtype(7),
            Shape::Struct { odd: 1e300, inner },
        ],
        by_number: [(-1, None), (2, Some(true))].into(),
        rest: [("more".to_owned(), json!([1, null, { "x": 1.5 }]))].into(),
    }
}

fn read<T: Decode>(text: &str) -> Result<T, Error> {
    T::decode(from_json(text)?.view())
}

fn written<T: Serialize + 'static>(value: T) -> Result<Value, Error> {
    Json(value).encode(ValueSink)
}

/// The code without its prefix, the place, and the message.
fn parts<T>(result: Result<T, Error>) -> (String, String, String) {
    let error = result.err().expect("an error");
    let code = error.code().replace("ERR_PINTLE_", "");
    (code, error.pointer().into(), error.message().into())
}

#[test]
fn every_form_is_that_of_serde_json() {
    let text = to_json(&written(everything()).unwrap()).unwrap();
    let read_by_serde: JsonValue = serde_json::from_str(&text).unwrap();
    assert_eq!(read_by_serde, serde_json::to_value(everything()).unwrap());
    assert_eq!(read::<Json<Everything>>(&text).unwrap().0, everything());
    let value = read::<JsonValue>(&text).unwrap();
    assert_eq!(value, read_by_serde);
    assert_eq!(to_json(&value.encode(ValueSink).unwrap()).unwrap(), text);
}

#[test]
fn bytes_are_lists() {
    struct Raw;
    impl Serialize for Raw {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&[0, 255])
        }
    }
    assert_eq!(to_json(&written(Raw).unwrap()).unwrap(), "[0,255]");
}

#[test]
fn what_javascript_would_change_is_not_written() {
    let infinite = Shape::Struct {
        odd: f64::INFINITY,
        inner: None,
    };
    let (code, place, _) = parts(written(vec![Shape::Unit, infinite]));
    assert_eq!([&*code, &*place], ["NOT_FINITE", "/1/Struct/a~1b~0c"]);
    let (code, place, _) = parts(written([("x", f32::NAN)]));
    assert_eq!([&*code, &*place], ["NOT_FINITE", "/0/1"]);

    let most = (1_i64 << 53) - 1;
    assert_eq!(
        to_json(&written(-most).unwrap()).unwrap(),
        "-9007199254740991"
    );
    let (code, place, message) = parts(written(Shape::Tuple(most + 1, String::new())));
    assert_eq!([&*code, &*place], ["OUT_OF_RANGE", "/Tuple/0"]);
    let expected = "the result is 9007199254740992, beyond what a number holds exactly";
    assert_eq!(message, expected);
    for error in [
        parts(written(u64::MAX)),
        parts(written(i128::MIN)),
        parts(written(u128::MAX)),
        parts(json!(u64::MAX).encode(ValueSink)),
    ] {
        assert_eq!(error.0, "OUT_OF_RANGE");
    }
    // A float is what it is in JavaScript too.
    let large = 2_f64.powi(80);
    assert_eq!(written(large).unwrap(), Value::Number(large));
}

#[test]
fn what_json_does_not_have_is_not_written() {
    #[derive(Serialize)]
    struct Twice {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, u8>,
    }
    let rest = BTreeMap::from([("a".to_owned(), 2)]);
    let (code, _, message) = parts(written(Twice { a: 1, rest }));
    assert_eq!(
        [&*code, &*message],
        ["INVALID_VALUE", "the result has the name \"a\" twice"]
    );

    let keys = BTreeMap::from([((1, 2), 3)]);
    let (code, _, message) = parts(written(keys));
    assert_eq!(
        [&*code, &*message],
        ["INVALID_VALUE", "key must be a string"]
    );
}

#[test]
fn what_is_not_of_json_is_not_read() {
    let other = [
        Value::BigInt(1),
        Value::Bytes(Bytes::default()),
        Value::set(vec![]),
        vec![1.5].encode(ValueSink).unwrap(),
        vec![Clamped(1)].encode(ValueSink).unwrap(),
    ];
    for value in other {
        let list = Value::list(vec![Value::Null, Value::list(vec![value])]);
        let one = parts(JsonValue::decode(list.view()));
        assert_eq!([&*one.0, &*one.1], ["INVALID_TYPE", "/1/0"]);
        assert!(
            one.2
                .starts_with("expected a value that JSON can hold, got ")
        );
        assert_eq!(parts(Json::<JsonValue>::decode(list.view())), one);
    }
}

#[test]
fn errors_of_serde_have_their_place() {
    let cases = [
        (
            r#"{"Struct":{"a/b~c":1,"inner":{"Tuple":[1,2]}}}"#,
            "/Struct/inner/Tuple/1",
        ),
        (r#"{"Newtype":256}"#, "/Newtype"),
        (r#"{"Newtype":1.5}"#, "/Newtype"),
        (r#"{"Tuple":[9007199254740992,"a"]}"#, "/Tuple/0"),
        (r#""Other""#, ""),
    ];
    for (text, place) in cases {
        let (code, pointer, message) = parts(read::<Json<Shape>>(text));
        assert_eq!([&*code, &*pointer], ["INVALID_VALUE", place], "{text}");
        let json: JsonValue = serde_json::from_str(text).unwrap();
        let expected = serde_json::from_value::<Shape>(json).map_err(|error| error.to_string());
        // From the text, serde would read an integer that JavaScript may have rounded.
        if place != "/Tuple/0" {
            assert_eq!(message, expected.unwrap_err(), "{text}");
        }
    }
}

#[test]
fn numbers_are_those_of_javascript() {
    for text in [
        "0",
        "-0",
        "1.5",
        "9007199254740991",
        "-9007199254740991",
        "1e+21",
        "5e-324",
    ] {
        let value = read::<JsonValue>(text).unwrap();
        let again = value.clone().encode(ValueSink).unwrap();
        assert_eq!(again, from_json(text).unwrap(), "{text}");
        assert_eq!(
            value.is_f64(),
            text.contains(['.', 'e']) || text == "-0",
            "{text}"
        );
    }
    assert_eq!(read::<Json<u64>>("1").unwrap().0, 1);
    assert_eq!(read::<Json<f64>>("1").unwrap().0.to_bits(), 1_f64.to_bits());
}

fn nested(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

#[test]
fn levels_are_limited() {
    let most = usize::try_from(MAX_NESTING).unwrap();
    let deepest = read::<JsonValue>(&nested(most)).unwrap();
    assert!(deepest.clone().encode(ValueSink).is_ok());
    let (code, place, _) = parts(JsonValue::Array(vec![deepest]).encode(ValueSink));
    assert_eq!((&*code, place.len() / 2), ("INVALID_VALUE", most));

    let deepest = read::<Json<JsonValue>>(&nested(most)).unwrap();
    assert!(deepest.encode(ValueSink).is_ok());
    assert_eq!(
        parts(read::<Json<JsonValue>>(&nested(most + 1))),
        parts(read::<JsonValue>(&nested(most + 1)))
    );
}

/// Of these, serde takes much more of the stack for a level than of others.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Text(String),
    List(Vec<Untagged>),
    Held { inner: Box<Untagged> },
}

/// What the flattened field holds goes through a buffer of serde's.
#[derive(Serialize, Deserialize)]
struct Flat {
    inner: Option<Box<Flat>>,
    #[serde(flatten)]
    more: std::collections::BTreeMap<String, JsonValue>,
}

/// As in a thread of the pool, which reads what another process has sent.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}

#[test]
fn every_level_that_is_accepted_fits_the_stack() {
    on_a_small_stack(|| {
        // As many as take an acceptable time: what an untagged value holds is read once for each level around it.
        let levels = 400;
        let mixed = "[{\"inner\":".repeat(levels / 2) + "\"a\"" + &"}]".repeat(levels / 2);
        let value = read::<Json<Untagged>>(&mixed).unwrap();
        let again = value.encode(ValueSink).unwrap();
        assert_eq!(again, from_json(&mixed).unwrap());
    });
    on_a_small_stack(|| {
        let levels = usize::try_from(MAX_NESTING).unwrap() - 1;
        let flat = "{\"inner\":".repeat(levels) + "null" + &"}".repeat(levels);
        let value = read::<Json<Flat>>(&flat).unwrap();
        assert!(value.encode(ValueSink).is_ok());
    });
}

#[test]
fn a_stack_that_cannot_drop_a_value_does_not_read_it() {
    let value = from_json(&nested(900)).unwrap();
    let read = move || parts(Json::<JsonValue>::decode(value.view()).map(|Json(value)| value));
    let thread = std::thread::Builder::new().stack_size(768 << 10);
    let (code, _, message) = thread.spawn(read).unwrap().join().unwrap();
    assert_eq!(code, "INVALID_VALUE");
    assert!(
        message.ends_with("more than this thread's stack allows"),
        "{message}"
    );
}

/// Rust would drop it by recursion.
#[test]
fn a_result_of_any_number_of_levels_is_no_crash() {
    let mut deep = JsonValue::Null;
    for _ in 0..200_000 {
        deep = JsonValue::Array(vec![deep]);
    }
    assert!(write::serialize(&JsonValue::Null).is_ok());
    assert_eq!(parts(deep.encode(ValueSink)).0, "INVALID_VALUE");
}
