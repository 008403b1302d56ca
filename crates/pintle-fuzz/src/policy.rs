//! Requests under a policy, and policies.

use std::{
    fs,
    path::{Component, Path, PathBuf},
    sync::{Arc, LazyLock},
};

use pintle::{Caller, Context, Guard, Name, Value, json, pointer};
use pintle_policy::{Policy, Request, Session, Verdict};

use crate::CONTRACT;

/// The prefix of a policy, so that it is not mistaken for a request.
const POLICY: &[u8] = b"policy ";

/// Separates arguments: it does not occur in text.
const BETWEEN: u8 = 0xff;

/// Checks a request as JSON, a policy after `policy `, or arguments of a program after the number
/// of its rule, separated by the byte 255.
///
/// # Panics
/// If a property does not hold.
pub fn check(data: &[u8]) {
    match data {
        [b'{' | b'[', ..] => {
            let request = str::from_utf8(data).ok().map(json::from_json);
            if let Some(Ok(request)) = request {
                judge(&request);
            }
        }
        [number, args @ ..] if *number < RULES.len() as u8 => {
            let args: Vec<_> = args
                .split(|byte| *byte == BETWEEN)
                .map(|arg| String::from_utf8_lossy(arg).into_owned())
                .collect();
            start(&RULES[usize::from(*number)], &args);
        }
        _ => {
            let policy = data.strip_prefix(POLICY).map(str::from_utf8);
            if let Some(Ok(policy)) = policy {
                read(policy);
            }
        }
    }
}

/// A policy is accepted, or its error points into it.
fn read(text: &str) {
    match Policy::from_json(text, &GROUND.folder, &CONTRACT) {
        Ok(policy) => drop(json::to_json(&policy.summary()).expect("a summary is JSON")),
        Err(error) => {
            let code = error.code();
            let ours = ["ERR_PINTLE_INVALID_JSON", "ERR_PINTLE_INVALID_POLICY"];
            assert!(ours.contains(&code), "{error:?}");
            assert!(pointer::tokens(error.pointer()).is_some(), "{error:?}");
        }
    }
}

/// A rule for a program, and what it was meant to allow.
struct Rule {
    name: &'static str,
    json: &'static str,
    /// Whether the rule allows these arguments; none if only the outcome can be judged.
    allows: fn(&[String]) -> Option<bool>,
}

static RULES: [Rule; 7] = [
    Rule {
        name: "word",
        json: r#""args": [{ "pattern": "[a-z]+" }]"#,
        allows: |args| {
            let is_word =
                |arg: &String| !arg.is_empty() && arg.bytes().all(|byte| byte.is_ascii_lowercase());
            Some(matches!(args, [arg] if is_word(arg)))
        },
    },
    Rule {
        name: "half",
        json: r#""args": ["half", { "pattern": "good|fine" }]"#,
        allows: |args| Some(args == ["half", "good"] || args == ["half", "fine"]),
    },
    Rule {
        name: "any",
        json: r#""args": ["--", { "pattern": ".*" }]"#,
        allows: |args| Some(matches!(args, [first, arg] if first == "--" && is_value(arg))),
    },
    Rule {
        name: "count",
        json: r#""args": [{ "integer": { "min": 1, "max": 90 } }]"#,
        allows: |args| {
            let number = |arg: &String| (1..=90).any(|number: u8| *arg == number.to_string());
            Some(matches!(args, [arg] if number(arg)))
        },
    },
    Rule {
        name: "one",
        json: r#""args": [{ "oneOf": ["-a", "b"] }]"#,
        allows: |args| Some(args == ["-a"] || args == ["b"]),
    },
    Rule {
        name: "path",
        json: r#""args": [{ "path": { "under": "work" } }]"#,
        allows: |args| match args {
            [arg] if is_value(arg) => None,
            _ => Some(false),
        },
    },
    Rule {
        name: "rest",
        json: r#""args": ["x"], "rest": { "each": { "pattern": "[^/]+" }, "max": 2 },
            "env": { "LANG": "C", "WORD": { "pattern": "[a-z]*" } }"#,
        allows: |args| {
            let (first, rest) = args.split_first()?;
            let each = |arg: &String| is_value(arg) && !arg.is_empty() && !arg.contains('/');
            Some(first == "x" && rest.len() <= 2 && rest.iter().all(each))
        },
    },
];

