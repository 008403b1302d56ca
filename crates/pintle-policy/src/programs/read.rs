//! A rule for a program as JSON.

use std::{collections::BTreeMap, path::Path};

use pintle_core::{Error, Value};

use super::{
    Fixed, ProgramRule, Variable, file,
    script::{self, Search},
};
use crate::{
    matcher::{Matcher, RootsByName, read_folders},
    node::Node,
    places::Written,
    presets,
    roots::Roots,
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
            // Errors in a preset's parameters are reported at the preset.
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
            "remote",
            "packages",
        ])?;
        let path = fields.require("program")?;
        let written = path.text()?;
        let by_callers = Written::of(roots);
        let env = variables(fields.get("env"), roots, &by_callers)?;
        let search = match env.get("PATH") {
            None => Search::Fixed(None),
            Some(Variable::Fixed(path)) => Search::Fixed(Some(path)),
            Some(Variable::Given(_)) => Search::OfCaller,
        };
        let program = file::find(&path, written, folder, search, &by_callers)?;
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
        let (args, fixed) = arguments(&args, roots)?;
        let rest = fields.get("rest").map(|node| {
            let fields = node.fields(&["each", "max"])?;
            let each = Matcher::of_text(&fields.require("each")?, roots)?;
            Ok::<_, Error>((each, fields.require("max")?.count()?))
        });
        let rest: Option<(Matcher, u64)> = rest.transpose()?;
        let (cwd, cwd_access) = read_folders(&fields.require("cwd")?, roots)?;
        let number = |name| {
            let count = fields.get(name).map(|node| node.count()).transpose();
            count.map(|count| count.map(|count| count as f64))
        };
        let given = env.values().filter_map(|variable| match variable {
            Variable::Given(matcher) => Some(matcher),
            Variable::Fixed(_) => None,
        });
        let matchers = args.iter().chain(rest.iter().map(|(each, _)| each));
        let folders = matchers
            .chain(given)
            .filter_map(Matcher::roots)
            .chain([&cwd]);
        let folders = folders.flat_map(|roots| roots.0.iter().cloned()).collect();
        let remote = fields
            .get("remote")
            .map(|node| node.text().map(str::to_owned));
        Ok(Self {
            name: name.to_owned(),
            program,
            names,
            prefix: texts(fields.get("prefix"))?,
            args,
            fixed,
            rest,
            cwd,
            cwd_access,
            named: Roots(folders),
            env,
            by_callers,
            stdin: fields.get("stdin").map_or(Ok(false), |node| node.bool())?,
            timeout_ms: number("timeoutMs")?,
            max_output_bytes: number("maxOutputBytes")?,
            without: texts(fields.get("without"))?,
            repository: fields
                .get("repository")
                .map(|node| match remote {
                    // Only programs that access the remote care where it is.
                    Some(_) => Matcher::of_remote(&node, roots),
                    None => Matcher::of_text(&node, roots),
                })
                .transpose()?,
            remote: remote.transpose()?,
            packages: fields
                .get("packages")
                .map_or(Ok(false), |node| node.bool())?,
        })
    }
}

/// The rules for the caller's arguments, and the fixed ones between them.
fn arguments(items: &[Node<'_>], roots: &RootsByName) -> Result<(Vec<Matcher>, Fixed), Error> {
    let (mut args, mut fixed) = (Vec::new(), Vec::new());
    for item in items {
        if item.value.get("fixed").is_none() {
            args.push(Matcher::of_text(item, roots)?);
        } else {
            let text = item.fields(&["fixed"])?.require("fixed")?;
            fixed.push((args.len(), text.text()?.to_owned()));
        }
    }
    Ok((args, fixed))
}

fn variables(
    node: Option<Node<'_>>,
    roots: &RootsByName,
    by_callers: &Written,
) -> Result<BTreeMap<String, Variable>, Error> {
    let entries = node.map(|node| node.entries()).transpose()?;
    let variable = |(name, node): (&str, Node<'_>)| {
        let variable = match node.value {
            Value::String(text) => Variable::Fixed(text.to_string()),
            _ => Variable::Given(Matcher::of_text(&node, roots)?),
        };
        let values: Vec<_> = match &variable {
            Variable::Fixed(text) => vec![text.clone()],
            Variable::Given(matcher) => matcher.examples(),
        };
        for value in values {
            script::check_variable(name, &value, by_callers)
                .map_err(|reason| node.fault(reason))?;
        }
        Ok((name.to_owned(), variable))
    };
    entries.into_iter().flatten().map(variable).collect()
}
