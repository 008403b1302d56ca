//! The contract: everything about an addon's commands, in one document.

mod callbacks;
mod calls;
mod document;
mod kinds;
mod method;
mod output;
mod patterns;
mod read;
mod resources;
mod types;

use std::{collections::BTreeMap, sync::OnceLock};

use document::Document;
use kinds::Kinds;

use crate::{Command, Error, errors, names, schema::Defs, suggest::did_you_mean};

pub use method::{Method, Parameter};
pub use output::Output;
pub(crate) use types::named_type;

/// Commands that belong together, under the name by which TypeScript imports them.
#[derive(Debug)]
pub struct Family {
    /// The name, such as `math`.
    pub name: &'static str,
    /// The commands.
    pub commands: &'static [&'static Command],
}

/// The commands of one addon, ready to be described and checked, and to be called by name where the
/// program has them.
#[derive(Debug)]
pub struct Contract {
    methods: Vec<Method>,
    by_name: BTreeMap<String, usize>,
    defs: Defs,
    kinds: Kinds,
    name: String,
    version: String,
    /// Built on first use: a program that loads an addon often does not need it.
    document: OnceLock<Document>,
    /// Commands that other builds have, but this program cannot have.
    not_portable: Vec<String>,
}

impl Contract {
    /// The contract of an addon with that name and version.
    ///
    /// # Panics
    /// If two types share a name, two kinds of error share a code, a callback is inside a type where it
    /// could not be called, or something has a forbidden name (see [`names`]): mistakes of the addon's
    /// author. The macros detect all but the first three of them when the addon is compiled.
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
        for resource in defs.resources().keys() {
            names::check_resource(&format!("{name}: "), resource, families);
        }
        let commands = families.iter().flat_map(|family| family.commands);
        let own = commands.flat_map(|command| command.errors);
        let kinds = kinds::collect(own.copied(), &mut defs).unwrap_or_else(|code| {
            panic!("{name}: two kinds of error share the code {code}; rename one of them");
        });
        if let Some((one, other)) = defs.conflict() {
            panic!("{name}: {one} and {other} have the same short name; rename one of them");
        }
        for method in &methods {
            if let Some(reason) = callbacks::misplaced(method, &defs) {
                panic!("{name}: {}: {reason}", method.name);
            }
        }
        Self {
            methods,
            by_name,
            defs,
            kinds,
            name: name.to_owned(),
            version: version.to_owned(),
            document: OnceLock::new(),
            not_portable: Vec::new(),
        }
    }

    /// The contract that a document describes, as [`Contract::text`] writes it. Its commands can be described
    /// and their values checked; they run in another program.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_JSON`, and `ERR_PINTLE_INVALID_VALUE` with the place in the document that is not
    /// understood.
    pub fn from_document(text: &str) -> Result<Self, Error> {
        read::read(text)
    }

    /// The same contract with the names of commands that are not portable and so not in it: calling
    /// one of them reports that, rather than an unknown command.
    #[must_use]
    pub fn with_not_portable(mut self, names: Vec<String>) -> Self {
        self.not_portable = names;
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

    /// How each command is called, as JSON text: by method whether it blocks, how many parameters come
    /// before its options, whether it has any, whether its last two are a pair, and whether it reports lines. It takes a hundredth of
    /// the time that the document takes, and is all that a client needs for a call.
    pub fn calls(&self) -> String {
        calls::write(self.methods.iter())
    }

    /// The same with `method` alone, or with nothing if there is no such method.
    pub fn call_of(&self, method: &str) -> String {
        let index = self.by_name.get(method);
        calls::write(index.map(|index| &self.methods[*index]).into_iter())
    }

    /// The methods of each type of resources, as JSON text: by its name, the commands that have it as
    /// their first parameter. It is all that a client needs to build the classes.
    pub fn resources(&self) -> String {
        resources::write(self)
    }

    fn document(&self) -> &Document {
        self.document.get_or_init(|| document::write(self))
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
        if self.not_portable.iter().any(|other| other == name) {
            let message = "it is not portable, so it is not available in WebAssembly";
            return Error::new(&errors::NOT_PORTABLE, message).of_command(name);
        }
        let names = self.by_name.keys().chain(&self.not_portable);
        let hint = did_you_mean(name, names.map(String::as_str));
        let message = format!("there is no command \"{name}\"{hint}");
        Error::new(&errors::UNKNOWN_COMMAND, message)
    }
}
