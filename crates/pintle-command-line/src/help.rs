//! The help text of a command, and its line in a list.

use pintle::{
    Value,
    command::{Param, ParamKind},
    contract::Method,
    json,
    schema::{Defs, Field},
};

use crate::{
    Program,
    kind::{Kind, kebab, type_name},
    layout::section,
};

/// The parameters that are given by position, each with its field.
pub(crate) fn positional(method: &Method) -> impl Iterator<Item = (&Param, &Field)> {
    let params = method.command().params.iter();
    let params = params.filter(|param| param.kind != ParamKind::Options);
    params.filter_map(|param| {
        let mut fields = method.fields().iter();
        let field = fields.find(|field| field.name == param.name)?;
        Some((param, field))
    })
}

/// The fields of the options.
fn options(method: &Method) -> impl Iterator<Item = &Field> {
    let fields = method.fields().iter();
    fields.filter(|field| positional(method).all(|(param, _)| param.name != field.name))
}

/// A command as it is typed: `math.sum <values...>`.
pub fn usage(method: &Method, defs: &Defs) -> String {
    let mut text = method.name().to_owned();
    if options(method).next().is_some() {
        text.push_str(" [options]");
    }
    let last = positional(method).count().saturating_sub(1);
    for (index, (param, field)) in positional(method).enumerate() {
        let is_many = index == last && Kind::of(&field.schema, defs).is_many();
        let name = format!("{}{}", param.name, if is_many { "..." } else { "" });
        text.push_str(&if param.optional {
            format!(" [{name}]")
        } else {
            format!(" <{name}>")
        });
    }
    text
}

/// A command as a function: `math.sum(values: i32[])`.
pub fn signature(method: &Method, defs: &Defs) -> String {
    let mark = |optional| if optional { "?" } else { "" };
    let mut params: Vec<_> = positional(method)
        .map(|(param, field)| {
            let of = type_name(&field.schema, defs);
            format!("{}{}: {of}", param.name, mark(param.optional))
        })
        .collect();
    if options(method).next().is_some() {
        let optional = options(method).all(|field| field.optional);
        params.push(format!("options{}", mark(optional)));
    }
    format!("{}({})", method.name(), params.join(", "))
}

/// The first paragraph of a command's documentation, on one line.
pub fn summary(method: &Method) -> String {
    let description = method.command().description;
    let first = description.split("\n\n").next().unwrap_or_default();
    first.replace('\n', " ")
}

/// What `METHOD --help` writes.
pub fn help(program: &Program, method: &Method, defs: &Defs) -> String {
    let mut text = format!("Usage: {} {}\n", program.name, usage(method, defs));
    let description = method.command().description.trim_end();
    if !description.is_empty() {
        text.extend(["\n", description, "\n"]);
    }
    let arguments = positional(method).map(|(_, field)| term(field, defs));
    section(&mut text, "Arguments, by position or as options", arguments);
    let options = options(method).map(|field| term(field, defs));
    section(&mut text, "Options", options);
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
    let name = kebab(field.name);
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
    let default = field.default.as_ref().filter(|value| is_worth_saying(value));
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
    if method.fields().iter().any(|field| Kind::of(&field.schema, defs).is_many()) {
        add("...", "several words, or the option several times");
    }
    let has_bytes = |field: &Field| type_name(&field.schema, defs).contains("bytes");
    if method.fields().iter().any(has_bytes) {
        add("<bytes>", "the text itself, @FILE for the content of a file, or @- for stdin");
    }
    rows
}
