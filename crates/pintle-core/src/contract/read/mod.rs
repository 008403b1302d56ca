//! A contract's document becomes a contract. It may come from another process, so nothing in it is trusted:
//! each type and each command must write the same JSON again. What says nothing of them, such as the hash, is not
//! read.

mod named;
mod node;
mod types;

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use serde_json::{Map, Value as Json};

use self::node::{each, flag, invalid, items, map, member, text};
use super::{
    Contract, Method, Output, Parameter,
    document::{self, PARAM_KINDS, VERSION},
    kinds::{Kinds, Meaning},
    method::{Facts, side_by_side},
};
use crate::{Effect, Error, Name, command::ParamKind, errors, schema::Defs};

/// The maximum length of a document, in bytes. What is made of it is of the same order, since each command
/// lists all its parameters itself.
const MAX_LENGTH: usize = 1 << 24;

pub(super) fn read(text: &str) -> Result<Contract, Error> {
    if text.len() > MAX_LENGTH {
        return Err(invalid(format!("expected at most {MAX_LENGTH} bytes")));
    }
    // It has a limit for nesting of its own, which no contract comes near.
    let document: Json = serde_json::from_str(text)
        .map_err(|error| Error::new(&errors::INVALID_JSON, error.to_string()))?;
    let document = map(&document)?;
    let (name, version) = member(document, "x-contract", head)?;
    let resources = member(document, "x-resources", named::resources)?;
    let defs = member(document, "$defs", |types| {
        named::named_types(types, resources)
    })?;
    let kinds = member(document, "x-errors", |errors| kinds(errors, &defs))?;
    let methods = member(document, "x-commands", |commands| methods(commands, &defs))?;
    let by_name: BTreeMap<_, _> = methods
        .iter()
        .enumerate()
        .map(|(index, method)| (method.name.clone(), index))
        .collect();
    Ok(Contract {
        methods,
        by_name,
        defs,
        kinds,
        name,
        version,
        document: OnceLock::new(),
        not_portable: Vec::new(),
    })
}

/// The names of the addon and of its version.
fn head(json: &Json) -> Result<(String, String), Error> {
    let head = map(json)?;
    member(head, "version", |version| {
        if *version == VERSION {
            Ok(())
        } else {
            Err(invalid(format!("expected {VERSION}, got {version}")))
        }
    })?;
    let name = member(head, "name", text)?;
    let version = member(head, "addonVersion", text)?;
    Ok((name.into_owned(), version.into_owned()))
}

fn kinds(json: &Json, defs: &Defs) -> Result<Kinds, Error> {
    let kind = |code: &str, json: &Json| {
        let kind = map(json)?;
        let summary = member(kind, "summary", text)?;
        let fix = member(kind, "fix", text)?;
        let details = kind
            .get("details")
            .map(|details| types::schema(details, defs));
        let details = details.transpose();
        let meaning = Meaning {
            summary,
            fix,
            details: details.map_err(|error| error.within("details"))?,
        };
        Ok((Name::Owned(code.to_owned()), meaning))
    };
    Ok(each(json, kind)?.into_iter().collect())
}

fn methods(json: &Json, defs: &Defs) -> Result<Vec<Method>, Error> {
    each(json, |name, json| method(name, json, defs))
}

fn method(name: &str, json: &Json, defs: &Defs) -> Result<Method, Error> {
    let parts: Vec<_> = name.split('.').collect();
    if parts.len() != 2 || parts.contains(&"") {
        return Err(invalid("expected the names of a family and a command"));
    }
    let command = map(json)?;
    let params = member(command, "params", |params| {
        items(params, |param| parameter(param, defs))
    })?;
    check_names(&params, defs).map_err(|error| error.within("params"))?;
    let method = Method {
        name: name.to_owned(),
        facts: facts(command)?,
        fields: side_by_side(&params, defs),
        params,
        result: member(command, "result", |json| types::schema(json, defs))?,
        output: output(command, defs)?,
        command: None,
    };
    if document::command(&method, defs) == *json {
        Ok(method)
    } else {
        Err(invalid("expected a command as this version writes it"))
    }
}

fn output(command: &Map<String, Json>, defs: &Defs) -> Result<Option<Output>, Error> {
    if !command.contains_key("output") {
        return Ok(None);
    }
    let item = member(command, "output", |output| {
        member(map(output)?, "item", |json| types::schema(json, defs))
    })?;
    Ok(Some(Output::of(item, defs)))
}

fn facts(command: &Map<String, Json>) -> Result<Facts, Error> {
    let effect = |json: &Json| {
        let known = Effect::ALL.iter().find(|effect| *json == effect.name());
        known.copied().ok_or_else(|| invalid("expected an effect"))
    };
    Ok(Facts {
        description: member(command, "description", text)?,
        blocking: member(command, "blocking", flag)?,
        portable: member(command, "portable", flag)?,
        confined: member(command, "confined", flag)?,
        lines: member(command, "lines", flag)?,
        effects: Cow::Owned(member(command, "effects", |json| items(json, effect))?),
        errors: member(command, "errors", |json| items(json, text))?,
    })
}

fn parameter(json: &Json, defs: &Defs) -> Result<Parameter, Error> {
    let param = map(json)?;
    let kind = member(param, "kind", |json| {
        let known = PARAM_KINDS.iter().find(|(name, _)| json == name);
        let known = known.map(|(_, kind)| *kind);
        known.ok_or_else(|| invalid("expected how the parameter is passed"))
    })?;
    let required = member(param, "required", flag)?;
    Ok(Parameter {
        name: member(param, "name", text)?,
        kind,
        schema: member(param, "schema", |json| types::schema(json, defs))?,
        optional: kind != ParamKind::Options && !required,
    })
}

/// Whether every name means one thing, and the options are a struct at the end.
fn check_names(params: &[Parameter], defs: &Defs) -> Result<(), Error> {
    let mut names: Vec<&str> = Vec::new();
    for (index, param) in params.iter().enumerate() {
        match (param.kind, defs.fields(&param.schema)) {
            (ParamKind::Options, Some(fields)) if index + 1 == params.len() => {
                names.extend(fields.iter().map(|field| &*field.name));
            }
            (ParamKind::Options, _) => return Err(invalid("expected a struct at the end")),
            _ => names.push(&param.name),
        }
    }
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(invalid("expected names that differ"));
    }
    Ok(())
}
