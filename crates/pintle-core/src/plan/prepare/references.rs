//! References: whether their target exists, and its type.

use super::super::{
    MAX_REFERENCES,
    document::Reference as ReferenceDocument,
    reference::{Reference, not_found},
};
use super::{Checker, invalid};
use crate::{
    Contract, Error,
    command::ParamKind,
    contract::Parameter,
    did_you_mean, errors, pointer,
    schema::{Schema, may_fit},
};

impl Checker<'_> {
    /// An error if the target of the reference can never fit the parameter. A parameter that does
    /// not exist is left to the check of all parameters, which suggests the closest one.
    pub(super) fn fits(&self, method: &str, target: &[String], from: &Schema) -> Result<(), Error> {
        let defs = self.contract.defs();
        let fields = self.contract.method(method)?.fields();
        let Some(field) = fields.iter().find(|field| field.name == target[0]) else {
            return Ok(());
        };
        let Ok(to) = field.schema.inside(&target[1..], defs) else {
            return Ok(());
        };
        let is_input = is_input_of(self.contract, method, target);
        let list = match from {
            // To an input it is a list like any other.
            Schema::Column(element) if is_input => Schema::List(Box::new(element.schema())),
            other => other.clone(),
        };
        if may_fit(&list, to.schema(), defs) {
            Ok(())
        } else {
            let (from, to) = (from.in_words(), to.schema().in_words());
            let message = format!("{method} takes {to} here, but the reference is to {from}");
            Err(Error::new(&errors::INVALID_TYPE, message))
        }
    }

    /// Finds what a reference refers to, and its type. `place` is where the reference is.
    pub(super) fn reference(
        &mut self,
        reference: ReferenceDocument,
        place: &str,
    ) -> Result<(Reference, Schema), Error> {
        self.references += 1;
        if self.references > MAX_REFERENCES {
            let message = format!("a plan has at most {MAX_REFERENCES} references");
            return Err(Error::new(&errors::PLAN_LIMIT, message).at(place));
        }
        let check = || {
            let ReferenceDocument {
                result_of,
                input,
                item,
                path,
            } = reference;
            if path.is_some() && result_of.is_none() {
                return Err(invalid(
                    "path is only for resultOf; input and item are pointers themselves",
                )
                .at("/path"));
            }
            match (result_of, input, item) {
                (Some(id), None, None) => self.result_of(id, &path.unwrap_or_default()),
                (None, Some(input), None) => Ok((
                    Reference::Input {
                        path: path_tokens(&input, "/input")?,
                    },
                    Schema::Any,
                )),
                (None, None, Some(item)) => self.item(&path_tokens(&item, "/item")?),
                _ => Err(invalid(
                    "a reference must have exactly one of resultOf, input and item",
                )),
            }
        };
        check().map_err(|error| error.at(place))
    }

    pub(super) fn result_of(
        &mut self,
        id: String,
        path: &str,
    ) -> Result<(Reference, Schema), Error> {
        let path = path_tokens(path, "/path")?;
        let (out, index) = self.find(&id).map_err(|error| error.at("/resultOf"))?;
        let block = &self.blocks[self.blocks.len() - 1 - out];
        let schema = inside(
            &block.results[index],
            &path,
            self.contract,
            &format!("the result of step \"{id}\""),
        )?;
        Ok((
            Reference::Step {
                out,
                index,
                id,
                path,
            },
            schema,
        ))
    }

    pub(super) fn item(&self, path: &[String]) -> Result<(Reference, Schema), Error> {
        let open = self.blocks.last().and_then(|block| block.item.as_ref());
        let item = open.ok_or_else(|| invalid("this step is not inside a forEach").at("/item"))?;
        let schema = inside(item, path, self.contract, "the item")?;
        Ok((
            Reference::Item {
                path: path.to_vec(),
            },
            schema,
        ))
    }

    /// Finds a step that is visible from here, and records that the current one needs it: how many
    /// blocks further out it is, and its index there.
    pub(super) fn find(&mut self, id: &str) -> Result<(usize, usize), Error> {
        match self.ids.get(id) {
            Some(&(depth, index)) if depth < self.blocks.len() => {
                let block = &mut self.blocks[depth];
                let current = block.current;
                if let Some(needs) = block.needs.get_mut(current) {
                    needs.push(index);
                }
                Ok((self.blocks.len() - 1 - depth, index))
            }
            known => {
                let why = if known.is_some() {
                    "is inside a forEach and not visible from here".to_owned()
                } else {
                    let visible = self.blocks.iter().flat_map(|block| &block.ids);
                    format!(
                        "is not in the plan{}",
                        did_you_mean(id, visible.map(String::as_str))
                    )
                };
                Err(Error::new(
                    &errors::UNKNOWN_STEP,
                    format!("step \"{id}\" {why}"),
                ))
            }
        }
    }
}

/// Whether it is an input that a reference fills in.
fn is_input_of(contract: &Contract, method: &str, target: &[String]) -> bool {
    let is_it = |param: &Parameter| param.kind == ParamKind::Input && *param.name == target[0];
    let method = contract.method(method);
    method.is_ok_and(|method| target.len() == 1 && method.params().iter().any(is_it))
}

fn path_tokens(path: &str, name: &str) -> Result<Vec<String>, Error> {
    pointer::tokens(path).ok_or_else(|| {
        invalid(format!(
            "expected a JSON Pointer such as \"/paths\", got {path:?}"
        ))
        .at(name)
    })
}

fn inside(
    schema: &Schema,
    path: &[String],
    contract: &Contract,
    what: &str,
) -> Result<Schema, Error> {
    let defs = contract.defs();
    match schema.inside(path, defs) {
        Ok(reached) => Ok(reached.schema().clone()),
        Err(depth) => {
            let there = schema.inside(&path[..depth], defs).map_or_else(
                |_| "nothing".to_owned(),
                |reached| match defs.fields(reached.schema()) {
                    Some(fields) => {
                        let names: Vec<_> = fields.iter().map(|field| &*field.name).collect();
                        format!("an object with {}", names.join(", "))
                    }
                    None => reached.schema().in_words(),
                },
            );
            Err(not_found(path, depth, what, &there).at("/path"))
        }
    }
}
