//! The rules for programs that are started.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use pintle_core::{Access, Error, Name, Value, pointer};

use crate::{
    denial::{denied, one},
    matcher::{Known, Matcher, RootsByName},
    node::Node,
    presets, repository,
    roots::{Root, Roots},
};

/// The command that starts programs.
pub(crate) const RUN: &str = "program.run";

/// What a call of it may have. An option that is not here is not known to be harmless.
const KNOWN: [&str; 10] = [
    "program",
    "args",
    "cwd",
    "env",
    "clearEnv",
    "stdin",
    "timeoutMs",
    "killGraceMs",
    "maxOutputBytes",
    "check",
];

/// A program that is asked to end gets no more time for it than this, in milliseconds.
const KILL_GRACE_MS: f64 = 2_000.0;

/// A program, and how it may be run.
#[derive(Debug)]
pub(crate) struct ProgramRule {
    pub(crate) name: String,
    /// The program's file, without links.
    pub(crate) program: PathBuf,
    /// What callers may call it: the rule's name, the path as the policy writes it, its file name.
    names: Vec<String>,
    /// Arguments that stand before those of the caller.
    prefix: Vec<String>,
    args: Vec<Matcher>,
    /// What further arguments may be, and how many.
    rest: Option<(Matcher, u64)>,
    cwd: Roots,
    /// Variables that the program gets, and those that the caller may give.
    env: BTreeMap<String, Variable>,
    stdin: bool,
    timeout_ms: Option<f64>,
    max_output_bytes: Option<f64>,
    /// Names that must not stand in `cwd`.
    without: Vec<String>,
    /// Whether `cwd` must be a git repository without a configuration of its own, and where its
    /// remotes may be.
    repository: Option<Matcher>,
}

#[derive(Debug)]
enum Variable {
    Fixed(String),
    Given(Matcher),
}

/// A call that is allowed.
#[derive(Debug)]
pub(crate) struct Start {
    /// The name of the rule.
    pub(crate) rule: String,
    /// The parameters that the command gets.
    pub(crate) params: Value,
    /// What the command may open: its working folder.
    pub(crate) roots: Arc<Roots>,
}

impl Start {
    /// Of a step whose references say what it will be.
    fn unknown(rule: &str) -> Self {
        Self {
            rule: rule.to_owned(),
            params: Value::Null,
            roots: Arc::default(),
        }
    }
}

