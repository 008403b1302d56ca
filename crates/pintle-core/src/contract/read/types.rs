//! JSON Schema, as `types.rs` of the contract writes it, becomes types.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{
    super::{
        resources::definitions as definitions_of,
        types::{NULLABLE, RESOURCE, json_schema, named_type},
    },
    node::{each, invalid, items, map, member, text},
};
use crate::{
    Error, Name, Value,
    data::{ColumnType, Kinds},
    schema::{
        Alternative, Choice, Def, Defs, Field, FloatType, IntegerType, ResourceDef, Schema, Shape,
        Tagged, Variant,
    },
};

/// The maximum number of fields or values of a type: they are compared one by one.
const MAX_NAMES: usize = 1 << 10;

/// What a type can refer to.
#[derive(Clone, Copy)]
struct Known<'a> {
    /// Whether there is a named type of that name.
    type_named: &'a dyn Fn(&str) -> bool,
    /// Whether it is an enum of texts.
    enum_named: &'a dyn Fn(&str) -> bool,
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
        enum_named: &|name| names.get(name).is_some_and(|def| def["type"] == "string"),
        resources: &resources,
    };
    for (name, def) in each(json, |name, json| Ok((name, named(json, known)?)))? {
        defs.insert(Name::Owned(name.to_owned()), def);
    }
    for (name, def) in defs.iter() {
        check_kinds(def, &defs).map_err(|error| error.within(name))?;
    }
    Ok(defs)
}

/// An error for an untagged union with alternatives that the kinds of values do not distinguish.
fn check_kinds(def: &Def, defs: &Defs) -> Result<(), Error> {
    let Shape::Untagged(choices) = &def.shape else {
        return Ok(());
    };
    let mut seen = Kinds::NULL; // What may be null is an Option around the union.
    for choice in choices {
        let kinds = choice.schema.kinds(defs);
        if kinds.overlap(seen) {
            return Err(invalid("expected alternatives of different kinds"));
        }
        seen = seen.and(kinds);
    }
    Ok(())
}

