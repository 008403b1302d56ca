//! Globs over relative paths.

use std::{borrow::Cow, fmt::Display, path::Path};

use globset::{Candidate, Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use pintle::{Error, errors::INVALID_VALUE};
use regex_automata::{meta, util::syntax};

use super::{glob_faults::usable_alternatives, glob_pattern};

/// Compiled globs.
#[derive(Debug)]
pub(crate) struct Globs {
    plain: GlobSet,
    /// Those that match single characters, which are bytes for `globset`.
    close: Option<meta::Regex>,
}

impl Globs {
    /// Whether one of them matches a path.
    pub(crate) fn is_match(&self, path: &Path) -> bool {
        let candidate = Candidate::new(path);
        self.plain.is_match_candidate(&candidate)
            || self
                .close
                .as_ref()
                .is_some_and(|close| close.is_match(&*bytes_of(path)))
    }
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Cow<'_, [u8]> {
    path.as_os_str().as_encoded_bytes().into()
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Cow<'_, [u8]> {
    let path = path.to_string_lossy().replace('\\', "/");
    path.into_bytes().into()
}

/// How many bytes the globs of a list may have in total, with their braces expanded. Plain paths do
/// not count: only compiled globs take time for each path.
const MOST_BYTES: usize = 64 << 10;

/// The special characters of a glob.
const SPECIAL: [char; 7] = ['*', '?', '[', ']', '{', '}', '\\'];

/// The set of these globs, or `None` if there are none.
pub(crate) fn globs(patterns: Option<&[String]>, place: &str) -> Result<Option<Globs>, Error> {
    let Some(patterns) = patterns else {
        return Ok(None);
    };
    let mut plain = GlobSetBuilder::new();
    let mut close = Vec::new();
    let mut bytes = 0;
    for (index, pattern) in patterns.iter().enumerate() {
        let at = |error: Error| error.at(&format!("{place}/{index}"));
        let alternatives = usable_alternatives(pattern).map_err(|fault| at(invalid(fault)))?;
        for pattern in alternatives {
            if pattern.contains(SPECIAL) {
                bytes += pattern.len();
            }
            if bytes > MOST_BYTES {
                let fault = format!("all globs together can have at most {MOST_BYTES} bytes");
                return Err(at(invalid(fault)));
            }
            if pattern.contains(['?', '[']) {
                close.push(glob_pattern::regex(&pattern).map_err(|fault| at(invalid(fault)))?);
            } else {
                plain.add(compile(&pattern).map_err(at)?);
            }
        }
    }
    let plain = plain.build().map_err(|error| invalid(error.kind()));
    let close = (!close.is_empty()).then(|| {
        meta::Builder::new()
            .syntax(syntax::Config::new().utf8(false).dot_matches_new_line(true))
            .configure(meta::Config::new().utf8_empty(false))
            .build_many(&close)
            .map_err(invalid)
    });
    let plain = plain.map_err(|error| error.at(place))?;
    let close = close.transpose().map_err(|error| error.at(place))?;
    Ok(Some(Globs { plain, close }))
}

fn compile(pattern: &str) -> Result<Glob, Error> {
    GlobBuilder::new(pattern)
        .literal_separator(true)
        .backslash_escape(true) // On Windows too.
        .build()
        .map_err(|error| invalid(error.kind()))
}

fn invalid(fault: impl Display) -> Error {
    let message = format!("invalid glob: {fault}");
    Error::new(&INVALID_VALUE, message)
}

/// Where the paths that a glob matches can be, so that a walk for `src/**/*.ts` need not enter
/// folders other than `src`.
pub(super) struct GlobScope {
    /// The leading names of the paths.
    names: Vec<String>,
    /// How many names the paths have, if that is the same for all.
    length: Option<usize>,
}

impl GlobScope {
    pub(super) fn of(glob: &str) -> Self {
        let is_plain = |name: &&str| !name.contains(SPECIAL);
        let names = glob.split('/').take_while(is_plain).map(str::to_owned);
        // Braces may contain slashes, and `**` matches any number of names.
        let varies = glob.contains("**") || glob.contains(['{', '[', '\\']);
        Self {
            names: names.collect(),
            length: (!varies).then(|| glob.split('/').count()),
        }
    }

    /// Whether something below the folder at that path may match.
    pub(super) fn reaches_below(&self, folder: &[u8]) -> bool {
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
                GlobScope::of(glob).reaches_below(folder.as_bytes()),
                reaches,
                "{glob} {folder}"
            );
        }
    }
}
