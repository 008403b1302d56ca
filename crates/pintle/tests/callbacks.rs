//! Callbacks and async commands as their authors write them.

#![allow(missing_docs, clippy::needless_pass_by_value)]

use std::panic::catch_unwind;

use pintle::{Callback, Context, Contract, Data, Error, Family, Value, command, json::from_json};

#[derive(Data)]
pub struct Place {
    pub name: String,
}

#[derive(Data)]
pub struct Options {
    pub ask: Option<Callback<(Place, u32), Vec<Place>>>,
}

/// Either of two.
#[derive(Data)]
#[data(tag = "kind")]
pub enum Either {
    Asks { ask: Callback<(), ()> },
    Waits,
}

mod test {
    use super::*;

    #[command(blocking)]
    pub fn ask(text: String, ask: Callback<(String,), String>) -> Result<String, Error> {
        ask.call((text,))
    }

    #[expect(clippy::unused_async, reason = "it is ready when it is polled")]
    #[command]
    pub async fn with_options(options: Options, cx: &Context) -> Result<bool, Error> {
        cx.check()?;
        Ok(options.ask.is_some())
    }

    #[command]
    pub async fn add(a: i32, b: i32) -> i32 {
        let (one, other) = (async { a }, async { b });
        one.await + other.await
    }
}

mod wrong {
    use super::*;

    #[command]
    pub fn synchronous(options: Options) -> bool {
        options.ask.is_some()
    }

    #[command]
    pub fn in_a_union(either: Vec<Either>) -> u32 {
        either.len() as u32
    }

    #[command(blocking)]
    pub fn result() -> Vec<Either> {
        Vec::new()
    }
}

pintle::families! { test => [add, ask, with_options] }

fn code(outcome: Result<Value, Error>) -> &'static str {
    outcome.map_or_else(|error| error.code(), |_| "ok")
}

fn call(method: &str, params: &str) -> Result<Value, Error> {
    let contract = Contract::new("test", "1.0.0", FAMILIES);
    let method = contract.method(method).unwrap();
    let outcome = method.call(&from_json(params).unwrap(), &Context::DETACHED);
    outcome.map_err(Error::from)
}

#[test]
fn an_async_command_is_called_by_name_as_any_other() {
    assert_eq!(
        call("test.add", r#"{"a": 2, "b": 40}"#).unwrap(),
        Value::Number(42.0)
    );
    assert_eq!(
        code(call("test.add", r#"{"a": "2", "b": 40}"#)),
        "ERR_PINTLE_INVALID_TYPE"
    );
    assert!(test::add::COMMAND.blocking && test::add::COMMAND.begin.is_some());
    assert!(test::ask::COMMAND.begin.is_none());
}

#[test]
fn json_has_no_callbacks() {
    for given in ["1", "\"f\"", "{}", "[]"] {
        let error = call("test.ask", &format!(r#"{{"text": "a", "ask": {given}}}"#)).unwrap_err();
        assert_eq!(
            (error.code(), error.pointer()),
            ("ERR_PINTLE_NOT_CARRIED", "/ask")
        );
        assert_eq!(
            error.message(),
            "a callback cannot be carried in JSON: call the command directly"
        );
        let options = format!(r#"{{"ask": {given}}}"#);
        assert_eq!(
            code(call("test.withOptions", &options)),
            "ERR_PINTLE_NOT_CARRIED"
        );
    }
    assert_eq!(
        code(call("test.ask", r#"{"text": "a"}"#)),
        "ERR_PINTLE_MISSING_ARG"
    );
    assert_eq!(call("test.withOptions", "{}").unwrap(), Value::Bool(false));
    assert_eq!(
        call("test.withOptions", r#"{"ask": null}"#).unwrap(),
        Value::Bool(false)
    );
}

#[test]
fn a_contract_with_callbacks_is_read_back() {
    let contract = Contract::new("test", "1.0.0", FAMILIES);
    let read = Contract::from_document(contract.text()).unwrap();
    assert_eq!(read.text(), contract.text());
    let document: serde_json::Value = serde_json::from_str(contract.text()).unwrap();
    let ask = &document["x-commands"]["test.ask"]["paramsSchema"]["properties"]["ask"];
    let expected = serde_json::json!({
        "not": {},
        "x-type": "callback",
        "x-params": [{ "type": "string" }],
        "x-result": { "type": "string" },
    });
    assert_eq!(*ask, expected);
    // No JSON value is valid.
    let schema = jsonschema::validator_for(ask).unwrap();
    for value in [
        serde_json::json!(null),
        serde_json::json!("f"),
        serde_json::json!({}),
    ] {
        assert!(!schema.is_valid(&value));
    }
}

#[test]
fn a_callback_where_it_could_not_be_called_is_the_authors_mistake() {
    pintle::panic::install_hook();
    for (command, expected) in [
        (
            &wrong::synchronous::COMMAND,
            "the callback in `options` can only be called",
        ),
        (
            &wrong::in_a_union::COMMAND,
            "the callback in `either` can only be called",
        ),
        (&wrong::result::COMMAND, "its result contains one"),
    ] {
        let commands: &'static [_] = Box::leak(Box::new([command]));
        let family = Family {
            name: "wrong",
            commands,
        };
        let panicked = catch_unwind(|| Contract::new("test", "1.0.0", &[family])).unwrap_err();
        let message = panicked.downcast_ref::<String>().unwrap();
        assert!(message.contains(expected), "{message}");
    }
}
