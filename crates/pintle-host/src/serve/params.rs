//! Parameters by position become parameters by name.

use std::sync::Arc;

use pintle::{
    Error, Name, Value,
    command::ParamKind,
    contract::Method,
    data::{Fault, unknown_argument},
    errors,
};

/// The parameters of a command by name.
///
/// # Errors
/// `ERR_PINTLE_UNKNOWN_ARG` for surplus ones, `ERR_PINTLE_INVALID_TYPE` for options that are not an
/// object.
pub(super) fn of_method(params: &Value, method: &Method) -> Result<Value, Error> {
    let names: Vec<&str> = method.params().iter().map(|param| &*param.name).collect();
    let own: Vec<&str> = method.fields().iter().map(|field| &*field.name).collect();
    let options = method.options().map(|_| (names.len() - 1, &own[..]));
    by_name(params, &names, options).map_err(|error| error.of_command(method.name()))
}

/// The inputs of a command whose items follow its parameters.
///
/// # Errors
/// `ERR_PINTLE_UNKNOWN_ARG` for what is not an input, or has its items already.
pub(super) fn inputs(
    names: &[Arc<str>],
    params: &Value,
    method: &Method,
) -> Result<Vec<Name>, Error> {
    let mut inputs: Vec<Name> = Vec::new();
    for name in names {
        let mut declared = method.params().iter();
        let input = declared.find(|param| param.kind == ParamKind::Input && *param.name == **name);
        let refused = |what| {
            let error = Error::new(&errors::UNKNOWN_ARG, what).within(name);
            error.of_command(method.name())
        };
        let input = input.ok_or_else(|| refused("the command has no input of this name"))?;
        if params.get(name).is_some() || inputs.contains(&input.name) {
            return Err(refused("the items of an input come in one way"));
        }
        inputs.push(input.name.clone());
    }
    Ok(inputs)
}

/// Parameters by name. `options` is the position of the options, whose fields are at the same level
/// as the other parameters, and the names of all.
pub(super) fn by_name(
    params: &Value,
    names: &[&str],
    options: Option<(usize, &[&str])>,
) -> Result<Value, Error> {
    let Value::List(items) = params else {
        return Ok(params.clone());
    };
    if items.len() > names.len() {
        let message = format!(
            "expected at most {} arguments, got {}",
            names.len(),
            items.len()
        );
        return Err(Error::new(&errors::UNKNOWN_ARG, message).at(&format!("/{}", names.len())));
    }
    let mut fields: Vec<(Name, Value)> = Vec::new();
    for (index, (name, value)) in names.iter().zip(items.iter()).enumerate() {
        match (options, value) {
            (Some((position, known)), Value::Object(own)) if position == index => {
                for (name, value) in own.iter() {
                    // A parameter before them is not an option, although it would be at the same
                    // level.
                    if names.contains(&&**name) {
                        return Err(unknown_argument(name, known));
                    }
                    fields.push((name.clone(), value.clone()));
                }
            }
            (Some((position, _)), _) if position == index => {
                return Err(Fault::WrongType
                    .expected("an object", value.view())
                    .within(name));
            }
            _ => fields.push((Name::Owned((*name).to_owned()), value.clone())),
        }
    }
    Ok(Value::object(fields))
}
