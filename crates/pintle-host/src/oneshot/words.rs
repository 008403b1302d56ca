//! The words behind a method: its parameters by position, and any of its fields as an option.

use std::{borrow::Cow, ffi::OsStr, sync::Arc};

use lexopt::{
    Arg::{Long, Short, Value as Word},
    Parser, ValueExt,
};
use pintle::{
    Name, Value,
    command::ParamKind,
    contract::Method,
    schema::{Field, Schema},
};

use super::typed::{self, Terms};
use crate::exit::Failure;

/// What was typed for a command.
pub(super) struct Typed {
    /// The parameters by name.
    pub(super) params: Value,
    /// Whether the result is to be one line of JSON.
    pub(super) one_line: bool,
    /// Whether only help is wanted.
    pub(super) help: bool,
}

/// The parameters, as far as they are read.
struct Reading<'a> {
    method: &'a Method,
    terms: Terms<'a>,
    fields: Vec<(Name, Value)>,
}

impl Typed {
    /// Reads what stands behind a method.
    pub(super) fn read(method: &Method, terms: Terms<'_>, words: Parser) -> Result<Self, Failure> {
        let mut reading = Reading {
            method,
            terms,
            fields: Vec::new(),
        };
        let mut typed = Self {
            params: Value::Null,
            one_line: false,
            help: false,
        };
        reading.read(words, &mut typed).map_err(|error| {
            let name = method.name();
            Failure::usage(format!("{name}: {error}; see {name} --help"))
        })?;
        typed.params = Value::object(reading.fields);
        Ok(typed)
    }
}

impl Reading<'_> {
    fn read(&mut self, mut parser: Parser, typed: &mut Typed) -> Result<(), lexopt::Error> {
        let mut words = Vec::new();
        loop {
            // A negative number is no option.
            if let Some(mut raw) = parser.try_raw_args()
                && let Some(number) = raw.next_if(is_negative)
            {
                words.push(number.string()?);
                continue;
            }
            match parser.next()? {
                None => break,
                Some(Short('h') | Long("help")) => typed.help = true,
                Some(Long("json")) => typed.one_line = true,
                Some(Word(word)) => words.push(word.string()?),
                Some(Long(name)) => {
                    let name = name.to_owned();
                    self.option(&name, &mut parser)?;
                }
                Some(other) => return Err(other.unexpected()),
            }
        }
        self.positional(words)
    }

    fn field(&self, matches: impl Fn(&Field) -> bool) -> Option<Field> {
        self.method
            .fields()
            .iter()
            .find(|field| matches(field))
            .cloned()
    }

    fn option(&mut self, name: &str, parser: &mut Parser) -> Result<(), lexopt::Error> {
        let is_bool = |field: &Field| *typed::required(&field.schema) == Schema::Bool;
        let Some(field) = self.field(|field| kebab(&field.name) == name) else {
            let off = name.strip_prefix("no-").unwrap_or_default();
            let field = self.field(|field| is_bool(field) && kebab(&field.name) == off);
            let field = field.ok_or_else(|| format!("there is no option --{name}"))?;
            return self.put(&field.name, Value::Bool(false));
        };
        if is_bool(&field) {
            let text = parser.optional_value().map(ValueExt::string).transpose()?;
            return self.typed(&field, text.as_deref().unwrap_or("true"));
        }
        let text = parser.value()?.string()?;
        self.typed(&field, &text)
    }

    /// Adds what was typed for a field; a list grows with each word.
    fn typed(&mut self, field: &Field, text: &str) -> Result<(), lexopt::Error> {
        let place = |error: String| format!("{}: {error}", field.name);
        if let Some(item) = typed::items(&field.schema)
            && !typed::is_whole_list(&item, text)
        {
            let item = typed::value(&item, text, self.terms).map_err(place)?;
            return self.append(&field.name, item);
        }
        if let Schema::Map(of) = typed::required(&field.schema) {
            let (name, value) = typed::entry(of, text, self.terms).map_err(place)?;
            return self.insert(&field.name, name, value);
        }
        let value = typed::value(&field.schema, text, self.terms).map_err(place)?;
        self.put(&field.name, value)
    }

    fn positional(&mut self, words: Vec<String>) -> Result<(), lexopt::Error> {
        let params = self.method.params();
        let names: Vec<&str> = params
            .iter()
            .filter(|param| param.kind != ParamKind::Options)
            .map(|param| &*param.name)
            .collect();
        for (index, word) in words.iter().enumerate() {
            let last = names.len().saturating_sub(1);
            let name = names.get(index.min(last)).copied().unwrap_or_default();
            let field = self.field(|field| field.name == name);
            // Only a list in the last place takes more than one word.
            let fits = |field: &Field| index <= last || typed::items(&field.schema).is_some();
            match field.filter(fits) {
                Some(field) => self.typed(&field, word)?,
                None => return Err(format!("unexpected {word:?}").into()),
            }
        }
        Ok(())
    }

    fn given(&mut self, name: &str) -> Option<&mut Value> {
        let mut fields = self.fields.iter_mut();
        fields.find_map(|(other, value)| (other == name).then_some(value))
    }

    fn put(&mut self, name: &Name, value: Value) -> Result<(), lexopt::Error> {
        if self.given(name).is_some() {
            return Err(format!("{name} is given twice").into());
        }
        self.fields.push((name.clone(), value));
        Ok(())
    }

    fn append(&mut self, name: &Name, item: Value) -> Result<(), lexopt::Error> {
        match self.given(name) {
            Some(Value::List(items)) => Arc::make_mut(items).push(item),
            _ => return self.put(name, Value::list(vec![item])),
        }
        Ok(())
    }

    fn insert(&mut self, name: &Name, entry: String, value: Value) -> Result<(), lexopt::Error> {
        let entry: Name = Cow::Owned(entry);
        match self.given(name) {
            Some(Value::Object(entries)) => {
                if entries.iter().any(|(other, _)| *other == entry) {
                    return Err(format!("{name}: {entry} is given twice").into());
                }
                Arc::make_mut(entries).push((entry, value));
                Ok(())
            }
            _ => self.put(name, [(entry, value)].into_iter().collect()),
        }
    }
}

fn is_negative(word: &OsStr) -> bool {
    let text = word.to_string_lossy();
    let mut letters = text.chars();
    letters.next() == Some('-') && letters.next().is_some_and(|letter| letter.is_ascii_digit())
}

/// A name as an option has it: `maxDepth` is `max-depth`.
pub(crate) fn kebab(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
