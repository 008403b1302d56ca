//! What `npm ci` may find in its folder: registry packages, and nothing that leads elsewhere.
//!
//! npm reads and links folders that a lock file or a `package.json` names (`link: true`, `file:`,
//! workspaces), runs git, and empties the target of `node_modules`.

use std::{
    io::{self, Read},
    path::Path,
};

use cap_std::fs::Dir;
use pintle_core::{Value, json, pointer};

use crate::{
    nesting::id_of,
    roots::{Root, has_more_names},
};

/// No larger lock file is known.
const MOST_BYTES: u64 = 64 << 20;

/// npm's lock files; the first takes precedence.
const LOCKS: [&str; 2] = ["npm-shrinkwrap.json", "package-lock.json"];

/// npm's default cache folder.
pub(crate) const CACHE: &str = "node_modules/.npm";

/// No cache has folders nested this deep.
const MOST_DEPTH: usize = 16;

/// A copy of an object with this key may inherit everything from its value.
const PROTOTYPE: &str = "__proto__";

/// Names that are not names of packages.
const NOT_NAMES: [&str; 2] = [PROTOTYPE, "node_modules"];

/// The properties that list packages with their versions.
const DEPENDENCIES: [&str; 4] = [
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
];

/// Whether the folder `below` a root has only registry packages; if not, why.
pub(crate) fn check(root: &Root, below: &Path) -> Result<(), String> {
    let folder = root.folder(below);
    let folder = folder.map_err(|error| format!("the folder cannot be read: {error}"))?;
    match folder.symlink_metadata("node_modules") {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Ok(metadata) if metadata.is_dir() && !root.kept.contains(id_of(&metadata)) => {}
        _ => return Err("node_modules is a link or not a folder".into()),
    }
    if let Ok(metadata) = folder.symlink_metadata(CACHE) {
        let is_own = metadata.is_dir()
            && folder
                .open_dir(CACHE)
                .is_ok_and(|cache| has_only_files(&cache, 0));
        if !is_own {
            return Err(format!(
                "{CACHE} contains something other than files and folders"
            ));
        }
    }
    let package = read(&folder, "package.json")?.ok_or("there is no package.json")?;
    in_file("package.json", check_package(&package))?;
    if let Some(overrides) = package.get("overrides") {
        in_file("package.json", check_overrides(overrides))?;
    }
    let mut locks = 0;
    for name in LOCKS {
        if let Some(lock) = read(&folder, name)? {
            in_file(name, check_lock(&lock))?;
            locks += 1;
        }
    }
    if locks == 0 {
        return Err("there is no package-lock.json".into());
    }
    Ok(())
}

/// Whether nothing in a folder leads out of it.
fn has_only_files(folder: &Dir, depth: usize) -> bool {
    let check = |entry: io::Result<cap_std::fs::DirEntry>| -> io::Result<bool> {
        let name = entry?.file_name();
        let metadata = folder.symlink_metadata(&name)?;
        Ok(if metadata.is_dir() {
            depth < MOST_DEPTH && has_only_files(&folder.open_dir(&name)?, depth + 1)
        } else {
            metadata.is_file() && !has_more_names(&metadata)
        })
    };
    let entries = folder.read_dir(".");
    entries.is_ok_and(|mut entries| entries.all(|entry| check(entry).unwrap_or(false)))
}

fn in_file(name: &str, outcome: Result<(), String>) -> Result<(), String> {
    outcome.map_err(|reason| format!("{name}: {reason}"))
}

