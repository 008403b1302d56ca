//! JSON Schema, as `types.rs` of the contract writes it, becomes types.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{
    super::{
        resources::definitions as definitions_of,
        types::{RESOURCE, json_schema, named_type},
    },
    node::{each, invalid, items, map, member, text},
};
use crate::{
    Error, Name, Value,
    data::ColumnType,
    schema::{Def, Defs, Field, FloatType, IntegerType, ResourceDef, Schema, Shape, Variant},
};

/// The maximum number of fields or values of a type: they are compared one by one.
const MAX_NAMES: usize = 1 << 10;

/// What a type can refer to.
#[derive(Clone, Copy)]
struct Known<'a> {
    /// Whether there is a named type of that name.
    type_named: &'a dyn Fn(&str) -> bool,
    resources: &'a BTreeMap<Name, ResourceDef>,
}

/// Reads the types of resources.
pub(super) fn resources(json: &Json) -> Result<Defs, Error> {
    let mut defs = Defs::default();
    let definitions = each(json, |name, json| {
        let resource = map(json)?;
        let def = ResourceDef {
            rust_name: "",
            description: member(resource, "description", text)?,
        };
        Ok((Name::Owned(name.to_owned()), def))
    })?;
    for (name, def) in definitions {
        defs.insert_resource(name, def);
    }
    if definitions_of(&defs) == *json {
        Ok(defs)
    } else {
        Err(strange())
    }
}

/// Reads the named types, beside the types of resources that are known.
pub(super) fn named_types(json: &Json, mut defs: Defs) -> Result<Defs, Error> {
    let names = map(json)?;
    let resources = defs.resources().clone();
    let known = Known {
        type_named: &|name| names.contains_key(name),
        resources: &resources,
    };
    for (name, def) in each(json, |name, json| Ok((name, named(json, known)?)))? {
        defs.insert(Name::Owned(name.to_owned()), def);
    }
    Ok(defs)
}

/// Reads a type.
pub(super) fn schema(json: &Json, defs: &Defs) -> Result<Schema, Error> {
    let known = Known {
        type_named: &|name| defs.get(name).is_some(),
        resources: defs.resources(),
    };
    let schema = any_type(json, known)?;
    if json_schema(&schema) == *json {
        Ok(schema)
    } else {
        Err(strange())
    }
}

fn strange() -> Error {
    invalid("expected a type as this version writes it")
}

fn named(json: &Json, known: Known<'_>) -> Result<Def, Error> {
    let object = map(json)?;
    let shape = if object.contains_key("oneOf") {
        Shape::Enum(member(object, "oneOf", |json| items(json, variant))?)
    } else {
        Shape::Struct(fields(object, known)?)
    };
    let names = match &shape {
        Shape::Enum(variants) => variants.len(),
        Shape::Struct(fields) => fields.len(),
    };
    if names > MAX_NAMES {
        let message = format!("expected at most {MAX_NAMES} fields or values of a type");
        return Err(invalid(message));
    }
    let def = Def {
        rust_name: "",
        description: member(object, "description", text)?,
        shape,
    };
    if named_type(&def) == *json {
        Ok(def)
    } else {
        Err(strange())
    }
}

fn variant(json: &Json) -> Result<Variant, Error> {
    let variant = map(json)?;
    Ok(Variant {
        name: member(variant, "const", text)?,
        description: member(variant, "description", text)?,
    })
}

fn fields(object: &Map<String, Json>, known: Known<'_>) -> Result<Vec<Field>, Error> {
    let required = member(object, "required", |json| items(json, text))?;
    let required: std::collections::HashSet<_> = required.into_iter().collect();
    member(object, "properties", |json| {
        each(json, |name, json| {
            let property = map(json)?;
            let description = property.get("description").map(text).transpose()?;
            let default = property.get("default").cloned();
            let default = default.map(serde_json::from_value::<Value>).transpose();
            Ok(Field {
                name: Name::Owned(name.to_owned()),
                description: description.unwrap_or_default(),
                schema: any_type(json, known)?,
                optional: !required.contains(name),
                default: default.map_err(|error| invalid(error.to_string()))?,
            })
        })
    })
}

/// Reads a type. Whether there is something beside it that says more is for the caller to find out.
fn any_type(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let object = map(json)?;
    if object.contains_key("$ref") {
        return member(object, "$ref", |json| reference(json, known));
    }
    if object.contains_key("anyOf") {
        return member(object, "anyOf", |json| optional(json, known));
    }
    if object.get("x-type").is_some_and(|kind| kind == RESOURCE) {
        return member(object, "x-resource", |json| handle(json, known));
    }
    if object.contains_key("x-type") {
        return member(object, "x-type", exact);
    }
    let inside = |name| member(object, name, |json| any_type(json, known)).map(Box::new);
    match object.get("type").and_then(Json::as_str) {
        Some("null") => Ok(Schema::Null),
        Some("boolean") => Ok(Schema::Bool),
        Some("string") => Ok(Schema::String),
        Some("array") => inside("items").map(Schema::List),
        Some("object") => inside("additionalProperties").map(Schema::Map),
        Some(_) => Err(strange()),
        None => Ok(Schema::Any),
    }
}

fn reference(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let text = text(json)?;
    let name = text
        .strip_prefix("#/$defs/")
        .filter(|name| (known.type_named)(name));
    let name = name.ok_or_else(|| invalid("expected a reference to a type in $defs"))?;
    Ok(Schema::Ref(Name::Owned(name.to_owned())))
}

fn handle(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let name = text(json)?;
    if known.resources.contains_key(&name) {
        Ok(Schema::Resource(name))
    } else {
        Err(invalid("expected the name of a type in x-resources"))
    }
}

fn optional(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let inner = json.get(0).ok_or_else(strange)?;
    let inner = any_type(inner, known).map_err(|error| error.at("/0"))?;
    Ok(Schema::Optional(Box::new(inner)))
}

/// What JSON cannot tell apart.
fn exact(json: &Json) -> Result<Schema, Error> {
    let name = text(json)?;
    let integer = IntegerType::ALL.iter().find(|of| of.name() == name);
    let float = FloatType::ALL.iter().find(|of| of.name() == name);
    let column = ColumnType::ALL.iter().find(|of| of.to_string() == name);
    Ok(match (&*name, integer, float, column) {
        (_, Some(of), ..) => Schema::Integer(*of),
        (_, _, Some(of), _) => Schema::Number(*of),
        (.., Some(of)) => Schema::Column(*of),
        ("i64", ..) => Schema::Int64,
        ("u64", ..) => Schema::Uint64,
        ("path", ..) => Schema::Path,
        ("bytes", ..) => Schema::Bytes,
        _ => return Err(strange()),
    })
}