/// Why a rule does not allow a call: where, and what it expects there.
struct Refusal {
    pointer: String,
    reason: String,
    /// How many arguments it allows before that.
    matched: usize,
}

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
        let program = find(&path, written, folder)?;
        if let Some(root) = roots
            .values()
            .find(|root| root.access == Access::Write && program.starts_with(&root.path))
        {
            let message = format!(
                "{} is in the root \"{}\", which may be written: whoever writes there would choose what runs",
                program.display(),
                root.name
            );
            return Err(path.fault(message));
        }
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
            cwd: crate::matcher::read_under(&cwd, roots)?,
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

    fn judge(&self, params: &Value, known: Known, output_left: u64) -> Result<Start, Refusal> {
        let refuse = |pointer: &str, reason: String| Refusal {
            pointer: pointer.to_owned(),
            reason,
            matched: 0,
        };
        let may_be_none = |value: &Value| {
            *value == Value::Null || known == Known::SoFar && *value == Value::Pending
        };
        if !self.stdin && !params.get("stdin").is_none_or(may_be_none) {
            return Err(refuse("/stdin", "the rule has no \"stdin\": true".into()));
        }
        if known == Known::SoFar && params.get("cwd") == Some(&Value::Pending) {
            return Ok(Start::unknown(&self.name)); // Where paths lead depends on it.
        }
        let located = self.folder(params.get("cwd"));
        let (root, folder, cwd) = located.map_err(|reason| refuse("/cwd", reason))?;
        let args = self.arguments(params.get("args"), known, &cwd)?;
        let env = self.environment(params.get("env"), known, &cwd)?;
        if known == Known::All {
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
            ("args".into(), Value::Strings(Arc::new(args))),
            ("cwd".into(), path(&cwd)),
            ("env".into(), env),
            ("clearEnv".into(), Value::Bool(true)),
            (
                "killGraceMs".into(),
                at_most("killGraceMs", KILL_GRACE_MS, KILL_GRACE_MS),
            ),
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
        for name in ["stdin", "check"] {
            if let Some(value) = params.get(name) {
                fields.push((name.into(), value.clone()));
            }
        }
        let root = self.cwd.0.iter().find(|one| one.name == root.name);
        Ok(Start {
            rule: self.name.clone(),
            params: fields.into_iter().collect(),
            roots: Arc::new(Roots(root.into_iter().cloned().collect())),
        })
    }

    /// The folder to run in: its root, where it is below that, and its path.
    fn folder(&self, cwd: Option<&Value>) -> Result<(&Root, PathBuf, PathBuf), String> {
        match cwd {
            None | Some(Value::Null) => {
                let root = &*self.cwd.0[0];
                Ok((root, PathBuf::new(), root.path.clone()))
            }
            Some(Value::String(text)) => {
                let located = self.cwd.locate(Path::new(&**text));
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
            Some(Value::Pending) if known == Known::SoFar => return Ok(Vec::new()),
            Some(Value::Strings(texts)) => texts.iter().map(|text| text.as_str().into()).collect(),
            Some(Value::List(items)) => items.to_vec(),
            Some(_) => return Err(refuse(None, "expected a list of strings".into())),
        };
        let mut args = self.prefix.clone();
        for (index, value) in given.iter().enumerate() {
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
                Value::Pending if known == Known::SoFar => {}
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
            Some(Value::Pending) if known == Known::SoFar => {}
            Some(Value::Object(fields)) => {
                for (name, value) in fields.iter() {
                    let pointer = format!("/env{}", pointer::token(name));
                    let Some((name, Variable::Given(matcher))) = self.env.get_key_value(&**name)
                    else {
                        let reason = "the rule does not let the caller set this variable".into();
                        return Err(refuse(pointer, reason));
                    };
                    match value {
                        Value::Pending if known == Known::SoFar => {}
                        Value::String(text) => {
                            let text = matcher.judge_text(text, cwd);
                            env.insert(name, text.map_err(|reason| refuse(pointer, reason))?);
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
        if !self.without.is_empty() {
            let folder = root.folder(below);
            let folder = folder.map_err(|error| format!("the folder cannot be read: {error}"))?;
            if let Some(name) = self
                .without
                .iter()
                .find(|name| folder.symlink_metadata(name).is_ok())
            {
                return Err(format!(
                    "there is a {name} in the folder, which the rule forbids"
                ));
            }
        }
        match &self.repository {
            None => Ok(()),
            Some(remote) => {
                let path = root.path.join(below);
                let is_allowed = |url: &str| remote.judge_text(url, &path).map(drop);
                repository::check(root, below, is_allowed)
            }
        }
    }
}

/// The call as one of the rules allows it.
///
/// # Errors
/// `ERR_PINTLE_DENIED`, which says why each rule for that program refuses.
pub(crate) fn judge(
    rules: &[ProgramRule],
    params: &Value,
    known: Known,
    output_left: u64,
) -> Result<Start, Error> {
    if let Value::Object(fields) = params {
        let strange = fields.iter().find(|(name, _)| !KNOWN.contains(&&**name));
        if let Some((name, _)) = strange {
            let message = format!("policies know no option \"{name}\" of {RUN}");
            return Err(denied(message, None).at(&pointer::token(name)));
        }
    }
    let program = match params.get("program") {
        Some(Value::String(program)) => program,
        Some(Value::Pending) if known == Known::SoFar => {
            return Ok(Start::unknown(""));
        }
        _ => return Err(denied("expected the name of a program", None).at("/program")),
    };
    let mut refusals = Vec::new();
    for rule in rules
        .iter()
        .filter(|rule| rule.names.iter().any(|name| **name == **program))
    {
        match rule.judge(params, known, output_left) {
            Ok(start) => return Ok(start),
            Err(refusal) => refusals.push((rule, refusal)),
        }
    }
    let suggestion = suggested(program, params.get("args"));
    // The rule that fits furthest is most likely the one that was meant.
    let closest = refusals.iter().max_by_key(|(_, refusal)| refusal.matched);
    let Some((_, Refusal { pointer, .. })) = closest else {
        let message = format!("no rule in \"programs\" is for {program:?}");
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

/// A rule for just this call.
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

/// The file that is run, found when the policy is read: nothing that a caller says leads to it.
fn find(node: &Node<'_>, written: &str, folder: &Path) -> Result<PathBuf, Error> {
    if !written.contains(std::path::is_separator) {
        let message = format!("expected a path such as /usr/bin/{written}: PATH is not searched");
        return Err(node.fault(message));
    }
    let unusable =
        |error: std::io::Error| node.fault(format!("the program cannot be used: {error}"));
    let path = folder.join(written).canonicalize().map_err(unusable)?;
    if !path.metadata().map_err(unusable)?.is_file() {
        return Err(node.fault("the program is no file"));
    }
    Ok(path)
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
