//! The types of resources, and the commands that are methods of each.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::{Contract, Method};
use crate::schema::{Defs, Schema};

/// The types of resources in the document.
pub(super) fn definitions(defs: &Defs) -> Json {
    let resources = defs.resources().iter();
    let definitions: Map<_, _> = resources
        .map(|(name, def)| (name.to_string(), json!({ "description": def.description })))
        .collect();
    Json::Object(definitions)
}

/// The table, as JSON text.
pub(super) fn write(contract: &Contract) -> String {
    let methods_of = |name: &str| -> Vec<&str> {
        let methods = contract.methods.iter();
        let own = methods.filter(|method| method.receiver() == Some(name));
        own.map(Method::name).collect()
    };
    let resources = contract.defs.resources().keys();
    let table: Map<_, _> = resources
        .map(|name| (name.to_string(), json!(methods_of(name))))
        .collect();
    Json::Object(table).to_string()
}

impl Method {
    /// The type of resources that the command is a method of, if its first parameter is one.
    pub fn receiver(&self) -> Option<&str> {
        match &self.params.first()?.schema {
            Schema::Resource(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it takes or returns a resource, at any depth.
    pub fn has_resources(&self, defs: &Defs) -> bool {
        let params = self.fields.iter().map(|field| &field.schema);
        let item = self.output.as_ref().map(|output| &output.item);
        defs.has_resources(params.chain([&self.result]).chain(item).collect())
    }
}

impl Defs {
    /// Whether a value of one of these types may have a resource in it. What any value may be has none.
    fn has_resources<'a>(&'a self, mut pending: Vec<&'a Schema>) -> bool {
        if self.resources().is_empty() {
            return false;
        }
        let mut seen = BTreeSet::new();
        while let Some(schema) = pending.pop() {
            match schema {
                Schema::Resource(_) => return true,
                Schema::Ref(name) if !seen.insert(name) => {}
                other => pending.extend(other.parts(self)),
            }
        }
        false
    }
}
