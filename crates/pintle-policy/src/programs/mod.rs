//! The rules for starting programs.
//!
//! - `read`: a rule as JSON
//! - `file`: the file that a rule names
//! - `script`: what else runs with it
//! - `elf`: what the system loads with it
//! - `start`: one call, under one rule

#[cfg(unix)]
mod elf;
mod file;
mod read;
mod script;
mod start;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use pintle_core::{Access, Caller, Error, Name, Value, pointer};

use crate::{
    denial::{denied, one},
    matcher::{Known, Matcher},
    places::Written,
    roots::Roots,
    turns::Use,
};
use start::{Refusal, Start};

/// The command that runs a program and returns what it wrote.
pub(crate) const RUN: &str = "program.run";

/// The commands that start programs.
pub(crate) const STARTS: [&str; 2] = [RUN, "program.lines"];

/// The options that a call of it may have. Others are not known to be harmless.
const KNOWN: [&str; 13] = [
    "program",
    "args",
    "cwd",
    "env",
    "clearEnv",
    "stdin",
    "stdinText",
    "mergeStderr",
    "timeoutMs",
    "killGraceMs",
    "lingerMs",
    "maxOutputBytes",
    "check",
];

/// A program, and how it may be run.
#[derive(Debug)]
pub(crate) struct ProgramRule {
    pub(crate) name: String,
    /// The program's file, in a folder without links.
    pub(crate) program: PathBuf,
    /// The names that callers may use: the rule's name, the path as written in the policy, its file
    /// name.
    names: Vec<String>,
    /// Arguments that precede those of the caller.
    prefix: Vec<String>,
    args: Vec<Matcher>,
    /// Arguments that the program gets before the argument with that number, without the caller
    /// passing them.
    fixed: Fixed,
    /// What further arguments may be, and how many.
    rest: Option<(Matcher, u64)>,
    cwd: Roots,
    /// Whether it writes there.
    cwd_access: Access,
    /// All folders that the rule names.
    named: Roots,
    /// Variables that the program gets, and those that the caller may set.
    env: BTreeMap<String, Variable>,
    /// Where variables that determine where programs are found must not lead.
    by_callers: Written,
    stdin: bool,
    timeout_ms: Option<f64>,
    max_output_bytes: Option<f64>,
    /// Names that must not exist in `cwd`; `*` is any name.
    without: Vec<String>,
    /// Whether `cwd` must be a git repository without its own configuration, and where its
    /// remotes may be.
    repository: Option<Matcher>,
    /// The remote that the repository's configuration must define.
    remote: Option<String>,
    /// Whether `cwd` must have an npm lock file that lists only registry packages.
    packages: bool,
}

impl ProgramRule {
    /// How it uses the folders that it names.
    fn uses(&self) -> Use {
        let texts = self
            .args
            .iter()
            .chain(self.rest.iter().map(|(each, _)| each));
        let given = self.env.values().filter_map(|variable| match variable {
            Variable::Given(matcher) => Some(matcher),
            Variable::Fixed(_) => None,
        });
        let looks = !self.without.is_empty()
            || self.repository.is_some()
            || self.packages
            || self.cwd_access == Access::Write
            || texts.chain(given).any(Matcher::writes);
        if looks { Use::Alone } else { Use::Writes }
    }
}

/// Texts, each with the number of the argument that it precedes.
type Fixed = Vec<(usize, String)>;

#[derive(Debug)]
enum Variable {
    Fixed(String),
    Given(Matcher),
}

/// The call, as allowed by one of the rules.
///
/// # Errors
/// `ERR_PINTLE_DENIED`, which says why each rule for that program refuses.
pub(crate) fn judge(
    rules: &[ProgramRule],
    method: &str,
    params: &Value,
    known: Known,
    output_left: u64,
    caller: &Caller,
) -> Result<Start, Error> {
    if let Value::Object(fields) = params {
        let strange = fields.iter().find(|(name, _)| !KNOWN.contains(&&**name));
        if let Some((name, _)) = strange {
            let message = format!("policies do not support the option \"{name}\" of {method}");
            return Err(denied(message, None).at(&pointer::token(name)));
        }
    }
    let program = match params.get("program") {
        Some(Value::String(program)) => program,
        Some(Value::Pending) if known == Known::Partial => {
            return Ok(Start::unknown(""));
        }
        _ => return Err(denied("expected the name of a program", None).at("/program")),
    };
    let mut refusals = Vec::new();
    for rule in rules
        .iter()
        .filter(|rule| rule.names.iter().any(|name| **name == **program))
    {
        match rule.judge(params, known, output_left, caller) {
            Ok(start) => return Ok(start),
            Err(refusal) => refusals.push((rule, refusal)),
        }
    }
    let suggestion = suggested(program, params.get("args"));
    // The rule that matches the most arguments is most likely the intended one.
    let closest = refusals.iter().max_by_key(|(_, refusal)| refusal.matched);
    let Some((_, Refusal { pointer, .. })) = closest else {
        let message = format!("no rule in \"programs\" allows {program:?}");
        return Err(denied(message, Some(suggestion)).at("/program"));
    };
    let reasons: Vec<_> = refusals
        .iter()
        .map(|(rule, refusal)| {
            let place = pointer::readable(&refusal.pointer);
            format!("rule \"{}\": {place}: {}", rule.name, refusal.reason)
        })
        .collect();
    Err(denied(reasons.join("; "), Some(suggestion)).at(pointer))
}

/// A rule for exactly this call.
fn suggested(program: &str, args: Option<&Value>) -> Value {
    let args = match args {
        Some(args @ (Value::List(_) | Value::Strings(_))) => args.clone(),
        _ => Value::List(Arc::default()),
    };
    let rule: Value = [
        (
            Name::Borrowed("program"),
            Value::from(format!("/PATH/{program}")),
        ),
        (Name::Borrowed("cwd"), one("under", Value::from("ROOT"))),
        (Name::Borrowed("args"), args),
    ]
    .into_iter()
    .collect();
    one("programs", one("NAME", rule))
}
