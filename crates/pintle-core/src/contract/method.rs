//! A command under its full name, as the contract has it.

use std::borrow::Cow;

use super::Output;
use crate::{
    Context, DeclaredKind, Effect, Error, Invocation, Name, Value,
    command::{CallError, Command, ParamKind, in_options},
    data::{Level, Source},
    errors, names,
    schema::{Defs, Field, Schema, Seen},
};

/// A command under its full name.
#[derive(Debug)]
pub struct Method {
    pub(super) name: String,
    pub(super) facts: Facts,
    pub(super) params: Vec<Parameter>,
    pub(super) fields: Vec<Field>,
    pub(super) result: Schema,
    pub(super) output: Option<Output>,
    /// What runs it, unless it is only described here.
    pub(super) command: Option<&'static Command>,
}

/// What is known about a command beside its types.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is known"
)]
pub(super) struct Facts {
    pub(super) description: Name,
    pub(super) blocking: bool,
    pub(super) portable: bool,
    pub(super) confined: bool,
    pub(super) lines: bool,
    pub(super) effects: Cow<'static, [Effect]>,
    /// The codes of the errors that it may throw, besides complaints about arguments.
    pub(super) errors: Vec<Name>,
}

/// A parameter, in the order of the direct call.
#[derive(Debug)]
pub struct Parameter {
    /// Its name, in camelCase.
    pub name: Name,
    /// How it is passed.
    pub kind: ParamKind,
    /// Its type.
    pub schema: Schema,
    /// Whether it may be left out. Options say it for each of their fields.
    pub optional: bool,
}

/// The codes, each once: a kind may be both named and of the error type.
fn codes(kinds: &[DeclaredKind]) -> Vec<Name> {
    let mut codes: Vec<Name> = Vec::new();
    for DeclaredKind { kind, .. } in kinds {
        if !codes.iter().any(|code| code == kind.code) {
            codes.push(kind.code.into());
        }
    }
    codes
}

impl Method {
    pub(super) fn new(
        addon: &str,
        family: &str,
        command: &'static Command,
        defs: &mut Defs,
    ) -> Self {
        let name = format!("{family}.{}", command.name);
        let param = |param: &crate::command::Param| Parameter {
            name: Name::Borrowed(param.name),
            kind: param.kind,
            schema: (param.schema)(defs),
            optional: param.optional,
        };
        let params: Vec<_> = command.params.iter().map(param).collect();
        if let Some(options) = options_of(&params) {
            let names: Vec<_> = command.params.iter().map(|param| param.name).collect();
            let fields = defs.fields(&options.schema);
            let fields: Option<Vec<&str>> =
                fields.map(|fields| fields.iter().map(|field| &*field.name).collect());
            names::check_options(&format!("{addon}: {name}"), &names, fields.as_deref());
        }
        Self {
            fields: side_by_side(&params, defs),
            facts: Facts {
                description: Name::Borrowed(command.description),
                blocking: command.blocking,
                portable: command.portable,
                confined: command.confined,
                lines: command.lines,
                effects: Cow::Borrowed(command.effects),
                errors: codes(command.errors),
            },
            params,
            result: (command.result)(defs),
            output: command.item.map(|item| Output::of(item(defs), defs)),
            name,
            command: Some(command),
        }
    }

    /// The full name, such as `math.add`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its documentation.
    pub fn description(&self) -> &str {
        &self.facts.description
    }

    /// Whether it may take long.
    pub fn blocking(&self) -> bool {
        self.facts.blocking
    }

    /// Whether it runs in WebAssembly too.
    pub fn portable(&self) -> bool {
        self.facts.portable
    }

    /// Whether it opens files and folders only through the context's confinement.
    pub fn confined(&self) -> bool {
        self.facts.confined
    }

    /// Whether it reports lines of text while it runs.
    pub fn lines(&self) -> bool {
        self.facts.lines
    }

    /// Its side effects.
    pub fn effects(&self) -> &[Effect] {
        &self.facts.effects
    }

    /// The codes of the errors that it may throw, besides complaints about arguments.
    pub fn errors(&self) -> &[Name] {
        &self.facts.errors
    }

    /// The parameters, in the order of the direct call.
    pub fn params(&self) -> &[Parameter] {
        &self.params
    }

    /// Whether it can only be called directly.
    pub fn direct_only(&self) -> bool {
        self.in_place().is_some()
    }

    fn in_place(&self) -> Option<&Parameter> {
        let is_in_place = |param: &&Parameter| param.kind == ParamKind::InPlace;
        self.params.iter().find(is_in_place)
    }

    /// The parameter that is an object of options, if it has one. It is the last.
    pub fn options(&self) -> Option<&Parameter> {
        options_of(&self.params)
    }

    /// The parameters that are passed by position, and the fields of the options: together they are
    /// [`Method::fields`].
    pub fn split_fields(&self) -> (&[Field], &[Field]) {
        let by_position = self.params.len() - usize::from(self.options().is_some());
        self.fields.split_at(by_position)
    }

    /// The parameters and options as in JSON: side by side.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The type of the result.
    pub fn result(&self) -> &Schema {
        &self.result
    }

    /// What it sends while it runs, if it does. Its result is the list of all of it.
    pub fn output(&self) -> Option<&Output> {
        self.output.as_ref()
    }

