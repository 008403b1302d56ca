//! A repository's own configuration: no more than `git clone` writes.

/// The settings that refer neither to a program nor to a place, without subsections.
const HARMLESS: [&str; 15] = [
    "branch.merge",
    "branch.rebase",
    "branch.remote",
    "core.bare",
    "core.filemode",
    "core.ignorecase",
    "core.logallrefupdates",
    "core.precomposeunicode",
    "core.repositoryformatversion",
    "core.symlinks",
    "extensions.objectformat",
    "remote.fetch",
    "remote.url",
    "user.email",
    "user.name",
];

/// One setting.
#[derive(Debug, PartialEq, Eq)]
struct Setting<'a> {
    /// Section and name, in lower case.
    key: String,
    /// Such as the remote's name; empty if there is none.
    subsection: &'a str,
    value: &'a str,
}

/// Whether a whole configuration is harmless, and the length of its hashes. `address` judges the
/// addresses of remotes, and the remote named `remote` must have one.
pub(super) fn check(
    config: &str,
    remote: Option<&str>,
    address: impl Fn(&str) -> Result<(), String>,
) -> Result<usize, String> {
    let settings = settings(config)?;
    for Setting { key, value, .. } in &settings {
        if !HARMLESS.contains(&&**key) {
            return Err(format!("the repository's own configuration sets {key}"));
        }
        if key == "remote.url" {
            address(value).map_err(|reason| format!("the repository's remote: {reason}"))?;
        }
    }
    // Git treats an unknown name as a path, and knows names from other files too.
    let is_named = |name| {
        let mut addresses = settings.iter().filter(|one| one.key == "remote.url");
        addresses.any(|one| one.subsection == name)
    };
    match remote {
        Some(name) if !is_named(name) => Err(format!(
            "the repository's own configuration has no address for {name}"
        )),
        _ => {
            let mut formats = settings.iter();
            let is_long =
                |one: &Setting| one.key == "extensions.objectformat" && one.value != "sha1";
            Ok(if formats.any(is_long) { 32 } else { 20 })
        }
    }
}

/// The settings of a configuration in the plain form that git itself writes.
fn settings(config: &str) -> Result<Vec<Setting<'_>>, String> {
    let mut section = None;
    let mut settings = Vec::new();
    for line in config.split('\n') {
        let line = trimmed(line.strip_suffix('\r').unwrap_or(line));
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        let strange = || format!("the repository's own configuration has the line {line:?}");
        if line.contains(|char: char| char == '\\' || char != '\t' && char.is_control()) {
            return Err(strange());
        }
        if let Some(header) = line.strip_prefix('[') {
            let header = header.strip_suffix(']').ok_or_else(strange)?;
            section = Some(name_of(header).ok_or_else(strange)?);
            continue;
        }
        let (key, value) = line.split_once('=').ok_or_else(strange)?;
        let (section, subsection) = section.as_ref().ok_or_else(strange)?;
        let (key, value) = (trimmed(key), trimmed(value));
        // A comment may follow a value, and quotes may be anywhere in it.
        if !is_word(key) || value.contains(['"', '#', ';']) {
            return Err(strange());
        }
        let key = format!("{section}.{}", key.to_ascii_lowercase());
        settings.push(Setting {
            key,
            subsection,
            value,
        });
    }
    Ok(settings)
}

/// Without what git treats as whitespace, which does not include Unicode spaces.
fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// The section's name, and its subsection.
fn name_of(header: &str) -> Option<(String, &str)> {
    let (name, subsection) = match header.split_once(' ') {
        None => (header, ""),
        Some((name, subsection)) => {
            let inside = subsection.strip_prefix('"')?.strip_suffix('"')?;
            if inside.contains(['"', '[', ']']) {
                return None;
            }
            (name, inside)
        }
    };
    is_word(name).then(|| (name.to_ascii_lowercase(), subsection))
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_clone_writes_is_read_and_all_else_refused() {
        let plain = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote \"origin\"]\n\turl = https://example.com/a.git\n";
        let keys: Vec<_> = settings(plain).unwrap();
        assert_eq!(
            keys.iter().map(|one| &*one.key).collect::<Vec<_>>(),
            ["core.repositoryformatversion", "core.bare", "remote.url"]
        );
        assert_eq!(keys[2].value, "https://example.com/a.git");
        assert_eq!(keys[2].subsection, "origin");
        for strange in [
            "bare = false",
            "[core",
            "[core] bare = false",
            "[core]\nbare",
            "[core]\nfs\\\nmonitor = x",
            "[core]\nbare = \"x\"",
            "[remote \"a\\\"b\"]",
            "[remote \"a\"] [b \"c\"]",
            "[core.x]",
            "\u{feff}[core]",
            "\u{a0}[core]",
            "[core]\nbare\u{a0}= x",
            "[core]\nbare = \u{b}x",
            "[core]\nbare = x\u{c}",
            "[core]\nbare = x\ry",
            "[core]\nbare = x\0y",
        ] {
            settings(strange).unwrap_err();
        }
        let blanks = settings("[a]\r\n\tb =\t\u{a0}/x\u{2003} \r\n").unwrap();
        assert_eq!(blanks[0].value, "\u{a0}/x\u{2003}");
        let sneaky = settings("[CORE]\n FsMonitor = /bin/sh").unwrap();
        assert_eq!(sneaky[0].key, "core.fsmonitor");
        assert!(!HARMLESS.contains(&"core.fsmonitor"));
    }

    #[test]
    fn a_remote_must_be_in_the_configuration() {
        let config = "[remote \"origin\"]\n\turl = a\n[remote \"other\"]\n\tfetch = b\n";
        let any = |_: &str| Ok(());
        check(config, Some("origin"), any).unwrap();
        check(config, None, any).unwrap();
        for other in ["other", "Origin", "none"] {
            check(config, Some(other), any).unwrap_err();
        }
        check(config, None, |url| Err(url.to_owned())).unwrap_err();
    }
}
