//! The file of rules that apply in every repository, as named in git's settings.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use pintle::Context;

/// The caller's variables on which that depends.
pub(crate) const VARIABLES: &[&str] = &[
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "XDG_CONFIG_HOME",
    "HOME",
    "USERPROFILE",
];

/// The path in `core.excludesFile`, or its default.
pub(super) fn excludes_file(cx: &Context) -> Option<PathBuf> {
    let variable = |name| cx.variable(name).filter(|value| !value.is_empty());
    let home = home(cx);
    let xdg = variable("XDG_CONFIG_HOME").map(PathBuf::from);
    let xdg = xdg.or_else(|| Some(home.as_ref()?.join(".config")));
    // The first that names a file counts, from the user's settings to the system's.
    let settings = [
        variable("GIT_CONFIG_GLOBAL").map(PathBuf::from),
        home.as_ref().map(|home| home.join(".gitconfig")),
        xdg.as_ref().map(|xdg| xdg.join("git/config")),
        Some(variable("GIT_CONFIG_SYSTEM").map_or_else(|| "/etc/gitconfig".into(), PathBuf::from)),
    ];
    let mut settings = settings.into_iter().flatten();
    let named = settings.find_map(|file| named_in(&fs::read(cx.resolve(&file).ok()?).ok()?));
    named
        .map(|path| with_home(&path, home.as_deref()))
        .or_else(|| Some(xdg?.join("git/ignore")))
}

/// The caller's home folder.
pub(crate) fn home(cx: &Context) -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    let home = cx.variable(name).filter(|home: &OsString| !home.is_empty());
    home.map(PathBuf::from)
}

/// The value of `core.excludesFile` in a file of git's settings: the last one counts.
fn named_in(settings: &[u8]) -> Option<String> {
    let settings = String::from_utf8_lossy(settings);
    let mut in_core = false;
    let mut named = None;
    for line in settings.lines().map(str::trim) {
        if line.starts_with('[') {
            in_core = line.eq_ignore_ascii_case("[core]");
        } else if let Some((key, value)) = line.split_once('=')
            && in_core
            && key.trim_end().eq_ignore_ascii_case("excludesFile")
        {
            named = Some(unquoted(value.trim()));
        }
    }
    named.filter(|path| !path.is_empty())
}

/// A value without its quotes, or without the comment after it.
fn unquoted(value: &str) -> String {
    let quoted = value
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'));
    let plain = || {
        value
            .split(['#', ';'])
            .next()
            .unwrap_or_default()
            .trim_end()
    };
    quoted.map_or_else(plain, |(inside, _)| inside).to_owned()
}

fn with_home(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use pintle::Caller;

    use super::*;
    use crate::testing::TempDir;

    #[test]
    fn settings_name_the_file_as_git_reads_them() {
        for (settings, expected) in [
            ("[core]\nexcludesFile = ~/x\n", Some("~/x")),
            ("[CORE]\n\texcludesfile=\"/a b\"", Some("/a b")),
            ("[core]\nexcludesFile = a\nexcludesFile = b # c", Some("b")),
            ("[other]\nexcludesFile = a", None),
            ("[core]\nexcludesFile =", None),
            ("", None),
        ] {
            let named = named_in(settings.as_bytes());
            assert_eq!(named.as_deref(), expected, "{settings}");
        }
    }

    #[test]
    fn the_callers_variables_count_and_not_those_of_the_process() {
        let place = TempDir::new();
        let file = place.path().join("settings");
        fs::write(&file, "[core]\nexcludesFile = ~/mine").unwrap();
        let with = |environment: &[(&str, &Path)]| {
            let environment = environment
                .iter()
                .map(|(name, value)| ((*name).into(), value.into()));
            let caller = Caller::new(Ok(place.path().to_owned()), environment.collect());
            excludes_file(&Context::default().with_caller(Arc::new(caller)))
        };
        let home = ("HOME", Path::new("/nobody"));
        assert_eq!(
            with(&[home, ("GIT_CONFIG_GLOBAL", &file)]),
            Some("/nobody/mine".into())
        );
        assert_eq!(
            with(&[home, ("GIT_CONFIG_GLOBAL", Path::new("settings"))]),
            Some("/nobody/mine".into())
        );
        let nothing = ("GIT_CONFIG_SYSTEM", Path::new("/dev/null"));
        assert_eq!(
            with(&[home, nothing]),
            Some("/nobody/.config/git/ignore".into())
        );
        assert_eq!(
            with(&[("XDG_CONFIG_HOME", place.path()), nothing]),
            Some(place.path().join("git/ignore"))
        );
        assert_eq!(with(&[nothing]), None);
    }
}
