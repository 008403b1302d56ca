//! Addresses of git repositories: a path must not lead to where callers can write, since they could
//! put files there that lead git further (a `gitdir` file, alternates, a bundle).

use std::path::{Path, PathBuf};

use crate::places::{Trouble, Written};

/// Suffixes that git also tries after a path.
const ENDINGS: [&str; 3] = ["", ".git", ".bundle"];

/// Whether untrusted callers cannot write to the repository at an address.
pub(crate) fn check(address: &str, base: &Path, written: &Written) -> Result<(), String> {
    let Some(path) = path_of(address)? else {
        return Ok(());
    };
    let path = base.join(path);
    for ending in ENDINGS {
        let mut path = path.clone().into_os_string();
        path.push(ending);
        if let Err(trouble @ (Trouble::Written(_) | Trouble::Links)) =
            written.follow(Path::new(&path))
        {
            return Err(format!(
                "{trouble}: anyone who can write there could redirect git"
            ));
        }
    }
    Ok(())
}

/// The path that an address means to git, if it is a path.
fn path_of(address: &str) -> Result<Option<PathBuf>, String> {
    if let Some(path) = address.strip_prefix("file://") {
        if path.contains('%') {
            return Err(format!(
                "expected a file: address without \"%\", got {address:?}"
            ));
        }
        if path.starts_with('/') {
            return Ok(Some(path.into()));
        }
        return Err(format!(
            "expected a file: address without a host, got {address:?}"
        ));
    }
    // As in git: a colon before the first slash makes it an address or a host.
    let before_slash = address.split('/').next().unwrap_or(address);
    Ok((!before_slash.contains(':')).then(|| address.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_what_git_takes_for_paths() {
        for (address, expected) in [
            ("https://example.com/a", None),
            ("host:a/b", None),
            ("ext::sh", None),
            ("origin", Some("origin")),
            ("/srv/a:b", Some("/srv/a:b")),
            ("./a:b", Some("./a:b")),
            ("file:///srv/a", Some("/srv/a")),
        ] {
            let expected = expected.map(PathBuf::from);
            assert_eq!(path_of(address), Ok(expected), "{address}");
        }
        path_of("file://host/a").unwrap_err();
        path_of("file:///%77ork").unwrap_err();
    }
}
