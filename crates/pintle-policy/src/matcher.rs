//! Which values a rule allows.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use pintle_core::{Error, Value, data::Source};
use regex::Regex;

use crate::{
    node::Node,
    roots::{Root, Roots},
};

/// The folders of a policy by name.
pub(crate) type RootsByName = BTreeMap<String, Arc<Root>>;

/// What a value may be.
#[derive(Debug)]
pub(crate) enum Matcher {
    /// Anything.
    Any,
    /// Nothing: it must not be given.
    Absent,
    /// One of these.
    OneOf(Vec<Value>),
    /// Text that the whole expression matches.
    Pattern(Regex),
    /// A whole number.
    Integer { min: f64, max: f64 },
    /// A path, or a list of paths, in one of these folders.
    Under(Roots),
}

/// Whether what a plan has still to fill in is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is: the call is about to be made.
    All,
    /// It is not, and passes for now.
    SoFar,
}

impl Matcher {
    /// Reads what a parameter of a command may be.
    pub(crate) fn of_param(node: &Node<'_>, roots: &RootsByName) -> Result<Self, Error> {
        match node.value {
            Value::Bool(true) => return Ok(Self::Any),
            Value::Bool(false) => return Ok(Self::Absent),
            _ => {}
        }
        let fields = node.fields(&["under", "oneOf", "pattern", "integer"])?;
        if let Some(under) = fields.get("under") {
            only_property(node)?;
            return Ok(Self::Under(read_under(&under, roots)?));
        }
        Self::common(node)
    }

    /// Reads what an argument of a program, or a variable of its environment, may be.
    pub(crate) fn of_text(node: &Node<'_>, roots: &RootsByName) -> Result<Self, Error> {
        if let Value::String(_) = node.value {
            return Ok(Self::OneOf(vec![node.value.clone()]));
        }
        let fields = node.fields(&["path", "oneOf", "pattern", "integer"])?;
        if let Some(path) = fields.get("path") {
            only_property(node)?;
            let under = path.fields(&["under"])?.require("under")?;
            return Ok(Self::Under(read_under(&under, roots)?));
        }
        let matcher = Self::common(node)?;
        if let Self::OneOf(values) = &matcher {
            for (value, item) in values.iter().zip(node.items_of("oneOf")?) {
                if !matches!(value, Value::String(_)) {
                    return Err(item.expected("a string"));
                }
            }
        }
        Ok(matcher)
    }

    fn common(node: &Node<'_>) -> Result<Self, Error> {
        only_property(node)?;
        let fields = node.fields(&["oneOf", "pattern", "integer"])?;
        if let Some(list) = fields.get("oneOf") {
            let items = list.items()?;
            if items.is_empty() {
                return Err(list.expected("at least one value"));
            }
            return Ok(Self::OneOf(
                items.iter().map(|item| item.value.clone()).collect(),
            ));
        }
        if let Some(pattern) = fields.get("pattern") {
            return Ok(Self::Pattern(read_pattern(&pattern)?));
        }
        let integer = fields
            .get("integer")
            .ok_or_else(|| node.expected("a rule for a value"))?;
        let fields = integer.fields(&["min", "max"])?;
        let (low, high) = (fields.require("min")?, fields.require("max")?);
        let (min, max) = (low.integer()?, high.integer()?);
        if min > max {
            return Err(high.expected("at least min"));
        }
        Ok(Self::Integer { min, max })
    }

    /// The folders that it names.
    pub(crate) fn roots(&self) -> Option<&Roots> {
        match self {
            Self::Under(roots) => Some(roots),
            _ => None,
        }
    }

    /// Whether it allows the value of a parameter; if not, what it expects. Relative paths start
    /// from `base`.
    pub(crate) fn judge(&self, value: &Value, known: Known, base: &Path) -> Result<(), String> {
        let pass = match (self, value) {
            (_, value) if known == Known::SoFar && is_pending(value) => true,
            (Self::Any, _) => true,
            (Self::Absent, _) => return Err("expected nothing: the rule forbids it".into()),
            (Self::OneOf(values), value) => values.contains(value),
            (Self::Pattern(pattern), Value::String(text)) => matches(pattern, text),
            (Self::Integer { min, max }, Value::Number(number)) => {
                number.fract() == 0.0 && (min..=max).contains(&number)
            }
            (Self::Under(roots), Value::String(path)) => {
                return located(roots, &base.join(&**path));
            }
            (Self::Under(roots), Value::Strings(paths)) => {
                return paths
                    .iter()
                    .try_for_each(|path| located(roots, &base.join(path)));
            }
            (Self::Under(_), Value::List(paths)) => {
                return paths
                    .iter()
                    .try_for_each(|path| self.judge(path, known, base));
            }
            _ => false,
        };
        if pass {
            return Ok(());
        }
        Err(format!(
            "expected {}, got {}",
            self.describe(),
            value.view().describe()
        ))
    }

