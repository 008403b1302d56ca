//! What a git repository may have set for itself: no more than `git clone` writes.
//!
//! A repository's own configuration can name programs that git runs (`core.fsmonitor`,
//! `filter.*.clean`, `core.sshCommand`, `remote.*.uploadpack` and more in every release), so what is
//! not known to be harmless refuses the call.

use std::{
    io::{self, Read},
    path::Path,
};

use crate::roots::Root;

/// The settings that name no program, without subsections.
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

/// No configuration that `git clone` writes is nearly as large.
const MOST_BYTES: u64 = 1 << 20;

/// Files that lead git elsewhere.
const ABSENT: [&str; 3] = [
    ".git/commondir",
    ".git/config.worktree",
    ".git/objects/info/alternates",
];

/// Whether the repository in the folder `below` a root is plain; if not, why. `remote` says which
/// addresses its remotes may have.
pub(crate) fn check(
    root: &Root,
    below: &Path,
    remote: impl Fn(&str) -> Result<(), String>,
) -> Result<(), String> {
    let unreadable = |error: io::Error| format!("the repository cannot be read: {error}");
    let folder = root.folder(below).map_err(unreadable)?;
    match folder.symlink_metadata(".git") {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err("the repository's .git is no folder".into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err("the folder is no repository".into());
        }
        Err(error) => return Err(unreadable(error)),
    }
    if let Some(name) = ABSENT
        .into_iter()
        .find(|name| folder.symlink_metadata(name).is_ok())
    {
        return Err(format!(
            "the repository has {name}, which leads git elsewhere"
        ));
    }
    let config = read_config(root, below).map_err(unreadable)?;
    for (key, value) in settings(&config)? {
        if !HARMLESS.contains(&&*key) {
            return Err(format!("the repository's own configuration sets {key}"));
        }
        if key == "remote.url" {
            remote(value).map_err(|reason| format!("the repository's remote: {reason}"))?;
        }
    }
    Ok(())
}

fn read_config(root: &Root, below: &Path) -> io::Result<String> {
    let file = root.file(&below.join(".git/config"))?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("its configuration is no regular file"));
    }
    let mut config = String::new();
    file.take(MOST_BYTES).read_to_string(&mut config)?;
    if config.len() as u64 == MOST_BYTES {
        return Err(io::Error::other("its configuration is too large"));
    }
    Ok(config)
}

/// The settings of a configuration that is written as git itself writes plain ones.
fn settings(config: &str) -> Result<Vec<(String, &str)>, String> {
    let mut section = None;
    let mut settings = Vec::new();
    for line in config.lines().map(str::trim) {
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        let strange = || format!("the repository's own configuration has the line {line:?}");
        if line.contains('\\') {
            return Err(strange());
        }
        if let Some(header) = line.strip_prefix('[') {
            let header = header.strip_suffix(']').ok_or_else(strange)?;
            section = Some(name_of(header).ok_or_else(strange)?);
            continue;
        }
        let (key, value) = line.split_once('=').ok_or_else(strange)?;
        let (key, section) = (key.trim(), section.as_ref().ok_or_else(strange)?);
        if !is_word(key) || value.contains('"') {
            return Err(strange());
        }
        let key = format!("{section}.{}", key.to_ascii_lowercase());
        settings.push((key, value.trim()));
    }
    Ok(settings)
}

/// The section's name, its subsection left out.
fn name_of(header: &str) -> Option<String> {
    let name = match header.split_once(' ') {
        None => header,
        Some((name, subsection)) => {
            let inside = subsection.strip_prefix('"')?.strip_suffix('"')?;
            if inside.contains(['"', '[', ']']) {
                return None;
            }
            name
        }
    };
    is_word(name).then(|| name.to_ascii_lowercase())
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
            keys.iter().map(|(key, _)| &**key).collect::<Vec<_>>(),
            ["core.repositoryformatversion", "core.bare", "remote.url"]
        );
        assert_eq!(keys[2].1, "https://example.com/a.git");
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
        ] {
            settings(strange).unwrap_err();
        }
        let sneaky = settings("[CORE]\n FsMonitor = /bin/sh").unwrap();
        assert_eq!(sneaky[0].0, "core.fsmonitor");
        assert!(!HARMLESS.contains(&"core.fsmonitor"));
    }
}
