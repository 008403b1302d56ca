//! Reading values of any type.

use crate::{
    Date, Decode, Error, Value,
    data::{
        ColumnType, Columnar, Fault, Level, Source, decode_set, describe_text, javascript::Kind,
        javascript::number_text,
    },
    errors,
    resource::shown,
};

/// A value of JavaScript.
pub trait JsReader<'s>: Source<'s> {
    /// What it is.
    fn kind(self) -> Kind;
    /// The name of its class, if it is an object of one.
    fn class(self) -> Option<String>;
    /// What messages call it, if it is an instance of a resource's class.
    fn resource_words(self) -> Option<String>;
}

/// Reads whatever is there: what JSON can hold, bigints, bytes and columns.
pub fn read<'s>(source: impl JsReader<'s>) -> Result<Value, Error> {
    read_kind(source, source.kind())
}

fn read_kind<'s>(source: impl JsReader<'s>, kind: Kind) -> Result<Value, Error> {
    let failed =
        |fault: Fault| fault.expected("a value that JSON or a typed array can hold", source);
    match kind {
        Kind::Undefined | Kind::Null => Ok(Value::Null),
        Kind::Boolean => source.bool().map(Value::Bool).map_err(failed),
        Kind::Number => match source.number() {
            Ok(number) if number.is_finite() => Ok(Value::Number(number)),
            Ok(_) => Err(Fault::OutOfRange.expected("a finite number", source)),
            Err(fault) => Err(failed(fault)),
        },
        Kind::BigInt => {
            let signed = source.int64().map(i128::from);
            let number = signed.or_else(|_| source.uint64().map(i128::from));
            number
                .map(Value::BigInt)
                .map_err(|fault| fault.expected("a bigint of 64 bits", source))
        }
        Kind::String => source
            .string()
            .map(|text| Value::from(&*text))
            .map_err(failed),
        Kind::Symbol | Kind::Function | Kind::External => Err(failed(Fault::WrongType)),
        Kind::List => read_list(source),
        Kind::Date => Date::decode(source).map(Value::Date),
        Kind::Set => read_set(source),
        Kind::Object => read_object(source).or_else(|error| resource_or(error, source)),
        kind => read_typed_array(source, kind)
            .map_err(|fault| fault.expected("a typed array that a command can take", source)),
    }
}

fn read_list<'s>(source: impl JsReader<'s>) -> Result<Value, Error> {
    let _level = Level::enter()?;
    let length = source
        .list_len()
        .map_err(|fault| fault.expected("an array", source))?;
    let mut items = Vec::with_capacity(length.min(4096) as usize);
    source.each(length, &mut |item| match item.kind() {
        Kind::Undefined => Err(Fault::WrongType.expected("a value that JSON can hold", item)),
        kind => {
            items.push(read_kind(item, kind)?);
            Ok(())
        }
    })?;
    Ok(Value::list(items))
}

fn read_set<'s>(source: impl JsReader<'s>) -> Result<Value, Error> {
    let mut items = Vec::new();
    decode_set(source, read, |item| {
        items.push(item);
        true
    })?;
    Ok(Value::set(items))
}

fn read_object<'s, S: JsReader<'s>>(source: S) -> Result<Value, Error> {
    let mut fields = Vec::new();
    let mut visit = |name: &str, value: S| {
        let value = read(value).map_err(|error| error.within(name))?;
        fields.push((name.to_owned().into(), value));
        Ok(())
    };
    source
        .properties(&mut visit)
        .map_err(|fault| fault.expected("a plain object", source))?;
    Ok(fields.into_iter().collect())
}

/// The resource that a value is an instance of, if it is one; it is not a plain object.
#[cold]
fn resource_or<'s>(error: Error, source: impl JsReader<'s>) -> Result<Value, Error> {
    if *error.kind() != errors::INVALID_TYPE || !error.pointer().is_empty() {
        return Err(error);
    }
    match source.resource() {
        Ok(resource) => Ok(Value::Resource(resource.into_owned())),
        Err(Fault::Inside(error)) => Err(error),
        Err(_) => Err(error),
    }
}

fn read_typed_array<'s>(source: impl JsReader<'s>, kind: Kind) -> Result<Value, Fault> {
    if kind == Kind::Uint8Array {
        return source.owned_bytes().map(Value::Bytes);
    }
    let mut types = ColumnType::ALL.iter();
    let column = types.find(|column| column.kind() == kind);
    column
        .ok_or(Fault::WrongType)?
        .read(source)
        .map(Value::Column)
}

/// `1.5`, `"text"`, `undefined`, `an array`: what the caller passed, for a message.
#[cold]
pub fn describe<'s>(source: impl JsReader<'s>) -> String {
    match source.kind() {
        Kind::Boolean => source.bool().unwrap_or_default().to_string(),
        Kind::Number => number_text(source.number().unwrap_or_default()),
        Kind::BigInt => match (source.int64(), source.uint64()) {
            (Ok(number), _) => format!("{number}n"),
            (_, Ok(number)) => format!("{number}n"),
            _ => "a larger bigint".into(),
        },
        Kind::String => source.string().map_or_else(
            |_| "a string that is not valid Unicode".into(),
            |text| describe_text(&text),
        ),
        Kind::Object => describe_object(source),
        kind => kind.shown().into(),
    }
}

/// What precedes the name of a class.
fn article(class: &str) -> &'static str {
    if class.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    }
}

/// The error for arguments by position that are more than there are parameters.
#[cold]
pub fn too_many_arguments(names: &[&str], passed: usize) -> Error {
    let message = format!("expected at most {} arguments, got {passed}", names.len());
    Error::new(&errors::UNKNOWN_ARG, message).at(&format!("/{}", names.len()))
}

/// The error for an argument that is not memory which a command can change.
#[cold]
pub fn in_place_fault<'s, T: Columnar>(fault: Fault, name: &str, source: impl Source<'s>) -> Error {
    let expected = format!("a column of numbers ({})", T::TYPE);
    fault.expected(&expected, source).within(name)
}

fn describe_object<'s>(source: impl JsReader<'s>) -> String {
    if let Ok(resource) = source.resource() {
        return shown(resource.kind().name());
    }
    let of_class = || {
        let class = source.class()?;
        Some(format!("{} {class}", article(&class)))
    };
    let words = source.resource_words().or_else(of_class);
    words.unwrap_or_else(|| Kind::Object.shown().into())
}
