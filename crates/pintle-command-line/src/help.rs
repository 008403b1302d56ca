//! The help text of a command, and its line in a list.

use pintle::{
    Value,
    contract::Method,
    json,
    names::kebab,
    schema::{Defs, Field},
};

use crate::{
    Program,
    kind::{Kind, type_name},
    layout::section,
};

/// A command as it is typed: `math.sum <values...>`.
pub fn usage(method: &Method, defs: &Defs) -> String {
    let (positional, options) = method.split_fields();
    let mut text = method.name().to_owned();
    if !options.is_empty() {
        text.push_str(" [options]");
    }
    for (index, field) in positional.iter().enumerate() {
        let is_last = index + 1 == positional.len();
        let is_many = is_last && Kind::of(&field.schema, defs).is_many();
        let name = format!("{}{}", field.name, if is_many { "..." } else { "" });
        let (open, close) = if field.optional {
            ('[', ']')
        } else {
            ('<', '>')
        };
        text.extend([' ', open]);
        text.push_str(&name);
        text.push(close);
    }
    text
}

/// A command as a function: `math.sum(values: i32[])`.
pub fn signature(method: &Method, defs: &Defs) -> String {
    let mark = |optional| if optional { "?" } else { "" };
    let (positional, options) = method.split_fields();
    let param = |field: &Field| {
        let of = type_name(&field.schema, defs);
        format!("{}{}: {of}", field.name, mark(field.optional))
    };
    let mut params: Vec<_> = positional.iter().map(param).collect();
    if !options.is_empty() {
        let optional = options.iter().all(|field| field.optional);
        params.push(format!("options{}", mark(optional)));
    }
    format!("{}({})", method.name(), params.join(", "))
}

/// The first paragraph of a command's documentation, on one line.
pub fn summary(method: &Method) -> String {
    let description = method.description();
    let first = description.split("\n\n").next().unwrap_or_default();
    first.replace('\n', " ")
}

/// What `METHOD --help` writes.
pub fn help(program: &Program, method: &Method, defs: &Defs) -> String {
    let mut text = format!("Usage: {} {}\n", program.name, usage(method, defs));
    let description = method.description().trim_end();
    if !description.is_empty() {
        text.extend(["\n", description, "\n"]);
    }
    let (positional, options) = method.split_fields();
    let rows = |fields: &[Field]| -> Vec<_> { fields.iter().map(|one| term(one, defs)).collect() };
    section(
        &mut text,
        "Arguments, by position or as options",
        rows(positional),
    );
    section(&mut text, "Options", rows(options));
    section(&mut text, "Values", values(method, defs));
    let own = program.options.iter().map(|option| {
        let value = option.value.as_ref();
        let value = value.map_or_else(String::new, |value| format!(" <{value}>"));
        let term = format!("--{}{value}", option.name);
        (term, option.description.clone())
    });
    let asks = ("-h, --help".to_owned(), "show this text".to_owned());
    let title = format!("Options of {}", program.name);
    section(&mut text, &title, own.chain([asks]));
    text
}

/// A field as an option, and what it is for.
fn term(field: &Field, defs: &Defs) -> (String, String) {
    let name = kebab(&field.name);
    let term = match Kind::of(&field.schema, defs) {
        Kind::Bool if field.default == Some(Value::Bool(false)) => format!("--{name}"),
        Kind::Bool => format!("--[no-]{name}"),
        Kind::List(item) => format!("--{name} <{}>...", type_name(&item, defs)),
        Kind::Map(_) => format!("--{name} <{}>...", type_name(&field.schema, defs)),
        _ => format!("--{name} <{}>", type_name(&field.schema, defs)),
    };
    (term, described(field))
}

fn described(field: &Field) -> String {
    let default = field
        .default
        .as_ref()
        .filter(|value| is_worth_saying(value));
    let default = default.and_then(|value| json::to_json(value).ok());
    let default = default.map_or_else(String::new, |text| format!(" (default: {text})"));
    format!("{}{default}", field.description)
}

/// Whether a default is something else than that nothing was given.
fn is_worth_saying(default: &Value) -> bool {
    match default {
        Value::Null | Value::Bool(false) => false,
        Value::List(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => true,
    }
}

/// What is not plain from the names of the types.
fn values(method: &Method, defs: &Defs) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut add = |term: &str, text: &str| rows.push((term.to_owned(), text.to_owned()));
    if method
        .fields()
        .iter()
        .any(|field| Kind::of(&field.schema, defs).is_many())
    {
        add("...", "several words, or the option several times");
    }
    let has_bytes = |field: &Field| type_name(&field.schema, defs).contains("bytes");
    if method.fields().iter().any(has_bytes) {
        add(
            "<bytes>",
            "the text itself, @FILE for the content of a file, or @- for stdin",
        );
    }
    rows
}