/// Whether it is neither an option nor a trick.
fn is_value(arg: &str) -> bool {
    !arg.starts_with('-') && !arg.chars().any(char::is_control)
}

/// The setting in which requests are judged: a folder with links that lead out, and a policy.
struct Ground {
    folder: PathBuf,
    work: PathBuf,
    policy: Arc<Policy>,
}

/// Where requests are made.
static CALLER: LazyLock<Arc<Caller>> = LazyLock::new(|| {
    let folder = std::env::current_dir();
    Arc::new(Caller::new(folder, Vec::new()))
});

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/fuzz-ground");
    let make = || {
        fs::create_dir_all(target.join("work/sub"))?;
        fs::write(target.join("work/file"), "a file\n")?;
        fs::write(target.join("program"), "")?;
        #[cfg(unix)]
        for (name, to) in [("work/link", ".."), ("work/sub/root", "/proc/self/root")] {
            if target.join(name).symlink_metadata().is_err() {
                std::os::unix::fs::symlink(to, target.join(name))?;
            }
        }
        target.canonicalize()
    };
    let folder = make().expect("the target folder can be written");
    let programs: Vec<_> = RULES
        .iter()
        .map(|Rule { name, json, .. }| {
            format!(
                r#""{name}": {{ "program": "./program", "cwd": {{ "under": "work" }}, {json} }}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{ "version": 1, "roots": {{ "work": {{ "path": "work" }} }},
            "commands": {{ "math.*": true, "math.divide": false,
                "math.addF64": {{ "a": {{ "integer": {{ "min": 0, "max": 9 }} }} }},
                "hash.file": {{ "path": {{ "under": "work" }}, "algorithm": {{ "oneOf": ["blake3"] }} }},
                "hash.files": {{ "root": {{ "under": "work" }}, "paths": {{ "under": "work" }} }} }},
            "programs": {{ {} }} }}"#,
        programs.join(", ")
    );
    let policy = Policy::from_json(&text, &folder, &CONTRACT);
    Ground {
        work: folder.join("work"),
        policy: Arc::new(policy.expect("the policy is valid")),
        folder,
    }
});

fn start(rule: &Rule, args: &[String]) {
    let args = args.iter().map(|arg| Value::from(arg.as_str()));
    let params = object([
        ("program", Value::from(rule.name)),
        ("args", Value::list(args.collect())),
    ]);
    judge(&object([
        ("method", Value::from("program.run")),
        ("params", params),
    ]));
}

/// Whether a request is allowed, and the properties that follow.
fn judge(request: &Value) {
    let policy = &GROUND.policy;
    let Ok(asked) = Request::read(request) else {
        return;
    };
    let Ok(verdict) = policy.explain(&asked, &CONTRACT, &CALLER) else {
        return;
    };
    json::to_json(&verdict.to_value()).expect("a verdict is JSON");
    match (verdict, &asked) {
        (Verdict::Denied(error), asked) => {
            // It would run here if the verdict were different.
            let guard: Arc<dyn Guard> =
                Arc::new(Session::new(Arc::clone(policy), Arc::clone(&CALLER)));
            let context = Context::default().with_guard(guard);
            let refused = asked.run(&CONTRACT, &context).expect_err("it is denied");
            assert_eq!(refused.code(), "ERR_PINTLE_DENIED");
            assert_eq!(
                (refused.pointer(), refused.message()),
                (error.pointer(), error.message())
            );
            if let Request::Call { method, params } = asked {
                refused_as_meant(method, params);
            }
        }
        (
            Verdict::Allowed {
                rule,
                params: given,
            },
            Request::Call { method, params },
        ) => {
            let rule = rule.expect("a call is allowed by a rule");
            if method == "program.run" {
                starts_as_meant(&rule, params, &given);
            }
            foreseen(method, params);
        }
        (Verdict::Allowed { .. }, Request::Plan { .. } | Request::Release { .. }) => {}
    }
}