    /// The command itself.
    ///
    /// # Errors
    /// `ERR_PINTLE_UNKNOWN_COMMAND` where the contract was read from a document: then the command is in
    /// another program.
    pub fn command(&self) -> Result<&'static Command, Error> {
        self.command.ok_or_else(|| {
            let message = "this program has only the description of the command";
            Error::new(&errors::UNKNOWN_COMMAND, message).of_command(&self.name)
        })
    }

    /// Runs the command on parameters by name, if the context's guard allows it.
    ///
    /// # Errors
    /// Those of the command and of the guard, and whether it has run.
    pub fn call(&self, params: &Value, context: &Context) -> Result<Value, CallError> {
        self.invocation(params)?.run(context)
    }

    /// A call with these parameters by name.
    ///
    /// # Errors
    /// As [`Method::command`].
    pub fn invocation<'a>(&'a self, params: &'a Value) -> Result<Invocation<'a>, Error> {
        Ok(Invocation {
            method: &self.name,
            command: self.command()?,
            params,
        })
    }

    /// Checks that the command can be called from elsewhere, whatever its parameters.
    ///
    /// # Errors
    /// `ERR_PINTLE_DIRECT_ONLY`.
    pub fn check_callable(&self) -> Result<(), Error> {
        let Some(param) = self.in_place() else {
            return Ok(());
        };
        let message = "only a direct call can change its caller's memory";
        let error = Error::new(&errors::DIRECT_ONLY, message);
        Err(error.within(&param.name).of_command(&self.name))
    }

    /// Checks parameters by name without running the command, with the error that a call would report.
    /// Values that a plan has still to fill in pass.
    ///
    /// # Errors
    /// Those of [`check`](crate::schema::check).
    pub fn check_params<'s, S: Source<'s>>(&self, params: S, defs: &Defs) -> Result<(), Error> {
        let has_options = self.options().is_some();
        let (values, options) = self.split_fields();
        let (mut seen, mut seen_options) = (Seen::new(values, defs), Seen::new(options, defs));
        let mut visit = |name: &str, value: S| {
            if !has_options || values.iter().any(|field| field.name == name) {
                // To each of them the object of all is none of its levels.
                let _outside = Level::leave();
                seen.see(name, value)
            } else if value.is_undefined() {
                Ok(())
            } else {
                seen_options.see(name, value)
            }
        };
        let visited = params
            .entries(&mut visit)
            .map_err(|fault| fault.expected("an object of parameters", params));
        visited
            .and_then(|()| seen.end())
            .and_then(|()| seen_options.end())
            .map_err(|error| error.of_command(&self.name))
    }

    /// Checks the trailing object of options of a call by position.
    ///
    /// # Errors
    /// Those of [`check`](crate::schema::check).
    pub fn check_options<'s>(&self, options: impl Source<'s>, defs: &Defs) -> Result<(), Error> {
        let Some(param) = self.options() else {
            return Ok(());
        };
        let checked = crate::schema::check(&param.schema, options, defs);
        let checked = checked.map_err(|error| in_options(error, &param.name));
        checked.map_err(|error| error.of_command(&self.name))
    }

    /// Checks an item of an input, which comes after `index` others.
    ///
    /// # Errors
    /// Those of [`check`](crate::schema::check).
    pub fn check_item<'s>(
        &self,
        input: &str,
        index: u64,
        item: impl Source<'s>,
        defs: &Defs,
    ) -> Result<(), Error> {
        let mut params = self.params.iter();
        let param = params.find(|param| param.kind == ParamKind::Input && param.name == input);
        let Some(Schema::List(schema)) = param.map(|param| &param.schema) else {
            let message = "the command has no input of this name";
            let error = Error::new(&errors::UNKNOWN_ARG, message).within(input);
            return Err(error.of_command(&self.name));
        };
        crate::schema::check(schema, item, defs).map_err(|error| {
            let error = error.at(&format!("/{index}")).within(input);
            error.of_command(&self.name)
        })
    }

    /// Checks what a callback has returned, which is a parameter or an option of that name.
    ///
    /// # Errors
    /// Those of [`check`](crate::schema::check), about the value alone.
    pub fn check_reply<'s>(
        &self,
        callback: &str,
        reply: impl Source<'s>,
        defs: &Defs,
    ) -> Result<(), Error> {
        let mut fields = self.fields.iter();
        let field = fields.find(|field| field.name == callback);
        let Some(Schema::Callback { result, .. }) = field.map(|field| field.schema.required())
        else {
            let message = "the command has no callback of this name";
            let error = Error::new(&errors::UNKNOWN_ARG, message).within(callback);
            return Err(error.of_command(&self.name));
        };
        crate::schema::check(result, reply, defs)
    }

    /// Checks a result that did not come from the command itself.
    ///
    /// # Errors
    /// Those of [`check`](crate::schema::check).
    pub fn check_result<'s>(&self, result: impl Source<'s>, defs: &Defs) -> Result<(), Error> {
        let checked = crate::schema::check(&self.result, result, defs);
        checked.map_err(|error| error.of_command(&self.name))
    }
}

fn options_of(params: &[Parameter]) -> Option<&Parameter> {
    params.iter().find(|param| param.kind == ParamKind::Options)
}

/// The parameters with the fields of the options in their place.
pub(super) fn side_by_side(params: &[Parameter], defs: &Defs) -> Vec<Field> {
    let mut fields = Vec::new();
    for param in params {
        match param.kind {
            ParamKind::Options => {
                let options = defs.fields(&param.schema);
                fields.extend_from_slice(options.unwrap_or_default());
            }
            ParamKind::Value | ParamKind::InPlace | ParamKind::Input => fields.push(Field {
                name: param.name.clone(),
                description: Name::Borrowed(""),
                schema: param.schema.clone(),
                optional: param.optional,
                default: None,
            }),
        }
    }
    fields
}
