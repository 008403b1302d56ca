//! The names below `.git` that are known not to lead git to another place.

use std::path::Path;

const FILES: [&str; 6] = [
    "config",
    "description",
    "gc.log",
    "index",
    "packed-refs",
    "shallow",
];

/// Folders with any content, as far as names go.
const FOLDERS: [&str; 9] = [
    "hooks",
    "lfs",
    "logs",
    "lost-found",
    "rebase-apply",
    "rebase-merge",
    "refs",
    "rr-cache",
    "sequencer",
];

/// In `info`; grafts, an obsolete way to replace objects, are not included.
const INFO: [&str; 4] = ["attributes", "exclude", "refs", "sparse-checkout"];

/// In `objects/info`; alternates, which are further repositories, are not included.
const OBJECTS_INFO: [&str; 3] = ["commit-graph", "commit-graphs", "packs"];

/// Whether a path below `.git` is allowed; if not, why.
pub(super) fn check(path: &Path, is_folder: bool) -> Result<(), &'static str> {
    let parts: Option<Vec<_>> = path.iter().map(|part| part.to_str()).collect();
    let Some(parts) = parts else {
        return Err("whose name is not UTF-8");
    };
    let is_known = match &parts[..] {
        [name] if is_folder => {
            FOLDERS.contains(name) || ["branches", "info", "objects"].contains(name)
        }
        [name] => {
            let name = name.strip_suffix(".lock").unwrap_or(name);
            FILES.contains(&name) || is_shared_index(name) || is_pseudo_ref(name)
        }
        ["info", name] => !is_folder && INFO.contains(name),
        // Git creates the first of these, and finds remotes in it.
        ["branches" | "info", ..] => false,
        ["objects", "info", rest @ ..] => {
            rest.first().is_none_or(|name| OBJECTS_INFO.contains(name))
        }
        _ => true,
    };
    if is_known {
        Ok(())
    } else {
        Err("which is not known to be harmless: it may redirect git")
    }
}

/// `HEAD`, `FETCH_HEAD`, `COMMIT_EDITMSG` and the like: files with objects and messages.
fn is_pseudo_ref(name: &str) -> bool {
    // On case-insensitive file systems they match what git looks for in lower case.
    if ["COMMONDIR", "GITDIR"].contains(&name) {
        return false;
    }
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_uppercase())
        && bytes.all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// A part of the index, named after its content.
fn is_shared_index(name: &str) -> bool {
    name.strip_prefix("sharedindex.").is_some_and(is_hash)
}

fn is_hash(text: &str) -> bool {
    matches!(text.len(), 40 | 64)
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a file names a branch of the same repository, or a commit.
pub(super) fn is_head(text: &str) -> bool {
    let text = text.trim_end();
    let Some(branch) = text.strip_prefix("ref: refs/heads/") else {
        return is_hash(text);
    };
    let is_strange =
        |char: char| char.is_control() || char.is_whitespace() || "\\:?*[~^".contains(char);
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains("..");
    !branch.contains(is_strange) && branch.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_makes_is_known_and_what_leads_elsewhere_is_not() {
        for (path, is_folder) in [
            ("HEAD", false),
            ("COMMIT_EDITMSG", false),
            ("index.lock", false),
            ("branches", true),
            ("info/exclude", false),
            ("objects/pack/pack-1.idx", false),
            ("objects/0a/bc", false),
            ("objects/info/commit-graphs/commit-graph-chain", false),
            ("refs/heads/commondir", false),
            ("logs/refs/heads/main", false),
            ("hooks/pre-commit.sample", false),
        ] {
            check(Path::new(path), is_folder).unwrap();
        }
        for (path, is_folder) in [
            ("commondir", false),
            ("gitdir", false),
            ("COMMONDIR", false),
            ("GITDIR", false),
            ("REMOTES", true),
            ("objects/info/ALTERNATES", false),
            ("config.worktree", false),
            ("remotes", true),
            ("branches/origin", false),
            ("worktrees", true),
            ("modules", true),
            ("objects/info/alternates", false),
            ("objects/info/http-alternates", false),
            ("info/grafts", false),
            ("HEAD", true),
            ("index", true),
            ("refs", false),
            ("anything", false),
        ] {
            check(Path::new(path), is_folder).unwrap_err();
        }
    }

    #[test]
    fn a_head_is_a_branch_or_a_commit() {
        for good in [
            "ref: refs/heads/main\n",
            "ref: refs/heads/a/b-c.d",
            &"0a".repeat(20),
        ] {
            assert!(is_head(good), "{good}");
        }
        for bad in [
            "",
            "ref: refs/heads/",
            "ref: refs/heads/../../x",
            "ref: refs/../x",
            "ref: /etc/passwd",
            "gitdir: /x",
            "0a",
        ] {
            assert!(!is_head(bad), "{bad}");
        }
    }
}
