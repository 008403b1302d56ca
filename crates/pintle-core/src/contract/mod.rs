//! The contract: everything about an addon's commands, in one document.

mod document;
mod patterns;

use std::{collections::BTreeMap, sync::OnceLock};

use document::Document;

use crate::{
    Context, Error, ErrorKind, Invocation, Value,
    command::{Command, ParamKind, Params},
    errors, names,
    schema::{Defs, Field, Schema, Shape},
    suggest::did_you_mean,
};

/// Commands that belong together, under the name by which TypeScript imports them.
#[derive(Debug)]
pub struct Family {
    /// The name, such as `math`.
    pub name: &'static str,
    /// The commands.
    pub commands: &'static [&'static Command],
}

/// The commands of one addon, ready to be described, checked and called by name.
#[derive(Debug)]
pub struct Contract {
    methods: Vec<Method>,
    by_name: BTreeMap<String, usize>,
    defs: Defs,
    name: String,
    version: String,
    /// Built on first use: a program that loads an addon often does not need it.
    document: OnceLock<Document>,
    /// Commands that other builds have, but this program cannot have.
    elsewhere: Vec<String>,
}

/// A command under its full name.
#[derive(Debug)]
pub struct Method {
    name: String,
    command: &'static Command,
    params: Vec<Schema>,
    fields: Vec<Field>,
    result: Schema,
}

impl Contract {
    /// The contract of an addon with that name and version.
    ///
    /// # Panics
    /// If two types share a name, two kinds of error share a code, or something has a forbidden
    /// name (see [`names`]): mistakes of the addon's author. The macros detect all but the first
    /// two of them when the addon is compiled.
    pub fn new(name: &str, version: &str, families: &[Family]) -> Self {
        names::check_families(&format!("{name}: "), families);
        let mut defs = Defs::default();
        let mut methods = Vec::new();
        let mut by_name = BTreeMap::new();
        for family in families {
            for command in family.commands {
                let method = Method::new(name, family.name, command, &mut defs);
                by_name.insert(method.name.clone(), methods.len());
                methods.push(method);
            }
        }
        if let Some((one, other)) = defs.conflicts().first() {
            panic!("{name}: {one} and {other} have the same short name; rename one of them");
        }
        if let Some(code) = error_kinds(&methods).1.first() {
            panic!("{name}: two kinds of error share the code {code}; rename one of them");
        }
        Self {
            methods,
            by_name,
            defs,
            name: name.to_owned(),
            version: version.to_owned(),
            document: OnceLock::new(),
            elsewhere: Vec::new(),
        }
    }

    /// The same contract with the names of commands that are not portable and so not in it: calling
    /// one of them reports that, rather than an unknown command.
    #[must_use]
    pub fn with_elsewhere(mut self, names: Vec<String>) -> Self {
        self.elsewhere = names;
        self
    }

    /// The document: JSON Schema 2020-12 with the section `x-commands`.
    pub fn text(&self) -> &str {
        &self.document().text
    }

    /// The content hash, `sha256-` and hexadecimal digits. It does not include the addon's version,
    /// so that two releases with the same commands are compatible.
    pub fn hash(&self) -> &str {
        &self.document().hash
    }

    fn document(&self) -> &Document {
        let Self { methods, defs, .. } = self;
        self.document
            .get_or_init(|| document::write(&self.name, &self.version, methods, defs))
    }

    /// The named types.
    pub fn defs(&self) -> &Defs {
        &self.defs
    }

    /// All methods, in the order of the addon's list.
    pub fn methods(&self) -> &[Method] {
        &self.methods
    }

    /// The method of that name.
    ///
    /// # Errors
    /// `ERR_PINTLE_UNKNOWN_COMMAND`, with the closest name; `ERR_PINTLE_NOT_PORTABLE`.
    pub fn method(&self, name: &str) -> Result<&Method, Error> {
        self.by_name
            .get(name)
            .map(|index| &self.methods[*index])
            .ok_or_else(|| self.missing(name))
    }