    /// The argument that a program gets when it allows `text`; if not, what it expects. What only
    /// has to look like something must not look like an option as well, nor have control characters:
    /// `[^/]` and the like let them in, and they are never meant.
    pub(crate) fn judge_text(&self, text: &str, base: &Path) -> Result<String, String> {
        if let Self::OneOf(_) = self {
            self.judge(&Value::from(text), Known::All, base)?;
            return Ok(text.to_owned());
        }
        if text.starts_with('-') {
            return Err(format!(
                "expected {}, got {text:?}, which looks like an option",
                self.describe()
            ));
        }
        if text.chars().any(char::is_control) {
            let expected = self.describe();
            return Err(format!(
                "expected {expected}, got {text:?}, which has a control character in it"
            ));
        }
        let pass = match self {
            Self::Under(roots) => {
                let exact = roots.exact(&base.join(text));
                let exact = exact.map_err(|error| error.message().to_owned())?;
                let exact = exact.into_os_string().into_string();
                return exact.map_err(|_| "the path is not UTF-8".to_owned());
            }
            Self::Integer { min, max } => {
                // As the number is written, so that `0x10`, `1e3` and ` 1` are none.
                let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 15;
                digits
                    && text
                        .parse()
                        .is_ok_and(|number: f64| (*min..=*max).contains(&number))
            }
            Self::Pattern(pattern) => matches(pattern, text),
            Self::Any | Self::Absent | Self::OneOf(_) => false,
        };
        if pass {
            return Ok(text.to_owned());
        }
        Err(format!("expected {}, got {text:?}", self.describe()))
    }

    fn describe(&self) -> String {
        match self {
            Self::Any => "anything".into(),
            Self::Absent => "nothing".into(),
            Self::OneOf(values) => match &values[..] {
                [Value::String(text)] => format!("{text:?}"),
                values => {
                    let described: Vec<_> = values
                        .iter()
                        .map(|value| match value {
                            Value::String(text) => format!("{text:?}"),
                            other => other.view().describe(),
                        })
                        .collect();
                    format!("one of {}", described.join(", "))
                }
            },
            Self::Pattern(pattern) => format!("what the whole of {:?} matches", inner(pattern)),
            Self::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Self::Under(roots) => {
                let names: Vec<_> = roots.0.iter().map(|root| root.name.as_str()).collect();
                format!("a path under {}", names.join(" or "))
            }
        }
    }
}

impl<'a> Node<'a> {
    fn items_of(&self, name: &str) -> Result<Vec<Node<'a>>, Error> {
        self.fields(&["oneOf"])?.require(name)?.items()
    }
}

/// Whether a plan has still to fill in something of it.
fn is_pending(value: &Value) -> bool {
    match value {
        Value::Pending => true,
        Value::List(items) => items.iter().any(is_pending),
        Value::Object(fields) => fields.iter().any(|(_, value)| is_pending(value)),
        _ => false,
    }
}

fn only_property(node: &Node<'_>) -> Result<(), Error> {
    if node.entries()?.count() == 1 {
        Ok(())
    } else {
        Err(node.fault("expected exactly one property: a value is checked in one way"))
    }
}

/// `"work"` or `["work", "cache"]`.
pub(crate) fn read_under(node: &Node<'_>, roots: &RootsByName) -> Result<Roots, Error> {
    let find = |node: &Node<'_>| {
        let name = node.text()?;
        roots.get(name).cloned().ok_or_else(|| {
            let hint = pintle_core::did_you_mean(name, roots.keys().map(String::as_str));
            node.fault(format!("there is no root \"{name}\"{hint}"))
        })
    };
    let found = match node.value {
        Value::String(_) => vec![find(node)?],
        _ => node.items()?.iter().map(find).collect::<Result<_, _>>()?,
    };
    if found.is_empty() {
        return Err(node.expected("the name of a root"));
    }
    Ok(Roots(found))
}

fn read_pattern(node: &Node<'_>) -> Result<Regex, Error> {
    let text = node.text()?;
    let invalid = |error: regex::Error| node.fault(format!("the pattern is not valid: {error}"));
    // By itself first: one that closes our group would no longer be anchored as a whole.
    Regex::new(text).map_err(invalid)?;
    Regex::new(&format!(r"\A(?:{text})\z")).map_err(invalid)
}

/// The expression as the policy has it.
fn inner(pattern: &Regex) -> &str {
    let text = pattern.as_str();
    &text[r"\A(?:".len()..text.len() - r")\z".len()]
}

/// No control character is ever meant by a pattern, but `[^/]` and the like let them in.
fn matches(pattern: &Regex, text: &str) -> bool {
    !text.chars().any(char::is_control) && pattern.is_match(text)
}

fn located(roots: &Roots, path: &Path) -> Result<(), String> {
    let located = roots.locate(path);
    located
        .map(drop)
        .map_err(|error| error.message().to_owned())
}
