//! Rules for programs for which safe rules are hard to write, because their options, variables or
//! files run other programs. `docs/policy.md` describes what each closes.

use std::sync::Arc;

use pintle_core::{Error, Name, Value, did_you_mean, json};

use crate::{node::Node, packages};

/// A rule with placeholders.
#[derive(Debug)]
pub struct Preset {
    /// Its name in a policy.
    pub name: &'static str,
    /// What it allows.
    pub description: &'static str,
    /// The properties that a policy sets next to `preset`; in the template they follow a `$`.
    pub params: &'static [&'static str],
    /// Optional ones, with their defaults.
    pub optional: &'static [(&'static str, &'static str)],
    template: &'static str,
}

/// Every preset.
pub static PRESETS: &[Preset] = &[
    Preset {
        name: "git-clone",
        description: "git clone -- FROM INTO",
        params: &["program", "from", "under"],
        optional: &[],
        template: include_str!("presets/git-clone.json"),
    },
    Preset {
        name: "git-fetch",
        description: "git fetch --no-recurse-submodules -- origin, in a plain repository whose remote is one of FROM",
        params: &["program", "from", "under"],
        optional: &[],
        template: include_str!("presets/git-fetch.json"),
    },
    Preset {
        name: "git-status",
        description: "git status --porcelain=v2 --ignore-submodules=all, in a plain repository",
        params: &["program", "under"],
        optional: &[],
        template: include_str!("presets/git-status.json"),
    },
    Preset {
        name: "npm-ci",
        description: "npm ci without install scripts, in a folder whose lock file lists only registry packages",
        params: &["program", "path", "under"],
        optional: &[("cache", packages::CACHE)],
        template: include_str!("presets/npm-ci.json"),
    },
    Preset {
        name: "tar-list",
        description: "tar -tf ARCHIVE",
        params: &["program", "under"],
        optional: &[],
        template: include_str!("presets/tar-list.json"),
    },
    Preset {
        name: "tar-extract",
        description: "tar -xf ARCHIVE, into the working folder, which is empty",
        params: &["program", "under"],
        optional: &[],
        template: include_str!("presets/tar-extract.json"),
    },
    Preset {
        name: "tar-create",
        description: "tar -cf ARCHIVE -- FILE…",
        params: &["program", "under"],
        optional: &[],
        template: include_str!("presets/tar-create.json"),
    },
];

/// The rule that a preset expands to.
pub(crate) fn expand(node: &Node<'_>, name: &Value) -> Result<Value, Error> {
    let Value::String(name) = name else {
        return Err(node.fault("expected the name of a preset"));
    };
    let preset = PRESETS.iter().find(|preset| *preset.name == **name);
    let preset = preset.ok_or_else(|| {
        let hint = did_you_mean(name, PRESETS.iter().map(|preset| preset.name));
        node.fault(format!("there is no preset \"{name}\"{hint}"))
    })?;
    let limits = ["timeoutMs", "maxOutputBytes"];
    let optional = preset.optional.iter().map(|(name, _)| name);
    let known: Vec<_> = ["preset"]
        .iter()
        .chain(&limits)
        .chain(preset.params)
        .chain(optional)
        .copied()
        .collect();
    let fields = node.fields(&known)?;
    for name in preset.params {
        fields.require(name)?;
    }
    let usual = preset.optional.iter();
    let usual = usual.filter(|(name, _)| node.value.get(name).is_none());
    let usual = usual.map(|(name, value)| (Name::Borrowed(*name), Value::from(*value)));
    let given = match node.value {
        Value::Object(given) => given.iter().cloned().chain(usual).collect(),
        other => other.clone(),
    };
    let mut rule = fill(&json::from_json(preset.template)?, &given);
    if let Value::Object(properties) = &mut rule {
        let given = limits
            .iter()
            .filter_map(|name| Some((Name::Borrowed(*name), node.value.get(name)?.clone())));
        let properties = Arc::make_mut(properties);
        for (name, value) in given {
            properties.retain(|(other, _)| *other != name);
            properties.push((name, value));
        }
    }
    Ok(rule)
}

/// The template with its placeholders filled in.
fn fill(template: &Value, given: &Value) -> Value {
    match template {
        Value::String(text) => text
            .strip_prefix('$')
            .and_then(|name| given.get(name))
            .cloned()
            .unwrap_or_else(|| template.clone()),
        Value::List(items) => {
            let filled = items.iter().map(|item| fill(item, given));
            Value::list(filled.collect())
        }
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), fill(value, given)))
            .collect(),
        other => other.clone(),
    }
}