    fn missing(&self, name: &str) -> Error {
        if self.elsewhere.iter().any(|other| other == name) {
            let message = "it is not portable, so it is not available in WebAssembly";
            return Error::new(&errors::NOT_PORTABLE, message).of_command(name);
        }
        let names = self.by_name.keys().chain(&self.elsewhere);
        let hint = did_you_mean(name, names.map(String::as_str));
        let message = format!("there is no command \"{name}\"{hint}");
        Error::new(&errors::UNKNOWN_COMMAND, message)
    }
}

/// What may go wrong in any of the commands, by code; and the codes that two kinds share.
fn error_kinds(
    methods: &[Method],
) -> (
    BTreeMap<&'static str, &'static ErrorKind>,
    Vec<&'static str>,
) {
    let own = methods.iter().flat_map(|method| method.command.errors);
    let (mut kinds, mut twice) = (BTreeMap::new(), Vec::new());
    for &kind in errors::ALL.iter().chain(own) {
        let known: &ErrorKind = kinds.entry(kind.code).or_insert(kind);
        if (known.summary, known.fix) != (kind.summary, kind.fix) {
            twice.push(kind.code);
        }
    }
    (kinds, twice)
}

impl Method {
    fn new(addon: &str, family: &str, command: &'static Command, defs: &mut Defs) -> Self {
        let name = format!("{family}.{}", command.name);
        let params: Vec<Schema> = command
            .params
            .iter()
            .map(|param| (param.schema)(defs))
            .collect();
        let mut fields: Vec<Field> = Vec::new();
        let params_by_name: Vec<_> = command.params.iter().map(|param| param.name).collect();
        for (param, schema) in command.params.iter().zip(&params) {
            let added = match (param.kind, defs.fields(schema)) {
                (ParamKind::Options, options) => {
                    let fields = options.unwrap_or_default().iter().map(|field| field.name);
                    let fields: Vec<_> = fields.collect();
                    let fields = options.is_some().then_some(&*fields);
                    names::check_options(&format!("{addon}: {name}"), &params_by_name, fields);
                    options.unwrap_or_default().to_vec()
                }
                _ => vec![Field {
                    name: param.name,
                    description: "",
                    schema: schema.clone(),
                    optional: param.optional,
                    default: None,
                }],
            };
            fields.extend(added);
        }
        Self {
            name,
            command,
            params,
            fields,
            result: (command.result)(defs),
        }
    }

    /// The full name, such as `math.add`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The command itself.
    pub fn command(&self) -> &'static Command {
        self.command
    }

    /// The parameters and options as in JSON: side by side.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The type of the result.
    pub fn result(&self) -> &Schema {
        &self.result
    }

    /// Runs the command on parameters by name, if the context's guard allows it.
    pub fn call(&self, params: &Value, context: &Context) -> Result<Value, Error> {
        let invocation = Invocation {
            method: &self.name,
            command: self.command,
            params,
        };
        invocation.run(context)
    }

    /// Checks parameters without running the command, with the error that a call would return.
    /// Values that a plan has yet to fill in are accepted.
    pub fn check_params(&self, params: &Value, defs: &Defs) -> Result<(), Error> {
        let check = || {
            Params::new(params)?;
            crate::schema::check_fields(&self.fields, params.view(), defs)
        };
        check().map_err(|error: Error| error.of_command(&self.name))
    }

    /// Checks a result that did not come from the command itself.
    pub fn check_result(&self, result: &Value, defs: &Defs) -> Result<(), Error> {
        let checked = crate::schema::check(&self.result, result.view(), defs);
        checked.map_err(|error| error.of_command(&self.name))
    }
}

impl Defs {
    /// The names of an enum's values, when the schema is one.
    pub fn variants(&self, schema: &Schema) -> Option<&'static [(&'static str, &'static str)]> {
        match schema {
            Schema::Ref(name) => match self.get(name)?.shape {
                Shape::Enum(variants) => Some(variants),
                Shape::Struct(_) => None,
            },
            _ => None,
        }
    }
}
