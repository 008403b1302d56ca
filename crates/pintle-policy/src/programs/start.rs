//! One call, under one rule.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use pintle_core::{Access, Caller, Name, Value, pointer};

use super::{ProgramRule, Variable, script};
use crate::{
    matcher::Known,
    packages,
    repository::{self, Wanted},
    roots::{Root, Roots},
    turns::Use,
};

/// How many milliseconds a program has at most to exit when asked.
const KILL_GRACE_MS: f64 = 2_000.0;
/// How many milliseconds the processes that a program leaves behind may be silent, at most.
const LINGER_MS: f64 = 1_000.0;

/// An allowed call.
#[derive(Debug)]
pub(crate) struct Start {
    /// The name of the rule.
    pub(crate) rule: String,
    /// The parameters that the command gets.
    pub(crate) params: Value,
    /// What the command may open: its working folder.
    pub(crate) roots: Arc<Roots>,
    /// All folders that the rule names, and how the program uses them.
    pub(crate) named: Roots,
    pub(crate) uses: Use,
}

impl Start {
    /// For a step where a reference determines it.
    pub(super) fn unknown(rule: &str) -> Self {
        Self {
            rule: rule.to_owned(),
            params: Value::Null,
            roots: Arc::default(),
            named: Roots::default(),
            uses: Use::Reads,
        }
    }
}

/// Why a rule does not allow a call: where, and what it expects there.
pub(super) struct Refusal {
    pub(super) pointer: String,
    pub(super) reason: String,
    /// How many arguments it allows before that.
    pub(super) matched: usize,
}

impl ProgramRule {
    pub(super) fn judge(
        &self,
        params: &Value,
        known: Known,
        output_left: u64,
        caller: &Caller,
    ) -> Result<Start, Refusal> {
        let refuse = |pointer: &str, reason: String| Refusal {
            pointer: pointer.to_owned(),
            reason,
            matched: 0,
        };
        let may_be_none = |value: &Value| {
            *value == Value::Null || known == Known::Partial && *value == Value::Pending
        };
        for (name, pointer) in [("stdin", "/stdin"), ("stdinText", "/stdinText")] {
            if !self.stdin && !params.get(name).is_none_or(may_be_none) {
                return Err(refuse(pointer, "the rule has no \"stdin\": true".into()));
            }
        }
        if known == Known::Partial && params.get("cwd") == Some(&Value::Pending) {
            return Ok(Start::unknown(&self.name)); // Where paths lead depends on it.
        }
        let located = self.folder(params.get("cwd"), caller);
        let (root, folder, cwd) = located.map_err(|reason| refuse("/cwd", reason))?;
        let args = self.arguments(params.get("args"), known, &cwd)?;
        let env = self.environment(params.get("env"), known, &cwd)?;
        if known == Known::Complete {
            self.check_folder(root, &folder)
                .map_err(|reason| refuse("/cwd", reason))?;
        }
        let path = |path: &Path| Value::from(path.display().to_string());
        let at_most = |name: &str, default: f64, limit: f64| {
            let asked = match params.get(name) {
                Some(Value::Number(number)) => *number,
                _ => default,
            };
            Value::Number(asked.min(limit))
        };
        let mut fields: Vec<(Name, Value)> = vec![
            ("program".into(), path(&self.program)),
            (
                "args".into(),
                Value::Strings(Arc::new(args.iter().collect())),
            ),
            ("cwd".into(), path(&cwd)),
            ("env".into(), env),
            ("clearEnv".into(), Value::Bool(true)),
            (
                "killGraceMs".into(),
                at_most("killGraceMs", KILL_GRACE_MS, KILL_GRACE_MS),
            ),
            ("lingerMs".into(), at_most("lingerMs", LINGER_MS, LINGER_MS)),
        ];
        let most = self.max_output_bytes.unwrap_or(f64::MAX);
        let most = most.min(output_left as f64);
        fields.push((
            "maxOutputBytes".into(),
            at_most("maxOutputBytes", most, most),
        ));
        if let Some(limit) = self.timeout_ms {
            fields.push(("timeoutMs".into(), at_most("timeoutMs", limit, limit)));
        } else if let Some(asked) = params.get("timeoutMs") {
            fields.push(("timeoutMs".into(), asked.clone()));
        }
        for name in ["stdin", "stdinText", "mergeStderr", "check"] {
            if let Some(value) = params.get(name) {
                fields.push((name.into(), value.clone()));
            }
        }
        let root = self.cwd.0.iter().find(|one| one.name == root.name);
        Ok(Start {
            rule: self.name.clone(),
            params: fields.into_iter().collect(),
            roots: Arc::new(Roots(root.into_iter().cloned().collect())),
            named: self.named.clone(),
            uses: self.uses(),
        })
    }

    /// The folder to run in: its root, its place below that, and its path.
    fn folder(
        &self,
        cwd: Option<&Value>,
        caller: &Caller,
    ) -> Result<(&Root, PathBuf, PathBuf), String> {
        match cwd {
            None | Some(Value::Null) => {
                let root = &*self.cwd.0[0];
                Ok((root, PathBuf::new(), root.path.clone()))
            }
            Some(Value::String(text)) => {
                let path = caller.resolve(Path::new(&**text));
                let located = path.and_then(|path| self.cwd.locate(&path));
                let (root, below) = located.map_err(|error| error.message().to_owned())?;
                let path = root.path.join(&below);
                Ok((root, below, path))
            }
            Some(_) => Err("expected a path".into()),
        }
    }

