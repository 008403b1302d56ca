//! What commands borrow that go on when their caller does, called by name.

#![allow(missing_docs)]

use std::sync::Arc;

use pintle::{
    Bytes, Command, Context, Value, command,
    command::Params,
    data::{Column, Lend, Lent},
    json::from_json,
};

/// Where the data is, and how long it is.
#[command(blocking)]
pub fn place(data: &[u8]) -> (u64, u32) {
    (data.as_ptr() as u64, data.len() as u32)
}

/// The same.
#[expect(clippy::unused_async, reason = "it is ready when it is polled")]
#[command]
pub async fn place_async(data: &[u8]) -> (u64, u32) {
    place(data)
}

/// The same of numbers.
#[command(blocking)]
pub fn place_of_numbers(data: &[f64], name: &str) -> (u64, u32) {
    (data.as_ptr() as u64, (data.len() + name.len()) as u32)
}

fn run(command: &Command, fields: Vec<(&'static str, Value)>) -> Value {
    let fields = fields.into_iter().map(|(name, value)| (name.into(), value));
    let params = Value::object(fields.collect());
    (command.invoke)(&Params::new(&params).unwrap(), &Context::DETACHED).unwrap()
}

fn answer(place: *const u8, length: f64) -> Value {
    Value::list(vec![
        Value::BigInt(place.addr() as i128),
        Value::Number(length),
    ])
}

#[test]
fn the_result_of_an_earlier_step_is_lent_as_it_is() {
    let bytes = Bytes::from(vec![1_u8; 100_000]);
    let expected = answer(bytes.as_ptr(), 100_000.0);
    for command in [&place::COMMAND, &place_async::COMMAND] {
        let data = Value::Bytes(bytes.clone());
        assert_eq!(run(command, vec![("data", data)]), expected);
    }
    let numbers = Arc::new(vec![0.5; 1000]);
    let data = Value::Column(Column::F64(Arc::clone(&numbers)));
    assert_eq!(
        run(
            &place_of_numbers::COMMAND,
            vec![("data", data), ("name", "abc".into())]
        ),
        answer(numbers.as_ptr().cast(), 1003.0)
    );
}

#[test]
fn what_json_has_is_read_first() {
    let length = |command: &Command, json: &str| {
        let params = from_json(json).unwrap();
        let result = (command.invoke)(&Params::new(&params).unwrap(), &Context::DETACHED);
        result.map(|result| match result {
            Value::List(items) => items[1].clone(),
            other => other,
        })
    };
    let number = |number| Ok::<_, ()>(Value::Number(number));
    let ok = |command, json| length(command, json).map_err(drop);
    assert_eq!(ok(&place::COMMAND, r#"{"data":"AAEC"}"#), number(3.0));
    let numbers = r#"{"data":[1,2.5],"name":""}"#;
    assert_eq!(ok(&place_of_numbers::COMMAND, numbers), number(2.0));
    let error = length(&place::COMMAND, r#"{"data":"A"}"#).unwrap_err();
    assert_eq!(error.error().pointer(), "/data");
    let error = length(&place_of_numbers::COMMAND, r#"{"data":[1,"2"],"name":""}"#).unwrap_err();
    assert_eq!(error.error().pointer(), "/data/1");
}

#[test]
fn memory_of_others_is_borrowed_when_the_function_begins() {
    struct Ended;
    impl Lend<u8> for Ended {
        fn lend(&self) -> Result<&[u8], pintle::Error> {
            Err(pintle::Error::new(
                &pintle::errors::CANCELLED,
                "it has ended",
            ))
        }
    }
    use pintle::command::BlockingCallable;
    let lent = (Lent::of_other(Ended),);
    let outcome = place::Function::call_owned(lent, &Context::DETACHED);
    assert_eq!(outcome.unwrap_err().code(), "ERR_PINTLE_CANCELLED");
}
