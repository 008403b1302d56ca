//! The rules for commands.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use pintle_core::{
    Caller, Contract, Effect, Error, Name, Value,
    contract::Method,
    did_you_mean, pointer,
    schema::{Defs, Schema},
};

use crate::{
    base::{Base, ListBase},
    denial::{denied, one},
    matcher::{Known, Matcher, RootsByName},
    node::Node,
    roots::Roots,
};

/// What may be called, and with which parameters.
#[derive(Debug, Default)]
pub(crate) struct CommandRules {
    /// By method.
    rules: HashMap<String, Rule>,
    /// The parameters of every method that are paths, including methods without a rule.
    paths: HashMap<String, Vec<String>>,
}

#[derive(Debug)]
struct Rule {
    params: BTreeMap<String, Matcher>,
    /// The folders that it names.
    roots: Arc<Roots>,
}

impl CommandRules {
    pub(crate) fn read(
        node: Option<&Node<'_>>,
        roots: &RootsByName,
        contract: &Contract,
    ) -> Result<Self, Error> {
        let mut this = Self::default();
        for method in contract.methods() {
            let fields = method.fields().iter();
            let paths = fields.filter(|field| has_path(&field.schema, contract.defs(), DEEP));
            let paths = paths.map(|field| field.name.to_string()).collect();
            this.paths.insert(method.name().to_owned(), paths);
        }
        let mut forbidden = Vec::new();
        for (name, node) in node.map(Node::entries).transpose()?.into_iter().flatten() {
            if let Some(family) = name.strip_suffix(".*") {
                if *node.value != Value::Bool(true) {
                    return Err(node.expected("true, for all commands of a family"));
                }
                this.allow_family(family, &node, roots, contract)?;
                continue;
            }
            let method = contract
                .method(name)
                .map_err(|error| node.fault(error.message()))?;
            match node.value {
                Value::Bool(false) => forbidden.push(name),
                _ => this.add(method, &node, roots)?,
            }
        }
        for name in forbidden {
            this.rules.remove(name);
        }
        Ok(this)
    }

