//! The definitions of a contract become named types.

use serde_json::{Map, Value as Json};

use super::{
    super::{resources::definitions as definitions_of, types::named_type},
    node::{each, invalid, items, map, member, text},
    types::{Known, any_type, strange},
};
use crate::{
    Error, Name, Value,
    data::Kinds,
    schema::{Alternative, Choice, Def, Defs, Field, ResourceDef, Shape, Tagged, Variant},
};

/// The maximum number of fields or values of a type: they are compared one by one.
const MAX_NAMES: usize = 1 << 10;

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