/// Reads a type.
pub(super) fn schema(json: &Json, defs: &Defs) -> Result<Schema, Error> {
    let known = Known {
        type_named: &|name| defs.get(name).is_some(),
        enum_named: &|name| {
            let def = defs.get(name);
            def.is_some_and(|def| matches!(def.shape, Shape::Enum(_)))
        },
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
    let kind = object.get("type").and_then(Json::as_str);
    let one_of = |read: &dyn Fn(&Json) -> Result<Shape, Error>| member(object, "oneOf", read);
    let shape = match (object.contains_key("oneOf"), kind) {
        (false, _) => Shape::Struct(fields(object, known)?),
        (true, Some("object")) => one_of(&|json| tagged(json, known).map(Shape::Tagged))?,
        (true, Some(_)) => one_of(&|json| items(json, variant).map(Shape::Enum))?,
        (true, None) => {
            one_of(&|json| items(json, |json| choice(json, known)).map(Shape::Untagged))?
        }
    };
    let names = match &shape {
        Shape::Enum(variants) => variants.len(),
        Shape::Struct(fields) => fields.len(),
        Shape::Untagged(choices) => choices.len(),
        Shape::Tagged(union) => {
            let fields = union.alternatives.iter().map(|one| one.fields.len() + 1);
            fields.sum()
        }
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

fn choice(json: &Json, known: Known<'_>) -> Result<Choice, Error> {
    let description = map(json)?.get("description").map(text).transpose()?;
    Ok(Choice {
        description: description.unwrap_or_default(),
        schema: any_type(json, known)?,
    })
}

/// Reads a tagged union. Its tag is the one property with a `const`.
fn tagged(json: &Json, known: Known<'_>) -> Result<Tagged, Error> {
    let properties = json.pointer("/0/properties").and_then(Json::as_object);
    let mut properties = properties.ok_or_else(strange)?.iter();
    let tag = properties.find(|(_, property)| property.get("const").is_some());
    let (tag, _) = tag.ok_or_else(strange)?;
    let alternatives = items(json, |json| alternative(json, tag, known))?;
    let mut names: Vec<_> = alternatives.iter().map(|one| &*one.name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(invalid("expected alternatives whose tags differ"));
    }
    Ok(Tagged {
        tag: Name::Owned(tag.clone()),
        alternatives,
    })
}

fn alternative(json: &Json, tag: &str, known: Known<'_>) -> Result<Alternative, Error> {
    let object = map(json)?;
    let name = member(object, "properties", |json| {
        member(map(json)?, tag, |json| member(map(json)?, "const", text))
    })?;
    let mut fields = fields(object, known)?;
    fields.retain(|field| field.name != tag);
    Ok(Alternative {
        name,
        description: member(object, "description", text)?,
        fields,
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
        let optional = member(object, "anyOf", |json| optional(json, known))?;
        let is_nullable = object.get("x-type").is_some_and(|of| of == NULLABLE);
        return Ok(if is_nullable {
            Schema::Optional(Box::new(optional))
        } else {
            optional
        });
    }
    if object.get("x-type").is_some_and(|kind| kind == RESOURCE) {
        return member(object, "x-resource", |json| handle(json, known));
    }
    if object.contains_key("x-params") {
        return callback(object, known);
    }
    if object.contains_key("prefixItems") {
        return member(object, "prefixItems", |json| {
            items(json, |json| any_type(json, known)).map(Schema::Tuple)
        });
    }
    let list = list_type(object, known)?;
    fixed(object, list)
}

/// A list, a column or binary data with its length, if that is fixed.
fn fixed(object: &Map<String, Json>, list: Schema) -> Result<Schema, Error> {
    let number = |name| {
        let number = object.get(name).and_then(Json::as_u64);
        number.and_then(|number| usize::try_from(number).ok())
    };
    match &list {
        Schema::List(_) | Schema::Column(_) => Ok(match number("maxItems") {
            Some(length) => Schema::Fixed(Box::new(list), length),
            None => list,
        }),
        Schema::Bytes => match number("maxLength") {
            Some(room) => fixed_bytes(object, room / 4 * 3),
            None => Ok(list),
        },
        _ => Ok(list),
    }
}

/// As many bytes as the text has room for, or fewer by what is only padding.
fn fixed_bytes(object: &Map<String, Json>, room: usize) -> Result<Schema, Error> {
    let lengths = (0..3).filter_map(|padding| room.checked_sub(padding));
    let mut fixed = lengths.map(|length| Schema::Fixed(Box::new(Schema::Bytes), length));
    let pattern = object.get("pattern");
    let found = fixed.find(|schema| json_schema(schema).get("pattern") == pattern);
    found.ok_or_else(strange)
}

fn list_type(object: &Map<String, Json>, known: Known<'_>) -> Result<Schema, Error> {
    let inside = |name| member(object, name, |json| any_type(json, known)).map(Box::new);
    match object.get("x-type") {
        Some(name) if name == "Set" => return inside("items").map(Schema::Set),
        Some(_) => return member(object, "x-type", exact),
        None => {}
    }
    match object.get("type").and_then(Json::as_str) {
        Some("null") => Ok(Schema::Null),
        Some("boolean") => Ok(Schema::Bool),
        Some("string") => Ok(Schema::String),
        Some("array") => inside("items").map(Schema::List),
        Some("object") => Ok(Schema::Map {
            key: Box::new(key(object, known)?),
            value: inside("additionalProperties")?,
        }),
        Some(_) => Err(strange()),
        None => Ok(Schema::Any),
    }
}

/// The type of the names of a map.
fn key(object: &Map<String, Json>, known: Known<'_>) -> Result<Schema, Error> {
    if !object.contains_key("propertyNames") {
        return Ok(Schema::String);
    }
    member(object, "propertyNames", |json| {
        match any_type(json, known)? {
            Schema::Ref(name) if !(known.enum_named)(&name) => Err(strange()),
            key @ (Schema::Ref(_) | Schema::Integer(_) | Schema::Int64 | Schema::Uint64) => Ok(key),
            _ => Err(strange()),
        }
    })
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

fn callback(object: &Map<String, Json>, known: Known<'_>) -> Result<Schema, Error> {
    let params = member(object, "x-params", |json| {
        items(json, |json| any_type(json, known))
    })?;
    let result = member(object, "x-result", |json| any_type(json, known))?;
    Ok(Schema::Callback {
        params,
        result: Box::new(result),
    })
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
        ("char", ..) => Schema::Char,
        ("json", ..) => Schema::Json,
        ("date", ..) => Schema::Date,
        ("duration", ..) => Schema::Duration,
        ("path", ..) => Schema::Path,
        ("bytes", ..) => Schema::Bytes,
        _ => return Err(strange()),
    })
}
