//! Files of rules, such as `.gitignore`.

use std::{ffi::OsStr, io::Read};

use super::glob::Glob;
use crate::fs::Folder;

/// The rules of one file, in order.
#[derive(Debug, Default)]
pub(super) struct Rules(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    /// `!`: what matches is not ignored after all.
    negated: bool,
    /// `/` at the end.
    only_folders: bool,
    /// `/` elsewhere: the whole path must match, not only the name.
    whole_path: bool,
    glob: Glob,
}

impl Rules {
    /// Reads a file. If it is missing or not a file, it has no rules; git does not follow links.
    pub(super) fn read(folder: &Folder, name: &str) -> Self {
        let mut text = Vec::new();
        if let Ok((mut file, _)) = folder.open_file(OsStr::new(name)) {
            // What cannot be read has no rules either, as for git.
            let _ = file.read_to_end(&mut text);
        }
        Self::new(&text)
    }

    /// Adds rules that take precedence over earlier ones.
    pub(super) fn append(&mut self, mut rules: Self) {
        self.0.append(&mut rules.0);
    }

    pub(super) fn new(text: &[u8]) -> Self {
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        Self(
            text.split(|byte| *byte == b'\n')
                .filter_map(Rule::new)
                .collect(),
        )
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the path, relative to the file's folder, is ignored; `None` if no rule matches.
    pub(super) fn judge(&self, path: &[u8], is_folder: bool) -> Option<bool> {
        if self.0.is_empty() {
            return None;
        }
        let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
        let matches = |rule: &&Rule| {
            (is_folder || !rule.only_folders)
                && rule.glob.matches(if rule.whole_path { path } else { name })
        };
        self.0.iter().rev().find(matches).map(|rule| !rule.negated)
    }
}

impl Rule {
    /// Reads a line. `None` for a comment and for what cannot match.
    fn new(line: &[u8]) -> Option<Self> {
        if line.starts_with(b"#") {
            return None;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = without_spaces(line);
        let (negated, line) = match line.strip_prefix(b"!") {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (only_folders, line) = match line.strip_suffix(b"/") {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let pattern = line.strip_prefix(b"/").unwrap_or(line);
        if pattern.is_empty() {
            return None;
        }
        Some(Self {
            negated,
            only_folders,
            whole_path: line.contains(&b'/'),
            glob: Glob::new(pattern)?,
        })
    }
}

/// The line without trailing spaces, except one after a backslash.
fn without_spaces(line: &[u8]) -> &[u8] {
    let mut end = 0;
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        at += if *byte == b'\\' { 2 } else { 1 };
        if *byte != b' ' {
            end = at;
        }
    }
    &line[..end.min(line.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, path: &str) -> Option<bool> {
        Rules::new(text.as_bytes()).judge(path.as_bytes(), false)
    }

    #[test]
    fn the_last_rule_that_matches_decides() {
        assert_eq!(judge("*.log\n!a.log\n", "a.log"), Some(false));
        assert_eq!(judge("!a.log\n*.log\n", "x/a.log"), Some(true));
        assert_eq!(judge("/a\nb/\n", "b"), None);
        assert_eq!(judge("/a", "x/a"), None);
        assert_eq!(judge("\u{feff}a\r\n", "a"), Some(true));
    }

    #[test]
    fn spaces_at_the_end_count_after_a_backslash_alone() {
        for (line, left) in [
            ("a  ", "a"),
            ("a\\ ", "a\\ "),
            ("a\\  ", "a\\ "),
            ("a\\\\ ", "a\\\\"),
            ("a\t", "a\t"),
            ("  ", ""),
            ("a\\", "a\\"),
        ] {
            assert_eq!(without_spaces(line.as_bytes()), left.as_bytes(), "{line:?}");
        }
    }
}
