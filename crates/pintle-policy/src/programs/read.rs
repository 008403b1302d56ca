//! A rule for a program as JSON.

use std::{collections::BTreeMap, path::Path};

use pintle_core::{Error, Value};

use super::{ProgramRule, Variable, file};
use crate::{
    matcher::{Matcher, RootsByName, read_under},
    node::Node,
    presets,
};

impl ProgramRule {
    pub(crate) fn read(
        name: &str,
        node: &Node<'_>,
        roots: &RootsByName,
        folder: &Path,
    ) -> Result<Self, Error> {
        if let Some(preset) = node.value.get("preset") {
            let rule = presets::expand(node, preset)?;
            // Faults in what a preset was given show at the preset.
            return Self::read(name, &Node::root(&rule), roots, folder)
                .map_err(|error| node.fault(error.message()));
        }
        let fields = node.fields(&[
            "program",
            "prefix",
            "args",
            "rest",
            "cwd",
            "env",
            "stdin",
            "timeoutMs",
            "maxOutputBytes",
            "without",
            "repository",
        ])?;
        let path = fields.require("program")?;
        let written = path.text()?;
        let program = file::find(&path, written, folder, roots)?;
        let file_name = Path::new(written)
            .file_name()
            .and_then(|name| name.to_str());
        let mut names = vec![name.to_owned(), written.to_owned()];
        names.extend(file_name.map(ToOwned::to_owned));
        let texts = |node: Option<Node<'_>>| -> Result<Vec<String>, Error> {
            let items = node.map(|node| node.items()).transpose()?;
            let texts = items.into_iter().flatten();
            texts
                .map(|item| item.text().map(ToOwned::to_owned))
                .collect()
        };
        let args = fields.require("args")?.items()?;
        let args = args.iter().map(|item| Matcher::of_text(item, roots));
        let rest = fields.get("rest").map(|node| {
            let fields = node.fields(&["each", "max"])?;
            let each = Matcher::of_text(&fields.require("each")?, roots)?;
            Ok::<_, Error>((each, fields.require("max")?.count()?))
        });
        let cwd = fields
            .require("cwd")?
            .fields(&["under"])?
            .require("under")?;
        let number = |name| {
            let count = fields.get(name).map(|node| node.count()).transpose();
            count.map(|count| count.map(|count| count as f64))
        };
        Ok(Self {
            name: name.to_owned(),
            program,
            names,
            prefix: texts(fields.get("prefix"))?,
            args: args.collect::<Result<_, _>>()?,
            rest: rest.transpose()?,
            cwd: read_under(&cwd, roots)?,
            env: variables(fields.get("env"), roots)?,
            stdin: fields.get("stdin").map_or(Ok(false), |node| node.bool())?,
            timeout_ms: number("timeoutMs")?,
            max_output_bytes: number("maxOutputBytes")?,
            without: texts(fields.get("without"))?,
            repository: fields
                .get("repository")
                .map(|node| Matcher::of_text(&node, roots))
                .transpose()?,
        })
    }
}

fn variables(
    node: Option<Node<'_>>,
    roots: &RootsByName,
) -> Result<BTreeMap<String, Variable>, Error> {
    let entries = node.map(|node| node.entries()).transpose()?;
    let variable = |(name, node): (&str, Node<'_>)| {
        let variable = match node.value {
            Value::String(text) => Variable::Fixed(text.to_string()),
            _ => Variable::Given(Matcher::of_text(&node, roots)?),
        };
        Ok((name.to_owned(), variable))
    };
    entries.into_iter().flatten().map(variable).collect()
}