    fn arguments(
        &self,
        given: Option<&Value>,
        known: Known,
        cwd: &Path,
    ) -> Result<Vec<String>, Refusal> {
        let refuse = |index: Option<usize>, reason: String| Refusal {
            pointer: index.map_or("/args".into(), |index| format!("/args/{index}")),
            reason,
            matched: index.unwrap_or(0),
        };
        let given: Vec<Value> = match given {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Pending) if known == Known::Partial => return Ok(Vec::new()),
            Some(Value::Strings(texts)) => texts.iter().map(Value::from).collect(),
            Some(Value::List(items)) => items.to_vec(),
            Some(_) => return Err(refuse(None, "expected a list of strings".into())),
        };
        let mut args = self.prefix.clone();
        let mut fixed = self.fixed.iter().peekable();
        for (index, value) in given.iter().enumerate() {
            while let Some((_, text)) = fixed.next_if(|(before, _)| *before <= index) {
                args.push(text.clone());
            }
            let matcher = match (self.args.get(index), &self.rest) {
                (Some(matcher), _) => matcher,
                (None, Some((each, max))) if ((index - self.args.len()) as u64) < *max => each,
                _ => {
                    let most = index;
                    let reason = format!("expected at most {most} arguments, got {}", given.len());
                    return Err(refuse(Some(index), reason));
                }
            };
            match value {
                Value::Pending if known == Known::Partial => {}
                Value::String(text) => {
                    let text = matcher.judge_text(text, cwd);
                    args.push(text.map_err(|reason| refuse(Some(index), reason))?);
                }
                _ => return Err(refuse(Some(index), "expected a string".into())),
            }
        }
        if given.len() < self.args.len() {
            let reason = format!(
                "expected at least {} arguments, got {}",
                self.args.len(),
                given.len()
            );
            return Err(refuse(Some(given.len()), reason));
        }
        args.extend(fixed.map(|(_, text)| text.clone()));
        Ok(args)
    }

    fn environment(
        &self,
        given: Option<&Value>,
        known: Known,
        cwd: &Path,
    ) -> Result<Value, Refusal> {
        let refuse = |pointer: String, reason: String| Refusal {
            pointer,
            reason,
            matched: self.args.len(),
        };
        let mut env: BTreeMap<&str, String> = BTreeMap::new();
        for (name, variable) in &self.env {
            if let Variable::Fixed(value) = variable {
                env.insert(name, value.clone());
            }
        }
        match given {
            None | Some(Value::Null) => {}
            Some(Value::Pending) if known == Known::Partial => {}
            Some(Value::Object(fields)) => {
                for (name, value) in fields.iter() {
                    let pointer = format!("/env{}", pointer::token(name));
                    let Some((name, Variable::Given(matcher))) = self.env.get_key_value(&**name)
                    else {
                        let reason = "the rule does not let the caller set this variable".into();
                        return Err(refuse(pointer, reason));
                    };
                    match value {
                        Value::Pending if known == Known::Partial => {}
                        Value::String(text) => {
                            let text = matcher.judge_text(text, cwd);
                            let text = text.map_err(|reason| refuse(pointer.clone(), reason))?;
                            // A pattern may allow unexpected values.
                            script::check_variable(name, &text, &self.by_callers)
                                .map_err(|reason| refuse(pointer, reason))?;
                            env.insert(name, text);
                        }
                        _ => return Err(refuse(pointer, "expected a string".into())),
                    }
                }
            }
            Some(_) => return Err(refuse("/env".into(), "expected an object".into())),
        }
        Ok(env
            .into_iter()
            .map(|(name, value)| (Name::Owned(name.to_owned()), Value::from(value)))
            .collect())
    }

    fn check_folder(&self, root: &Root, below: &Path) -> Result<(), String> {
        if self.cwd_access == Access::Write && root.access == Access::Read {
            return Err(format!("the root \"{}\" is read-only", root.name));
        }
        root.check_cwd(below, self.cwd_access)?;
        if !self.without.is_empty() {
            let folder = root.folder(below);
            let folder = folder.map_err(|error| format!("the folder cannot be read: {error}"))?;
            let is_there = |name: &&String| match name.as_str() {
                "*" => folder
                    .entries()
                    .map_or(true, |mut all| all.next().is_some()),
                name => folder.symlink_metadata(name).is_ok(),
            };
            if let Some(name) = self.without.iter().find(is_there) {
                return Err(match name.as_str() {
                    "*" => "the rule requires an empty folder".to_owned(),
                    name => format!("the folder contains {name}, which the rule forbids"),
                });
            }
        }
        if let Some(address) = &self.repository {
            let path = root.path.join(below);
            let wanted = Wanted {
                remote: self.remote.as_deref(),
                address: &|url| address.judge_text(url, &path).map(drop),
            };
            repository::check(root, below, &wanted)?;
        }
        if self.packages {
            packages::check(root, below)?;
        }
        Ok(())
    }
}
