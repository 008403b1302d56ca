//! A policy as JSON: the order in which its parts are read.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use pintle_core::{Contract, Error, Value};

use crate::{
    Limits, Policy, commands::CommandRules, nesting, node::Node, places::Written,
    programs::ProgramRule, roots::Root,
};

/// The version of the format.
const VERSION: f64 = 1.0;

pub(crate) fn read(document: &Value, folder: &Path, contract: &Contract) -> Result<Policy, Error> {
    let node = Node::root(document);
    let fields = node.fields(&[
        "$schema", "version", "roots", "commands", "programs", "limits",
    ])?;
    if let Some(schema) = fields.get("$schema") {
        schema.text()?;
    }
    let version = fields.require("version")?;
    if *version.value != Value::Number(VERSION) {
        return Err(version.expected("1"));
    }
    let roots = entries(fields.get("roots"))?
        .into_iter()
        .map(|(name, node)| Root::read(name, &node, folder));
    let mut roots: Vec<_> = roots.collect::<Result<_, _>>()?;
    nesting::connect(&mut roots)
        .map_err(|error| node.fault(format!("the roots cannot be used: {error}")))?;
    let roots: BTreeMap<_, _> = roots
        .into_iter()
        .map(|root| (root.name.clone(), Arc::new(root)))
        .collect();
    let by_callers = Written::of(&roots);
    for (name, node) in entries(fields.get("roots"))? {
        if let (Some(root), Some(path)) = (roots.get(name), node.entries()?.find_map(path)) {
            by_callers
                .follow_folders(root.written())
                .map_err(|trouble| {
                    path.fault(format!(
                        "{trouble}: anyone who can write there could replace the root"
                    ))
                })?;
        }
    }
    let commands = CommandRules::read(fields.get("commands").as_ref(), &roots, contract)?;
    let programs = entries(fields.get("programs"))?
        .into_iter()
        .map(|(name, node)| ProgramRule::read(name, &node, &roots, folder));
    let limits = fields.get("limits").as_ref().map(Limits::read);
    Ok(Policy {
        commands,
        programs: programs.collect::<Result<_, _>>()?,
        limits: limits.transpose()?.unwrap_or_default(),
        roots,
    })
}

fn path<'a>((name, node): (&str, Node<'a>)) -> Option<Node<'a>> {
    (name == "path").then_some(node)
}

fn entries(node: Option<Node<'_>>) -> Result<Vec<(&str, Node<'_>)>, Error> {
    node.map_or(Ok(Vec::new()), |node| Ok(node.entries()?.collect()))
}
