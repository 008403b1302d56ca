//! References: where a step's parameter or a plan's output comes from.

use crate::{
    Error, Value, ValueRef, errors,
    pointer::{self, NotFound},
};

/// A reference whose step has been found.
#[derive(Clone, Debug)]
pub(super) enum Reference {
    /// A step's result: how many blocks further out the step is, and its index in that block.
    Step {
        out: usize,
        index: usize,
        id: String,
        path: Vec<String>,
    },
    /// The plan's input.
    Input { path: Vec<String> },
    /// The item of the enclosing `forEach`.
    Item { path: Vec<String> },
}

/// What references can refer to while a block runs.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) results: &'a [Option<Value>],
    pub(super) item: Option<ValueRef<'a>>,
    pub(super) outer: Option<&'a Scope<'a>>,
    pub(super) input: &'a Value,
}

impl Reference {
    /// The value that is referred to. Bulk values are shared, not copied.
    ///
    /// # Errors
    /// `ERR_PINTLE_PATH_NOT_FOUND`; `ERR_PINTLE_UNKNOWN_STEP` when the step has no result.
    pub(super) fn resolve(&self, scope: &Scope<'_>) -> Result<Value, Error> {
        match self {
            Self::Step {
                out,
                index,
                id,
                path,
            } => {
                let mut scope = scope;
                for _ in 0..*out {
                    scope = scope.outer.unwrap_or(scope);
                }
                let result = scope.results.get(*index).and_then(Option::as_ref);
                let result = result.ok_or_else(|| {
                    Error::new(
                        &errors::UNKNOWN_STEP,
                        format!("step \"{id}\" has no result"),
                    )
                })?;
                follow(result, path, || format!("the result of step \"{id}\""))
            }
            Self::Input { path } => follow(scope.input, path, || "the plan's input".to_owned()),
            Self::Item { path } => {
                let item = scope.item.map_or(Value::Null, ValueRef::to_value);
                follow(&item, path, || "the item".to_owned())
            }
        }
    }
}

fn follow(value: &Value, path: &[String], what: impl Fn() -> String) -> Result<Value, Error> {
    if path.is_empty() {
        return Ok(value.clone());
    }
    pointer::resolve(value, path)
        .map(ValueRef::to_value)
        .map_err(|NotFound(depth)| not_found(path, depth, &what(), &there(value, &path[..depth])))
}

/// The error for a path that ends at `depth`, where `there` was found instead.
pub(super) fn not_found(path: &[String], depth: usize, what: &str, there: &str) -> Error {
    let text = |tokens: &[String]| {
        tokens
            .iter()
            .map(|token| pointer::token(token))
            .collect::<String>()
    };
    let reached = text(&path[..depth]);
    let place = if reached.is_empty() {
        String::new()
    } else {
        format!(" at {reached}")
    };
    let message = format!("{what} has no {}: there is {there}{place}", text(path));
    Error::new(&errors::PATH_NOT_FOUND, message)
}

/// What was found where a path ended, in words.
fn there(value: &Value, tokens: &[String]) -> String {
    use crate::data::Source;

    match pointer::resolve(value, tokens) {
        Ok(ValueRef::Value(Value::Object(fields))) => {
            let names: Vec<_> = fields.iter().map(|(name, _)| name.as_ref()).collect();
            format!("an object with {}", names.join(", "))
        }
        Ok(ValueRef::Value(Value::List(items))) => format!("a list of {}", items.len()),
        Ok(ValueRef::Value(Value::Strings(items))) => format!("a list of {}", items.len()),
        Ok(other) => other.describe(),
        Err(_) => "nothing".into(),
    }
}
