//! Where functions of the caller may be: among the arguments of commands that leave its thread free.

use std::collections::HashSet;

use super::Method;
use crate::schema::{Choice, Defs, Schema, Shape};

/// Why a command cannot have a callback where it has one. The macros see those that are written in the
/// signature; this sees those inside other types.
pub(super) fn misplaced(method: &Method, defs: &Defs) -> Option<String> {
    let has = |schema: &Schema| contains(schema, defs, &mut HashSet::new());
    if has(method.result()) {
        return Some("a command can only take a callback, and its result contains one".into());
    }
    if method.blocking() {
        return None;
    }
    let param = method.params().iter().find(|param| has(&param.schema))?;
    let reason = "can only be called while the caller's thread is free: make the command `async` or `blocking`";
    Some(format!("the callback in `{}` {reason}", param.name))
}

/// Whether there is a callback in a type. Types that were `seen` have none, or are being searched.
fn contains<'a>(schema: &'a Schema, defs: &'a Defs, seen: &mut HashSet<&'a str>) -> bool {
    match schema {
        Schema::Callback { .. } => true,
        Schema::Optional(inner)
        | Schema::List(inner)
        | Schema::Set(inner)
        | Schema::Map { value: inner, .. }
        | Schema::Fixed(inner, _) => contains(inner, defs, seen),
        Schema::Tuple(items) => items.iter().any(|item| contains(item, defs, seen)),
        Schema::Ref(name) if seen.insert(name) => match defs.get(name).map(|def| &def.shape) {
            Some(Shape::Struct(fields)) => {
                let mut fields = fields.iter();
                fields.any(|field| contains(&field.schema, defs, seen))
            }
            Some(Shape::Tagged(of)) => {
                let mut fields = of.alternatives.iter().flat_map(|one| &one.fields);
                fields.any(|field| contains(&field.schema, defs, seen))
            }
            Some(Shape::Untagged(choices)) => {
                let mut choices = choices.iter();
                choices.any(|Choice { schema, .. }| contains(schema, defs, seen))
            }
            _ => false,
        },
        _ => false,
    }
}