/// Rules also allow what they should allow.
fn refused_as_meant(method: &str, params: &Value) {
    let rule = RULES
        .iter()
        .find(|rule| params.get("program") == Some(&rule.name.into()));
    let (Some(rule), "program.run", Value::Object(fields)) = (rule, method, params) else {
        return;
    };
    if let (2, Some(args)) = (fields.len(), texts(params.get("args"))) {
        assert_ne!((rule.allows)(&args), Some(true), "{} {args:?}", rule.name);
    }
}

/// What would be started is what the rule was meant to allow.
fn starts_as_meant(rule: &str, asked: &Value, given: &Value) {
    let ground = &*GROUND;
    let rule = RULES
        .iter()
        .find(|one| rule == format!("programs[{:?}]", one.name));
    let rule = rule.expect("the policy has the rule");
    let path = |value: Option<&Value>| match value {
        Some(Value::String(text)) => PathBuf::from(&**text),
        other => panic!("expected a path, got {other:?}"),
    };
    assert_eq!(path(given.get("program")), ground.folder.join("program"));
    assert_eq!(given.get("clearEnv"), Some(&Value::Bool(true)));
    inside(&path(given.get("cwd")), false);
    let args = texts(given.get("args")).expect("arguments are texts");
    let asked = texts(asked.get("args")).unwrap_or_default();
    assert_eq!(args.len(), asked.len());
    if rule.name == "path" {
        assert!(is_value(&asked[0]), "{asked:?}");
        inside(Path::new(&args[0]), true);
    } else {
        assert_eq!(args, asked);
        assert_eq!((rule.allows)(&args), Some(true), "{} {args:?}", rule.name);
    }
    let Some(Value::Object(env)) = given.get("env") else {
        panic!("the environment is not given");
    };
    for (name, value) in env.iter() {
        match (&**name, value) {
            ("LANG", value) => assert_eq!(*value, Value::from("C")),
            ("WORD", Value::String(text)) => {
                assert!(
                    text.bytes().all(|byte| byte.is_ascii_lowercase()),
                    "{text:?}"
                );
            }
            other => panic!("{other:?} is in the environment"),
        }
    }
}

/// The path leads below the root and, if it is `exact`, not through a link.
fn inside(path: &Path, exact: bool) {
    let below = path.strip_prefix(&GROUND.work);
    let below = below.unwrap_or_else(|_| panic!("{} is outside", path.display()));
    let mut here = GROUND.work.clone();
    for part in below.components() {
        assert!(matches!(part, Component::Normal(_)), "{}", path.display());
        here.push(part);
        let is_link = here
            .symlink_metadata()
            .is_ok_and(|found| found.is_symlink());
        assert!(!(exact && is_link), "{} has a link in it", path.display());
    }
}

/// What is allowed with full knowledge is not refused with less.
fn foreseen(method: &str, params: &Value) {
    let Value::Object(fields) = params else {
        return;
    };
    let refs = fields.iter().map(|(name, _)| {
        let place = pointer::token(name);
        let from = object([("input", Value::from(place.as_str()))]);
        (Name::Owned(place), from)
    });
    let alone = object([("method", Value::from(method)), ("params", params.clone())]);
    let referred = object([("method", Value::from(method)), ("refs", refs.collect())]);
    for step in [alone, referred] {
        let request = Request::Plan {
            document: Value::list(vec![step]),
            input: Value::Null,
        };
        if let Ok(Verdict::Denied(error)) = GROUND.policy.explain(&request, &CONTRACT, &CALLER) {
            panic!("{request:?} is refused: {error}");
        }
    }
}

fn texts(value: Option<&Value>) -> Option<Vec<String>> {
    match value {
        Some(Value::Strings(texts)) => Some(texts.iter().map(str::to_owned).collect()),
        Some(Value::List(items)) => items
            .iter()
            .map(|item| match item {
                Value::String(text) => Some(text.to_string()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let fields = fields.into_iter();
    fields
        .map(|(name, value)| (Name::Borrowed(name), value))
        .collect()
}
