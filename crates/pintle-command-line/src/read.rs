//! The words after a method, one after the other.

use std::ffi::{OsStr, OsString};

use lexopt::{
    Arg::{Long, Short, Value as Word},
    Parser,
};
use pintle::{
    Error, Value,
    contract::Method,
    data::describe_text,
    did_you_mean, errors,
    names::kebab,
    schema::{Defs, Field},
};
use pintle_macros::Data;

use crate::{
    FileWord, Program,
    kind::{Kind, type_name},
    parameters::Parameters,
};

/// What was typed after a method.
#[derive(Debug)]
pub struct CommandLine {
    /// The options of the program itself, in order: its name, and its value if it takes one.
    pub own: Vec<(String, Option<String>)>,
    /// Whether only help is wanted.
    pub wants_help: bool,
    /// The parameters by name, as far as they could be read.
    pub params: Value,
    /// Where the contents of files belong in them.
    pub files: Vec<FileWord>,
    /// What is required and was not given.
    pub missing: Vec<Missing>,
    /// Why this is not a call of the command. Missing arguments are only reported if everything
    /// else is right.
    pub fault: Option<Error>,
}

/// A parameter that is required and was not given.
#[derive(Clone, Debug, Data)]
pub struct Missing {
    /// Its name.
    pub name: String,
    /// The option that sets it, with its dashes.
    pub option: String,
    /// What its type is called.
    pub type_name: String,
    /// Whether it takes several words.
    pub is_list: bool,
}

impl CommandLine {
    /// Reads the words after a method.
    pub fn read(
        program: &Program,
        method: &Method,
        defs: &Defs,
        words: impl IntoIterator<Item = OsString>,
    ) -> Self {
        let mut reading = Reading {
            program,
            method,
            defs,
            parameters: Parameters::new(method, defs),
            words: Vec::new(),
            own: Vec::new(),
            wants_help: false,
            fault: not_carried(method, defs),
        };
        reading.go_through(Parser::from_args(words));
        reading.place();
        reading.finish()
    }
}

/// An error for a command that takes or returns a resource: it would end with the program.
fn not_carried(method: &Method, defs: &Defs) -> Option<Error> {
    method.has_resources(defs).then(|| {
        let message = "a resource cannot be carried over a command line: call the command from a \
                       program, or as a step of a plan";
        Error::new(&errors::NOT_CARRIED, message).of_command(method.name())
    })
}

struct Reading<'a> {
    program: &'a Program,
    method: &'a Method,
    defs: &'a Defs,
    parameters: Parameters<'a>,
    words: Vec<Positional>,
    own: Vec<(String, Option<String>)>,
    wants_help: bool,
    fault: Option<Error>,
}

/// A word that is neither an option nor the value of one.
struct Positional {
    text: String,
    /// The flag right before it, which it may have been meant for.
    after: Option<String>,
}

