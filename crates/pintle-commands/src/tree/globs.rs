//! Globs over relative paths.

use std::fmt::Display;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use pintle::{Error, errors::INVALID_VALUE};

use super::glob_text::{fault, with_closed_classes};

/// How many bytes the globs of a list may have together. Paths that are written out do not count: only
/// what is compiled takes time for each path that is looked at.
const MOST_BYTES: usize = 64 << 10;

/// What has a meaning of its own in a glob.
const SPECIAL: [char; 7] = ['*', '?', '[', ']', '{', '}', '\\'];

/// The set of these globs, or `None` where none are given.
pub(crate) fn globs(patterns: Option<&[String]>, place: &str) -> Result<Option<GlobSet>, Error> {
    let Some(patterns) = patterns else {
        return Ok(None);
    };
    let mut set = GlobSetBuilder::new();
    let mut bytes = 0;
    for (index, pattern) in patterns.iter().enumerate() {
        if pattern.contains(SPECIAL) {
            bytes += pattern.len();
        }
        if bytes > MOST_BYTES {
            let fault = format!("all globs may have {MOST_BYTES} bytes together");
            return Err(invalid(fault).at(&format!("{place}/{index}")));
        }
        let glob = compile(pattern).map_err(|error| error.at(&format!("{place}/{index}")))?;
        set.add(glob);
    }
    let set = set.build().map_err(|error| invalid(error.kind()));
    set.map(Some).map_err(|error| error.at(place))
}

fn compile(pattern: &str) -> Result<Glob, Error> {
    if let Some(fault) = fault(pattern) {
        return Err(invalid(fault));
    }
    GlobBuilder::new(&with_closed_classes(pattern))
        .literal_separator(true)
        .empty_alternates(true)
        .backslash_escape(true) // On Windows too.
        .build()
        .map_err(|error| invalid(error.kind()))
}

fn invalid(fault: impl Display) -> Error {
    let message = format!("expected a glob, got one with a fault: {fault}");
    Error::new(&INVALID_VALUE, message)
}

/// Where the paths that a glob matches can be, so that a walk for `src/**/*.ts` need not enter
/// other folders than `src`.
pub(super) struct Reach {
    /// The names that the paths begin with.
    names: Vec<String>,
    /// How many names the paths have, where that is the same for all.
    length: Option<usize>,
}

impl Reach {
    pub(super) fn of(glob: &str) -> Self {
        let is_plain = |name: &&str| !name.contains(SPECIAL);
        let names = glob.split('/').take_while(is_plain).map(str::to_owned);
        // Braces may hold slashes, and `**` stands for any number of names.
        let varies = glob.contains("**") || glob.contains(['{', '[', '\\']);
        Self {
            names: names.collect(),
            length: (!varies).then(|| glob.split('/').count()),
        }
    }

    /// Whether something below the folder at that path may match.
    pub(super) fn is_below(&self, folder: &[u8]) -> bool {
        let mut depth = 0;
        for name in folder.split(|byte| *byte == b'/') {
            if self
                .names
                .get(depth)
                .is_some_and(|own| own.as_bytes() != name)
            {
                return false;
            }
            depth += 1;
        }
        self.length.is_none_or(|length| depth < length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_have_a_limit_and_paths_have_none() {
        let most = ["a*".repeat(MOST_BYTES / 2), "b".to_owned()];
        assert!(globs(Some(&most), "/glob").is_ok());
        let more = [most.as_slice(), &["*".to_owned()]].concat();
        let error = globs(Some(&more), "/glob").unwrap_err();
        assert_eq!(error.pointer(), "/glob/2");
        assert!(error.message().contains("65536 bytes"), "{error}");
        let paths: Vec<_> = (0..10_000)
            .map(|path| format!("some/path/{path}"))
            .collect();
        assert!(globs(Some(&paths), "/glob").is_ok());
    }

    #[test]
    fn a_glob_reaches_only_where_it_may_match() {
        for (glob, folder, reaches) in [
            ("src/**/*.ts", "src", true),
            ("src/**/*.ts", "src/a/b", true),
            ("src/**/*.ts", "test", false),
            ("**/*.ts", "a/b", true),
            ("*.ts", "a", false),
            ("a/*/c", "a/b", true),
            ("a/*/c", "a/b/c", false),
            ("a/b", "a/c", false),
            ("{a,b/c}/d", "b/c", true),
            ("a[/]b/c", "a/b", true),
            ("a\\/b", "a", true),
        ] {
            assert_eq!(
                Reach::of(glob).is_below(folder.as_bytes()),
                reaches,
                "{glob} {folder}"
            );
        }
    }
}