    fn allow_family(
        &mut self,
        family: &str,
        node: &Node<'_>,
        roots: &RootsByName,
        contract: &Contract,
    ) -> Result<(), Error> {
        let own = |method: &&Method| method.name().split('.').next() == Some(family);
        let mut methods = contract.methods().iter().filter(own).peekable();
        if methods.peek().is_none() {
            let methods = contract.methods().iter();
            let families = methods.filter_map(|method| method.name().split('.').next());
            let hint = did_you_mean(family, families);
            return Err(node.fault(format!("there is no family \"{family}\"{hint}")));
        }
        for method in methods {
            // A specific rule, whatever the order, takes precedence over the family's.
            if !self.rules.contains_key(method.name()) {
                self.add(method, node, roots)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, method: &Method, node: &Node<'_>, roots: &RootsByName) -> Result<(), Error> {
        let name = method.name();
        if method.effects().contains(&Effect::Process) {
            let message =
                format!("{name} starts programs: allow them individually in \"programs\"");
            return Err(node.fault(message));
        }
        if !method.effects().is_empty() && !method.confined() {
            let message = format!("{name} is not confined to the roots, so no rule can allow it");
            return Err(node.fault(message));
        }
        let mut params = BTreeMap::new();
        if *node.value != Value::Bool(true) {
            let known: Vec<_> = method.fields().iter().map(|field| &*field.name).collect();
            node.fields(&known)?;
            for (name, node) in node.entries()? {
                params.insert(name.to_owned(), Matcher::of_param(&node, roots)?);
            }
        }
        let paths = &self.paths[name];
        let fields = method.fields().iter();
        for field in fields.filter(|field| paths.iter().any(|path| field.name == *path)) {
            match params.get(&*field.name) {
                Some(Matcher::Under(_) | Matcher::Absent) => {}
                None if field.optional => {}
                _ => {
                    let message = format!(
                        "{name} opens files: specify which, as {{ \"{}\": {{ \"under\": \"ROOT\" }} }}",
                        field.name
                    );
                    return Err(node.fault(message));
                }
            }
        }
        let named = params.values().filter_map(Matcher::roots);
        let named = Roots(named.flat_map(|roots| roots.0.iter().cloned()).collect());
        let rule = Rule {
            params,
            roots: Arc::new(named),
        };
        self.rules.insert(name.to_owned(), rule);
        Ok(())
    }

    /// The methods with rules, sorted.
    pub(crate) fn methods(&self) -> Vec<&str> {
        let mut methods: Vec<_> = self.rules.keys().map(String::as_str).collect();
        methods.sort_unstable();
        methods
    }

    /// Whether a parameter may have any value, so that nobody need know it before the call.
    pub(crate) fn ignores(&self, method: &str, param: &str) -> bool {
        let is_path = |paths: &Vec<String>| paths.iter().any(|path| path == param);
        let rule = self.rules.get(method).map(|rule| rule.params.get(param));
        matches!(rule, Some(None | Some(Matcher::Any)))
            && !self.paths.get(method).is_some_and(is_path)
    }

    /// Whether the call may be made, and the folders it may then open.
    pub(crate) fn judge(
        &self,
        method: &str,
        params: &Value,
        known: Known,
        caller: &Caller,
    ) -> Result<Arc<Roots>, Error> {
        let no_paths = Vec::new();
        let paths = self.paths.get(method).unwrap_or(&no_paths);
        let Some(rule) = self.rules.get(method) else {
            let message = format!("no rule in \"commands\" allows {method}");
            let suggestion = one("commands", one(method, suggested(paths)));
            return Err(denied(message, Some(suggestion)));
        };
        let Value::Object(fields) = params else {
            return Ok(Arc::clone(&rule.roots)); // The command itself reports what it expects.
        };
        let of_lists = ListBase::of(params, paths, known, caller);
        for (name, value) in fields.iter().filter(|(_, value)| *value != Value::Null) {
            let is_path = paths.iter().any(|path| path == name);
            let Some(matcher) = rule.params.get(&**name) else {
                if is_path {
                    let message =
                        format!("the rule for {method} does not specify an allowed {name}");
                    let rule = one(method, one(name, under()));
                    let suggestion = one("commands", rule);
                    return Err(denied(message, Some(suggestion)).at(&pointer::token(name)));
                }
                continue;
            };
            let is_list = matches!(value, Value::List(_) | Value::Strings(_));
            let refused = |reason| denied(reason, None).at(&pointer::token(name));
            let base = match &of_lists {
                ListBase::Unknown if is_list => continue,
                ListBase::Root(Err(error)) if is_list => {
                    return Err(refused(error.message().to_owned()));
                }
                ListBase::Root(Ok(root)) if is_list => Base::Folder(root),
                _ => Base::Caller(caller),
            };
            matcher.judge(value, known, base).map_err(refused)?;
        }
        for (name, matcher) in &rule.params {
            if params.get(name).is_none_or(|value| *value == Value::Null)
                && !matches!(matcher, Matcher::Any | Matcher::Absent)
                && !paths.contains(name)
            {
                let message = format!("the rule for {method} requires {name}");
                return Err(denied(message, None).at(&pointer::token(name)));
            }
        }
        Ok(Arc::clone(&rule.roots))
    }
}

/// Types do not nest deeper than this; a recursive type counts as having a path.
const DEEP: usize = 16;

/// Whether a parameter names files or folders, at any depth.
fn has_path(schema: &Schema, defs: &Defs, deep: usize) -> bool {
    match schema {
        _ if deep == 0 => true,
        Schema::Path => true,
        _ => {
            let mut parts = schema.parts(defs).into_iter();
            parts.any(|part| has_path(part, defs, deep - 1))
        }
    }
}

fn under() -> Value {
    one("under", Value::from("ROOT"))
}

fn suggested(paths: &[String]) -> Value {
    if paths.is_empty() {
        return Value::Bool(true);
    }
    paths
        .iter()
        .map(|name| (Name::Owned(name.clone()), under()))
        .collect()
}
