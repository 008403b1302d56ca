//! The parameters that words add up to.

use std::sync::Arc;

use pintle::{
    Error, Name, Value,
    contract::Method,
    errors, pointer,
    schema::{Defs, Field, Schema},
};
use pintle_macros::Data;

use crate::{
    kind::Kind,
    word::{self, Meaning},
};

/// A place in the parameters whose bytes are in a file.
#[derive(Clone, Debug, Data)]
pub struct FileWord {
    /// The place, as a JSON Pointer. Until the file is read there are no bytes there.
    pub pointer: String,
    /// The file; `-` for stdin.
    pub file: String,
}

/// Parameters, as far as they are read.
#[derive(Debug)]
pub(crate) struct Parameters<'a> {
    method: &'a Method,
    defs: &'a Defs,
    given: Vec<Given>,
    files: Vec<FileWord>,
}

#[derive(Debug)]
struct Given {
    name: Name,
    value: Value,
    /// Whether no other word can add to it.
    is_whole: bool,
}

impl<'a> Parameters<'a> {
    pub(crate) fn new(method: &'a Method, defs: &'a Defs) -> Self {
        Self {
            method,
            defs,
            given: Vec::new(),
            files: Vec::new(),
        }
    }

    pub(crate) fn field(&self, matches: impl Fn(&Field) -> bool) -> Option<&'a Field> {
        self.method.fields().iter().find(|field| matches(field))
    }

    /// Adds what was typed for a field. Lists and maps grow with each word.
    pub(crate) fn add(&mut self, field: &Field, text: &str) -> Result<(), Error> {
        let kind = Kind::of(&field.schema, self.defs);
        let added = match &kind {
            _ if word::is_whole(&kind, text, self.defs) => {
                let place = pointer::token(&field.name);
                let value = word::meaning(&field.schema, text, self.defs);
                value.and_then(|meaning| {
                    let value = self.value(meaning, &place);
                    self.put(&field.name, value)
                })
            }
            Kind::List(item) => self.append(&field.name, item, text),
            Kind::Map(of) => self.insert(&field.name, of, text),
            _ => Ok(()),
        };
        added.map_err(|error| error.within(&field.name))
    }

    /// Sets a field that no other word can add to.
    fn put(&mut self, name: &Name, value: Value) -> Result<(), Error> {
        if self.found(name).is_some() {
            return Err(twice());
        }
        self.given.push(Given {
            name: name.clone(),
            value,
            is_whole: true,
        });
        Ok(())
    }

    /// Whether there is anything for that field.
    pub(crate) fn has(&self, field: &Field) -> bool {
        self.given.iter().any(|given| given.name == field.name)
    }

    /// The parameters by name, and where files belong in them.
    pub(crate) fn finish(self) -> (Value, Vec<FileWord>) {
        let fields = self.given.into_iter();
        let params = fields.map(|given| (given.name, given.value));
        (params.collect(), self.files)
    }

    fn found(&mut self, name: &str) -> Option<&mut Given> {
        self.given.iter_mut().find(|given| given.name == name)
    }

    fn value(&mut self, meaning: Meaning, place: &str) -> Value {
        match meaning {
            Meaning::Value(value) => value,
            Meaning::File(file) => {
                let pointer = place.to_owned();
                self.files.push(FileWord { pointer, file });
                Value::Bytes(Vec::new().into())
            }
        }
    }

    /// The list or map of that name, which others can add to.
    fn growing(&mut self, name: &Name, empty: Value) -> Result<&mut Value, Error> {
        let index = self.given.iter().position(|given| given.name == *name);
        let index = index.unwrap_or_else(|| {
            self.given.push(Given {
                name: name.clone(),
                value: empty,
                is_whole: false,
            });
            self.given.len() - 1
        });
        let given = &mut self.given[index];
        if given.is_whole {
            return Err(twice());
        }
        Ok(&mut given.value)
    }

    fn append(&mut self, name: &Name, item: &Schema, text: &str) -> Result<(), Error> {
        let index = match self.growing(name, Value::list(Vec::new()))? {
            Value::List(items) => items.len(),
            _ => 0,
        };
        let place = format!("{}/{index}", pointer::token(name));
        let meaning = word::meaning(item, text, self.defs);
        let meaning = meaning.map_err(|error| error.at(&format!("/{index}")))?;
        let value = self.value(meaning, &place);
        if let Value::List(items) = self.growing(name, Value::Null)? {
            Arc::make_mut(items).push(value);
        }
        Ok(())
    }

    fn insert(&mut self, name: &Name, of: &Schema, text: &str) -> Result<(), Error> {
        let (key, text) = word::entry(text)?;
        let place = format!("{}{}", pointer::token(name), pointer::token(key));
        let meaning = word::meaning(of, text, self.defs).map_err(|error| error.within(key))?;
        let value = self.value(meaning, &place);
        if let Value::Object(entries) = self.growing(name, Value::empty_object())? {
            if entries.iter().any(|(other, _)| other == key) {
                return Err(twice().within(key));
            }
            Arc::make_mut(entries).push((Name::Owned(key.to_owned()), value));
        }
        Ok(())
    }
}

fn twice() -> Error {
    Error::new(&errors::INVALID_VALUE, "given more than once")
}
