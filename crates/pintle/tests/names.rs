//! Names that the code which the macros write could hide, and names that JavaScript knows: the types,
//! commands and fields of somebody who has not read that code.

use pintle::{Command, Context, Contract, Family, Value, json};

mod constructor {
    use pintle::{Command, Data, command};

    /// Types that are named like what the macros write.
    #[derive(Data, Debug)]
    pub struct Function {
        pub mark: u8,
    }

    #[derive(Data, Debug)]
    pub struct A {
        pub inner: S,
    }

    #[derive(Data, Debug)]
    pub struct S {
        pub inner: K,
    }

    #[derive(Data, Debug)]
    pub struct K {
        pub function: Function,
    }

    /// A raw name, and fields that JavaScript has on every object.
    #[expect(
        non_camel_case_types,
        clippy::struct_field_names,
        reason = "it is what is tried"
    )]
    #[derive(Data, Debug)]
    pub struct r#type {
        pub r#type: u8,
        pub constructor: u8,
        pub has_own_property: u8,
        pub prototype: u8,
        pub default: u8,
        pub source: u8,
        pub slot_0: u8,
    }

    #[expect(non_camel_case_types, reason = "it is what is tried")]
    #[derive(Data, Debug, PartialEq)]
    pub enum Word {
        r#await,
        ToString,
    }

    #[command]
    pub fn context(arguments: A, cx: &pintle::Context) -> A {
        assert!(cx.check().is_ok());
        arguments
    }

    #[command(blocking)]
    pub fn constructor(class: K) -> K {
        class
    }

    #[command]
    pub fn r#match(r#type: r#type, r#yield: Word, new: u8) -> r#type {
        assert_eq!((r#yield, new), (Word::r#await, 1));
        r#type
    }

    #[command]
    pub fn to_string(arguments: Function, context: Function, value_of: Function) -> Function {
        Function {
            mark: arguments.mark + context.mark + value_of.mark,
        }
    }

    /// Two that begin alike.
    #[command]
    pub fn sync() {}

    #[command]
    pub fn sync_it() {}

    /// Something that has no macro, and does not hide it either.
    #[expect(dead_code, reason = "only its name matters")]
    static COMMAND: Option<&Command> = None;
}

pintle::families! {
    constructor => [context, constructor, r#match, to_string, sync, sync_it],
}

fn call(method: &str, params: &str) -> String {
    let contract = Contract::new("names", "1.0.0", FAMILIES);
    let params = json::parse(params).expect("JSON");
    let method = contract.method(method).expect("a method");
    let result: Value = method.call(&params, &Context::DETACHED).expect("a result");
    json::to_json(&result).expect("JSON")
}

#[test]
fn no_name_of_the_authors_is_hidden() {
    let k = r#"{"function":{"mark":7}}"#;
    let a = format!(r#"{{"inner":{{"inner":{k}}}}}"#);
    assert_eq!(
        call("constructor.context", &format!(r#"{{"arguments":{a}}}"#)),
        a
    );
    assert_eq!(
        call("constructor.constructor", &format!(r#"{{"class":{k}}}"#)),
        k
    );
    let marks = r#"{"arguments":{"mark":1},"context":{"mark":2},"valueOf":{"mark":4}}"#;
    assert_eq!(call("constructor.toString", marks), r#"{"mark":7}"#);
}

#[test]
fn raw_names_are_the_plain_ones() {
    let fields = r#"{"type":1,"constructor":2,"hasOwnProperty":3,"prototype":4,"default":5,"source":6,"slot0":7}"#;
    let params = format!(r#"{{"type":{fields},"yield":"await","new":1}}"#);
    assert_eq!(call("constructor.match", &params), fields);
    let contract = Contract::new("names", "1.0.0", FAMILIES);
    assert!(contract.text().contains(r##""$ref":"#/$defs/type""##));
    assert!(!contract.text().contains("r#"));
}

/// What an addon might have that was not checked when it was compiled.
mod unchecked {
    use pintle::{
        Command, Data, DeclaredKind, Describe, ErrorKind, Value,
        command::{Param, ParamKind},
        schema::Schema,
    };

    #[derive(Data)]
    pub struct KillOptions {
        pub signal: Option<String>,
    }

    pub static MINE: ErrorKind = ErrorKind {
        code: "ERR_PINTLE_IO",
        summary: "Mine.",
        fix: "None.",
    };

    const fn command(
        name: &'static str,
        params: &'static [Param],
        errors: &'static [DeclaredKind],
    ) -> Command {
        Command {
            name,
            description: "",
            params,
            result: |_| Schema::Null,
            item: None,
            errors,
            effects: &[],
            variables: &[],
            blocking: true,
            portable: false,
            confined: false,
            lines: false,
            receiver: None,
            invoke: |_, _| Ok(Value::Null),
            begin: None,
        }
    }

    pub static KILL: Command = command(
        "kill",
        &[Param {
            name: "options",
            kind: ParamKind::Options,
            schema: <KillOptions as Describe>::schema,
            optional: false,
        }],
        &[],
    );
    pub static RESIZE: Command = command("resize", &[], &[]);
    pub static RESIZE_SYNC: Command = command("resizeSync", &[], &[]);
    pub static FAIL: Command = command(
        "fail",
        &[],
        &[DeclaredKind {
            kind: &MINE,
            details: None,
        }],
    );
}

fn contract_of(commands: &'static [&'static Command]) {
    let families = [Family {
        name: "image",
        commands,
    }];
    Contract::new("mine", "1.0.0", &families);
}

#[test]
#[should_panic(expected = "mine: image.kill: an option cannot be named signal: every call has")]
fn an_option_that_would_never_arrive_is_refused() {
    contract_of(const { &[&unchecked::KILL] });
}

#[test]
#[should_panic(expected = "mine: image.resizeSync: that is the name of the synchronous twin")]
fn a_command_named_like_a_twin_is_refused() {
    contract_of(const { &[&unchecked::RESIZE_SYNC, &unchecked::RESIZE] });
}

#[test]
#[should_panic(expected = "mine: two kinds of error share the code ERR_PINTLE_IO")]
fn a_code_is_that_of_one_kind() {
    contract_of(const { &[&unchecked::FAIL] });
}