/// Reads a file that must be neither a link nor a hard link.
fn read(folder: &Dir, name: &str) -> Result<Option<Value>, String> {
    let unreadable = |error: io::Error| format!("{name} cannot be read: {error}");
    match folder.symlink_metadata(name) {
        Ok(metadata) if metadata.is_file() && !has_more_names(&metadata) => {}
        Ok(_) => return Err(format!("{name} is a link or not a regular file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    }
    let mut text = String::new();
    let file = folder.open(name).map_err(unreadable)?;
    file.take(MOST_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(format!("{name} is too large"));
    }
    let value = json::from_json(&text);
    let value = value.map_err(|error| format!("{name}: {}", error.message()))?;
    if has_prototype(&value) {
        return Err(format!("{name}: it has {PROTOTYPE}"));
    }
    Ok(Some(value))
}

/// Whether an object in a value has a key that has a special meaning in JavaScript.
fn has_prototype(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().any(has_prototype),
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| name == PROTOTYPE || has_prototype(value)),
        _ => false,
    }
}

fn check_lock(lock: &Value) -> Result<(), String> {
    let version = lock.get("lockfileVersion");
    if ![2.0, 3.0]
        .iter()
        .any(|known| version == Some(&Value::Number(*known)))
    {
        return Err("/lockfileVersion: expected 2 or 3".into());
    }
    let Some(Value::Object(packages)) = lock.get("packages") else {
        return Err("/packages: expected an object".into());
    };
    for (place, package) in packages.iter() {
        let checked = check_place(place).and_then(|()| check_package(package));
        checked.map_err(|reason| format!("/packages{}: {reason}", pointer::token(place)))?;
    }
    Ok(())
}

/// The folder of a package: the project itself, or one in the `node_modules` of another.
fn check_place(place: &str) -> Result<(), String> {
    let mut rest = place;
    while !rest.is_empty() {
        let name = rest.strip_prefix("node_modules/");
        let name = name.ok_or("the folder is not in node_modules")?;
        let end = match name.strip_prefix('@') {
            None => name.find('/'),
            Some(scoped) => scoped
                .find('/')
                .and_then(|at| scoped[at + 1..].find('/').map(|end| at + end + 2)),
        };
        let (name, after) = end.map_or((name, ""), |end| (&name[..end], &name[end + 1..]));
        check_name(name)?;
        if end.is_some() && after.is_empty() {
            return Err("the folder is not in node_modules".into());
        }
        rest = after;
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), String> {
    let is_part = |part: &str| {
        let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~!'()*".contains(&byte);
        !part.is_empty()
            && !part.starts_with('.')
            && !NOT_NAMES.contains(&part)
            && part.bytes().all(is_usual)
    };
    let is_good = match name.strip_prefix('@') {
        None => is_part(name),
        Some(scoped) => scoped
            .split_once('/')
            .is_some_and(|(scope, name)| is_part(scope) && is_part(name)),
    };
    if is_good {
        Ok(())
    } else {
        Err(format!("{name:?} is not the name of a package"))
    }
}

/// Checks one `package.json`, or one entry of a lock file.
fn check_package(package: &Value) -> Result<(), String> {
    let Value::Object(fields) = package else {
        return Err("expected an object".into());
    };
    for (field, value) in fields.iter() {
        let checked = match (&**field, value) {
            ("hasShrinkwrap" | "_hasShrinkwrap", value) if *value != Value::Bool(false) => {
                Err("packages with their own lock files are refused".into())
            }
            ("link", value) if *value != Value::Bool(false) => Err("links are refused".into()),
            ("workspaces", value) if !is_nothing(value) => Err("workspaces are refused".into()),
            ("resolved", value) => check_resolved(value),
            ("name", Value::String(name)) => check_name(name),
            ("version", Value::String(version)) => check_range(version),
            ("name" | "version", _) => Err("expected a string".into()),
            (name, value) if DEPENDENCIES.contains(&name) => check_dependencies(value),
            _ => Ok(()),
        };
        checked.map_err(|reason| format!("/{field}: {reason}"))?;
    }
    Ok(())
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::List(items) => items.is_empty(),
        value => *value == Value::Null,
    }
}

fn check_dependencies(dependencies: &Value) -> Result<(), String> {
    let Value::Object(dependencies) = dependencies else {
        return Err("expected an object".into());
    };
    for (name, wanted) in dependencies.iter() {
        let Value::String(wanted) = wanted else {
            return Err(format!("{name}: expected a string"));
        };
        check_name(name)?;
        check_range(wanted).map_err(|reason| format!("{name}: {reason}"))?;
    }
    Ok(())
}

/// Overrides of packages that others depend on, nested in objects.
fn check_overrides(overrides: &Value) -> Result<(), String> {
    let Value::Object(overrides) = overrides else {
        return Err("/overrides: expected an object".into());
    };
    for (name, wanted) in overrides.iter() {
        let checked = match wanted {
            Value::Object(_) => check_overrides(wanted),
            Value::String(wanted) => match wanted.strip_prefix('$') {
                Some(other) => check_name(other),
                None => check_range(wanted),
            },
            _ => Err("expected a string or an object".into()),
        };
        let named = if name == "." {
            Ok(())
        } else {
            check_range(&format!("npm:{name}"))
        };
        named
            .and(checked)
            .map_err(|reason| format!("/overrides: {name}: {reason}"))?;
    }
    Ok(())
}

/// Versions of a registry package: a range, a tag, or an alias for another package (`npm:…`).
fn check_range(wanted: &str) -> Result<(), String> {
    let range = match wanted.strip_prefix("npm:") {
        None => wanted,
        Some(other) => match other.char_indices().skip(1).find(|(_, char)| *char == '@') {
            None => return check_name(other),
            Some((at, _)) => {
                check_name(&other[..at])?;
                &other[at + 1..]
            }
        },
    };
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b" .-+_<>=~^|*,".contains(&byte);
    let lower = range.to_ascii_lowercase();
    let is_archive = [".tgz", ".tar", ".tar.gz"]
        .iter()
        .any(|end| lower.ends_with(end));
    let leads = range.trim_start().starts_with(['~', '.']) && range.contains('/');
    if range.bytes().all(is_usual) && !is_archive && !leads && !range.starts_with("..") {
        Ok(())
    } else {
        Err(format!("{wanted:?} is not a version of a registry package"))
    }
}

/// Where a package is downloaded from.
fn check_resolved(resolved: &Value) -> Result<(), String> {
    match resolved {
        Value::String(url) if url.starts_with("https://") || url.starts_with("http://") => Ok(()),
        Value::String(url) => Err(format!("{:?} is not an address of a registry", &**url)),
        _ => Err("expected a string".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_node_modules() {
        for good in [
            "",
            "node_modules/a",
            "node_modules/@a/b",
            "node_modules/a/node_modules/@b/c.js",
        ] {
            check_place(good).unwrap();
        }
        for bad in [
            "a",
            "..",
            "../a",
            "/a",
            "packages/a",
            "node_modules",
            "node_modules/",
            "node_modules/..",
            "node_modules/../../a",
            "node_modules/.bin",
            "node_modules/@a",
            "node_modules/@a/..",
            "node_modules/@../a",
            "node_modules/a/",
            "node_modules/a/b",
            "node_modules/a\\b",
            "node_modules/node_modules/a",
        ] {
            check_place(bad).unwrap_err();
        }
    }

    #[test]
    fn versions_are_those_of_registries() {
        for good in [
            "",
            "*",
            "1.2.3-beta.1+5",
            "^1.2.3",
            "~1",
            ">=1 <2 || 3.x",
            "1.0 - 2.0",
            "latest",
            "npm:other",
            "npm:@a/b@^1",
        ] {
            check_range(good).unwrap();
        }
        for bad in [
            "file:../x",
            "link:../x",
            "../x",
            "./x",
            "..",
            "/x",
            "~/x",
            "x.tgz",
            "x.tar.gz",
            "X.TGZ",
            "a/b",
            "github:a/b",
            "git+ssh://a/b",
            "https://example.com/a.tgz",
            "workspace:*",
            "npm:../x@1",
            "npm:@a/b@file:../x",
            "C:\\x",
        ] {
            check_range(bad).unwrap_err();
        }
    }

    #[test]
    fn no_object_has_a_prototype() {
        for (text, has) in [
            (r#"{ "a": [{ "__proto__": {} }] }"#, true),
            (r#"{ "__proto__": null }"#, true),
            (r#"{ "a": "__proto__", "b": ["__proto__"] }"#, false),
        ] {
            assert_eq!(
                has_prototype(&json::from_json(text).unwrap()),
                has,
                "{text}"
            );
        }
    }

    #[test]
    fn a_lock_file_names_no_folder_or_link() {
        let check = |packages: &str| {
            let text = format!(r#"{{ "lockfileVersion": 3, "packages": {{ {packages} }} }}"#);
            check_lock(&json::from_json(&text).unwrap())
        };
        check(
            r#""": { "name": "a", "dependencies": { "b": "^1" } },
            "node_modules/b": { "version": "1.0.0", "resolved": "https://example.com/b.tgz" }"#,
        )
        .unwrap();
        for bad in [
            r#""../b": {}"#,
            r#""node_modules/b": { "resolved": "../b", "link": true }"#,
            r#""node_modules/b": { "link": "yes" }"#,
            r#""node_modules/b": { "resolved": "file:b.tgz" }"#,
            r#""node_modules/b": { "resolved": "git+ssh://git@example.com/b" }"#,
            r#""node_modules/b": { "version": "file:../b" }"#,
            r#""node_modules/b": { "dependencies": { "c": "file:../c" } }"#,
            r#""": { "workspaces": ["*"] }"#,
            r#""": []"#,
            r#""node_modules/b": { "hasShrinkwrap": true }"#,
            r#""node_modules/b": { "_hasShrinkwrap": 1 }"#,
            r#""node_modules/__proto__": {}"#,
        ] {
            check(bad).unwrap_err();
        }
        check_lock(&json::from_json(r#"{ "lockfileVersion": 1 }"#).unwrap()).unwrap_err();
    }
}