impl Reading<'_> {
    /// Goes through all words. After a fault too: an option of the program may say how to report it.
    fn go_through(&mut self, mut parser: Parser) {
        let mut flag = None;
        loop {
            let after = flag.take();
            let outcome = if let Some(mut raw) = parser.try_raw_args()
                && let Some(number) = raw.next_if(is_negative)
            {
                self.word(number, None)
            } else {
                match parser.next() {
                    Ok(None) => return,
                    Ok(Some(Word(word))) => self.word(word, after),
                    Ok(Some(Short('h'))) => {
                        self.wants_help = true;
                        Ok(())
                    }
                    Ok(Some(Short(letter))) => Err(self.unknown(&format!("-{letter}"))),
                    Ok(Some(Long(name))) => {
                        let name = name.to_owned();
                        self.option(&name, &mut parser, &mut flag)
                    }
                    Err(error) => Err(Error::new(&errors::UNKNOWN_ARG, error.to_string())),
                }
            };
            self.note(outcome);
        }
    }

    /// Keeps the first fault.
    fn note(&mut self, outcome: Result<(), Error>) {
        self.fault = self.fault.take().or(outcome.err());
    }

    fn word(&mut self, word: OsString, after: Option<String>) -> Result<(), Error> {
        let text = text(word)?;
        self.words.push(Positional { text, after });
        Ok(())
    }

    /// An option of the command, or else of the program. `flag` is set if it took no value.
    fn option(
        &mut self,
        name: &str,
        parser: &mut Parser,
        flag: &mut Option<String>,
    ) -> Result<(), Error> {
        let is_flag = |field: &Field| matches!(Kind::of(&field.schema, self.defs), Kind::Bool);
        if let Some(field) = self.parameters.field(|field| kebab(&field.name) == name) {
            let at = |error: Error| error.within(&field.name);
            let text = if !is_flag(field) {
                value(name, parser).map_err(at)?
            } else if let Some(value) = parser.optional_value() {
                text(value).map_err(at)?
            } else {
                *flag = Some(name.to_owned());
                "true".to_owned()
            };
            return self.parameters.add(field, &text);
        }
        let negated = name.strip_prefix("no-").unwrap_or_default();
        let negated = |field: &Field| is_flag(field) && kebab(&field.name) == negated;
        if let Some(field) = self.parameters.field(negated) {
            no_value(name, parser).map_err(|error| error.within(&field.name))?;
            *flag = Some(kebab(&field.name));
            return self.parameters.add(field, "false");
        }
        if let Some(option) = self.program.option(name) {
            let takes = option.value.is_some();
            let value = if takes {
                Some(value(name, parser)?)
            } else {
                no_value(name, parser)?;
                None
            };
            self.own.push((name.to_owned(), value));
            return Ok(());
        }
        if name == "help" {
            self.wants_help = true;
            return no_value(name, parser);
        }
        parser.optional_value();
        Err(self.unknown(&format!("--{name}")))
    }

    fn unknown(&self, option: &str) -> Error {
        let fields = self.method.fields().iter();
        let own = self.program.options.iter().map(|own| own.name.clone());
        let known: Vec<_> = fields
            .map(|field| kebab(&field.name))
            .chain(own)
            .map(|name| format!("--{name}"))
            .collect();
        let hint = did_you_mean(option, known.iter().map(String::as_str));
        let message = format!("there is no option {option}{hint}");
        Error::new(&errors::UNKNOWN_ARG, message)
    }

    /// Gives the words their places: one for each parameter, and all others to the last if that is a
    /// list or a map.
    fn place(&mut self) {
        let (fields, _) = self.method.split_fields();
        let many = fields.last().filter(|field| {
            let kind = Kind::of(&field.schema, self.defs);
            kind.is_many()
        });
        for (index, word) in std::mem::take(&mut self.words).into_iter().enumerate() {
            let outcome = match fields.get(index).or(many) {
                Some(field) => self.parameters.add(field, &word.text),
                None => Err(surplus(&word)),
            };
            self.note(outcome);
        }
    }

    fn finish(mut self) -> CommandLine {
        let required = self.method.fields().iter().filter(|field| !field.optional);
        let missing = required
            .filter(|field| !self.parameters.has(field))
            .map(|field| Missing {
                name: field.name.to_string(),
                option: format!("--{}", kebab(&field.name)),
                type_name: type_name(&field.schema, self.defs),
                is_list: matches!(Kind::of(&field.schema, self.defs), Kind::List(_)),
            })
            .collect();
        let (params, files) = self.parameters.finish();
        let name = self.method.name();
        let check = || self.method.check_params(params.view(), self.defs);
        let fault = self.fault.take().or_else(|| check().err());
        CommandLine {
            own: self.own,
            wants_help: self.wants_help,
            params,
            files,
            missing,
            fault: fault.map(|error| error.of_command(name)),
        }
    }
}

fn value(name: &str, parser: &mut Parser) -> Result<String, Error> {
    match parser.value() {
        Ok(value) => text(value),
        Err(_) => Err(Error::new(
            &errors::INVALID_VALUE,
            format!("--{name} needs a value"),
        )),
    }
}

fn no_value(name: &str, parser: &mut Parser) -> Result<(), Error> {
    match parser.optional_value() {
        Some(_) => Err(Error::new(
            &errors::UNKNOWN_ARG,
            format!("--{name} takes no value"),
        )),
        None => Ok(()),
    }
}

fn text(word: OsString) -> Result<String, Error> {
    word.into_string().map_err(|word| {
        let message = format!("{} is not valid UTF-8", word.display());
        Error::new(&errors::NOT_UTF8, message)
    })
}

fn surplus(word: &Positional) -> Error {
    let hint = match (&*word.text, &word.after) {
        (value @ ("true" | "false"), Some(flag)) => format!("; write --{flag}={value}"),
        _ => String::new(),
    };
    let message = format!("unexpected {}{hint}", describe_text(&word.text));
    Error::new(&errors::UNKNOWN_ARG, message)
}

/// A negative number is not an option.
fn is_negative(word: &OsStr) -> bool {
    let text = word.to_string_lossy();
    let number = text.strip_prefix('-').unwrap_or_default();
    number
        .strip_prefix('.')
        .unwrap_or(number)
        .starts_with(|letter: char| letter.is_ascii_digit())
}
