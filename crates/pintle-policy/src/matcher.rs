//! Which values a rule allows.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use pintle_core::{Access, Error, Value, data::Source};

use crate::{
    base::Base,
    node::Node,
    pattern::Pattern,
    places::Written,
    remote,
    roots::{Root, Roots},
};

/// The folders of a policy by name.
pub(crate) type RootsByName = BTreeMap<String, Arc<Root>>;

/// What a value may be.
#[derive(Debug)]
pub(crate) enum Matcher {
    /// Anything.
    Any,
    /// Nothing: it must be omitted.
    Absent,
    /// One of these.
    OneOf(Vec<Value>),
    /// Text that the expression matches as a whole.
    Pattern(Pattern),
    /// A whole number.
    Integer { min: f64, max: f64 },
    /// A path, or a list of paths, in one of these folders.
    Under(Roots),
    /// A path for a program, which may need to write there.
    Path(Roots, Access),
    /// An address of a git repository that is not where callers can write.
    Remote(Box<Self>, Written),
}

/// Whether what a plan has yet to fill in is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is known: the call is about to be made.
    Complete,
    /// It is unknown, and accepted for now.
    Partial,
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
        let fields = node.fields(&["path", "remote", "oneOf", "pattern", "integer"])?;
        if let Some(path) = fields.get("path") {
            only_property(node)?;
            let (under, access) = read_folders(&path, roots)?;
            return Ok(Self::Path(under, access));
        }
        if let Some(remote) = fields.get("remote") {
            only_property(node)?;
            return Self::of_remote(&remote, roots);
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

    /// Reads which addresses of git repositories are allowed.
    pub(crate) fn of_remote(node: &Node<'_>, roots: &RootsByName) -> Result<Self, Error> {
        let address = Self::of_text(node, roots)?;
        Ok(Self::Remote(Box::new(address), Written::of(roots)))
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
            return Ok(Self::Pattern(Pattern::read(&pattern)?));
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
            Self::Under(roots) | Self::Path(roots, _) => Some(roots),
            Self::Remote(address, _) => address.roots(),
            _ => None,
        }
    }

    /// Whether a program writes to the path that it allows.
    pub(crate) fn writes(&self) -> bool {
        matches!(self, Self::Path(_, Access::Write))
    }

    /// Texts that it allows, as far as they are known, including the paths highest up in the tree.
    pub(crate) fn examples(&self) -> Vec<String> {
        match self {
            Self::OneOf(values) => values
                .iter()
                .filter_map(|value| match value {
                    Value::String(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect(),
            Self::Path(roots, _) => {
                let paths = roots.0.iter().map(|root| root.path.display().to_string());
                paths.collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether it allows the value of a parameter; if not, what it expects. Relative paths start
    /// from `base`.
    pub(crate) fn judge(&self, value: &Value, known: Known, base: Base<'_>) -> Result<(), String> {
        let pass = match (self, value) {
            (_, value) if known == Known::Partial && is_pending(value) => true,
            (Self::Any, _) => true,
            (Self::Absent, _) => return Err("expected no value: the rule forbids it".into()),
            (_, Value::Number(number)) if is_minus_zero(*number) => false,
            (Self::OneOf(values), value) => values.contains(value),
            (Self::Pattern(pattern), Value::String(text)) => pattern.matches(text),
            (Self::Integer { min, max }, Value::Number(number)) => {
                number.fract() == 0.0 && (min..=max).contains(&number)
            }
            (Self::Under(roots), Value::String(path)) => {
                return located(roots, base, path);
            }
            (Self::Under(roots), Value::Strings(paths)) => {
                return paths.iter().try_for_each(|path| located(roots, base, path));
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

    /// The argument that a program gets if `text` is allowed; if not, what it expects. A value that
    /// only has to have a certain form must not look like an option, nor contain control
    /// characters: patterns such as `[^/]` accept them, although that is never intended.
    pub(crate) fn judge_text(&self, text: &str, base: &Path) -> Result<String, String> {
        if let Self::Remote(address, written) = self {
            let address = address.judge_text(text, base)?;
            return remote::check(&address, base, written).map(|()| address);
        }
        if let Self::OneOf(_) = self {
            self.judge(&Value::from(text), Known::Complete, Base::Folder(base))?;
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
                "expected {expected}, got {text:?}, which contains a control character"
            ));
        }
        let pass = match self {
            Self::Path(roots, access) => {
                let exact = roots.exact(&base.join(text), *access);
                let exact = exact.map_err(|error| error.message().to_owned())?;
                let exact = exact.into_os_string().into_string();
                return exact.map_err(|_| "the path is not UTF-8".to_owned());
            }
            Self::Integer { min, max } => {
                // In canonical form: `0x10`, `1e3` and ` 1` are not, and some
                // programs read `010` as 8.
                let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 15;
                let is_usual = digits && (text == "0" || !text.starts_with('0'));
                is_usual
                    && text
                        .parse()
                        .is_ok_and(|number: f64| (*min..=*max).contains(&number))
            }
            Self::Pattern(pattern) => pattern.matches(text),
            Self::Any | Self::Absent | Self::OneOf(_) | Self::Under(_) | Self::Remote(..) => false,
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
            Self::Pattern(pattern) => format!("text that matches {:?} as a whole", pattern.text()),
            Self::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Self::Remote(address, _) => address.describe(),
            Self::Under(roots) | Self::Path(roots, _) => {
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

/// Whether a plan has yet to fill in a part of it.
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

/// `{ "under": …, "access": … }`: folders, and what a program does there.
pub(crate) fn read_folders(node: &Node<'_>, roots: &RootsByName) -> Result<(Roots, Access), Error> {
    let fields = node.fields(&["under", "access"])?;
    let under = fields.require("under")?;
    let folders = read_under(&under, roots)?;
    let access = fields.get("access");
    let access = access.map_or(Ok(Access::Read), |node| read_access(&node))?;
    let is_writable = |root: &Arc<Root>| root.access == Access::Write;
    if access == Access::Write && !folders.0.iter().any(is_writable) {
        let message = "the program writes here, but the root is read-only";
        return Err(under.fault(message));
    }
    Ok((folders, access))
}

/// `"read"` or `"write"`.
pub(crate) fn read_access(node: &Node<'_>) -> Result<Access, Error> {
    match node.text()? {
        "read" => Ok(Access::Read),
        "write" => Ok(Access::Write),
        _ => Err(node.expected("\"read\" or \"write\"")),
    }
}

/// It equals 0, but dividing by it differs.
fn is_minus_zero(number: f64) -> bool {
    number == 0.0 && number.is_sign_negative()
}

fn located(roots: &Roots, base: Base<'_>, path: &str) -> Result<(), String> {
    let path = base.resolve(Path::new(path));
    let located = path.and_then(|path| roots.locate(&path).map(drop));
    located.map_err(|error| error.message().to_owned())
}
