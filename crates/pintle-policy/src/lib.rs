//! Policies: what untrusted callers (guests, clients of `pintle-host`) may run, and where
//! their files may be. What a policy does not allow is denied. `docs/policy.md` describes them.
//!
//! - `document`: a policy as JSON
//! - `node`: reading a document strictly
//! - `matcher`: which values a rule allows
//! - `pattern`: regular expressions
//! - `commands`: the rules for commands
//! - `programs`: the rules for starting programs
//! - `presets`: rules for programs that are hard to write safely
//! - `repository`: what a git repository's own configuration may set
//! - `remote`: where such a repository's remotes may be
//! - `packages`: which packages an npm folder may list
//! - `roots`: the folders, and how files in them are opened
//! - `base`: where the relative paths of callers start
//! - `places`: whether callers can change where a path leads
//! - `nesting`: which folders contain which
//! - `turns`: which calls may use a folder simultaneously
//! - `limits`: how much a caller may use
//! - `denial`: why a call is refused, and the missing rule
//! - `standby`: calls that wait for another step of their plan
//! - `session`: one caller under a policy
//! - `request`: what a caller requests
//! - `explain`: the verdict on one request, without running it

#![forbid(unsafe_code)]

mod base;
mod commands;
mod denial;
mod document;
mod explain;
mod limits;
mod matcher;
mod nesting;
mod node;
mod packages;
mod pattern;
mod places;
mod presets;
mod programs;
mod queue;
mod remote;
mod repository;
mod request;
mod roots;
mod session;
mod standby;
mod turns;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use pintle_core::{Access, Contract, Error, Name, Value, json};

use commands::CommandRules;
use programs::ProgramRule;
use roots::Root;

pub use explain::Verdict;
pub use limits::Limits;
pub use presets::PRESETS;
pub use request::Request;
pub use session::Session;

/// The JSON Schema (2020-12) of a policy.
pub const SCHEMA: &str = include_str!("policy.schema.json");

/// A checked policy: its folders are open, and its programs have been found.
#[derive(Debug)]
pub struct Policy {
    roots: BTreeMap<String, Arc<Root>>,
    commands: CommandRules,
    programs: Vec<ProgramRule>,
    limits: Limits,
}

impl Policy {
    /// A policy that allows nothing.
    pub fn deny_all() -> Self {
        Self {
            roots: BTreeMap::new(),
            commands: CommandRules::default(),
            programs: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// Reads a policy for the commands of `contract`. Its relative paths start from `folder`.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_JSON`, and `ERR_PINTLE_INVALID_POLICY` with a pointer into the document.
    pub fn from_json(text: &str, folder: &Path, contract: &Contract) -> Result<Self, Error> {
        document::read(&json::from_json(text)?, folder, contract)
    }

    /// A summary of the policy: `{ roots, commands, programs, limits }`.
    pub fn summary(&self) -> Value {
        let text = |path: &Path| Value::from(path.display().to_string());
        let root = |root: &Arc<Root>| {
            let access = match root.access {
                Access::Read => "read",
                Access::Write => "write",
            };
            let fields = [("path", text(&root.path)), ("access", Value::from(access))];
            (Name::Owned(root.name.clone()), object(fields))
        };
        let program = |rule: &ProgramRule| (Name::Owned(rule.name.clone()), text(&rule.program));
        let methods = self.commands.methods().into_iter().map(Value::from);
        object([
            ("roots", self.roots.values().map(root).collect()),
            ("commands", Value::list(methods.collect())),
            ("programs", self.programs.iter().map(program).collect()),
            ("limits", self.limits.to_value()),
        ])
    }

    /// How much a caller may use.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }
}

fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let fields = fields.into_iter();
    fields
        .map(|(name, value)| (Name::Borrowed(name), value))
        .collect()
}
