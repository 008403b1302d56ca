//! The results of the commands, as columns.

use pintle::Data;

use super::sink::{Found, Text};
use crate::walk::WalkError;

/// What was found.
#[derive(Debug, Data, Default)]
pub struct SearchResult {
    /// How many matches there are; with `mode: "files"` how many files.
    pub count: u32,
    /// The files with matches, relative to the root, with `/` on every platform, in the order of
    /// their bytes.
    pub paths: Vec<String>,
    /// For each of `paths`, how many matches it has; with `mode: "files"` 1.
    pub counts: Vec<u32>,
    /// The lines with matches and those around them. Empty unless `mode` is `"lines"`.
    pub lines: Lines,
    /// The matches. Empty unless `mode` is `"lines"`.
    pub matches: Matches,
    /// Whether the search stopped at `maxMatches`, so that there may be more.
    pub truncated: bool,
    /// How many files were searched.
    pub searched: u32,
    /// How many of them contain a NUL, and so were considered binary.
    pub binary: u32,
    /// What could not be read. The search continues regardless.
    pub errors: Vec<WalkError>,
}

/// Lines, as columns.
#[derive(Debug, Data, Default)]
pub struct Lines {
    /// The file of each line, as its index in `paths`.
    pub files: Vec<u32>,
    /// Line numbers; the first line of a file is 1.
    pub numbers: Vec<u32>,
    /// The lines without their line endings. A match over several lines has all of them in one
    /// text.
    pub texts: Vec<String>,
    /// What each is: 0 a line with matches, 1 a context line.
    pub kinds: Vec<u8>,
    /// The indices in these columns of lines that are not UTF-8; their texts have U+FFFD in place
    /// of invalid bytes. Usually empty.
    pub lossy: Vec<u32>,
}

/// Matches, as columns.
#[derive(Debug, Data, Default)]
pub struct Matches {
    /// The line of each match, as its index in the columns of `lines`.
    pub lines: Vec<u32>,
    /// Where each begins in the text of its line, so that `text.slice(start, end)` is the match.
    pub starts: Vec<u32>,
    /// Where each ends in the text of its line.
    pub ends: Vec<u32>,
}

/// What was replaced, or would be.
#[derive(Debug, Data, Default)]
pub struct ReplaceResult {
    /// How many matches are replaced.
    pub count: u32,
    /// The files that change, relative to the root, with `/` on every platform, in the order of
    /// their bytes.
    pub paths: Vec<String>,
    /// For each of `paths`, how many matches are replaced.
    pub counts: Vec<u32>,
    /// The lines that change.
    pub edits: Edits,
    /// Whether the files were changed: the option `write`.
    pub written: bool,
    /// How many files were searched.
    pub searched: u32,
    /// How many of them contain a NUL, and so were considered binary and left alone.
    pub binary: u32,
    /// What could not be read or written. The rest is replaced regardless.
    pub errors: Vec<WalkError>,
}

/// The lines that change, as columns.
#[derive(Debug, Data, Default)]
pub struct Edits {
    /// The file of each line, as its index in `paths`.
    pub files: Vec<u32>,
    /// Line numbers before the change; the first line of a file is 1.
    pub numbers: Vec<u32>,
    /// The lines as they were, without their line endings.
    pub before: Vec<String>,
    /// The lines as they become.
    pub after: Vec<String>,
    /// The indices in these columns of lines that are not UTF-8; the texts here have U+FFFD in
    /// place of invalid bytes, which the files keep. Usually empty.
    pub lossy: Vec<u32>,
}

impl SearchResult {
    /// Adds the findings in the next file.
    pub(super) fn add(&mut self, path: String, found: Found) {
        self.searched += 1;
        self.binary += u32::from(found.binary);
        if found.binary || found.count == 0 {
            return;
        }
        let file = self.paths.len() as u32;
        let first_line = self.lines.files.len() as u32;
        self.count += found.count;
        self.paths.push(path);
        self.counts.push(found.count);
        for line in found.lines {
            if line.text.is_lossy {
                self.lines.lossy.push(self.lines.files.len() as u32);
            }
            self.lines.files.push(file);
            self.lines.numbers.push(line.number);
            self.lines.texts.push(line.text.text);
            self.lines.kinds.push(line.is_context.into());
        }
        for place in found.matches {
            self.matches.lines.push(first_line + place.line);
            self.matches.starts.push(place.start);
            self.matches.ends.push(place.end);
        }
    }
}

/// What happens to a file.
pub(super) enum Replaced {
    /// It stays unchanged.
    Nothing,
    /// It is considered binary.
    Binary,
    /// Some of its lines change.
    Lines { count: u32, edits: Vec<Edit> },
}

/// A line that changes.
pub(super) struct Edit {
    pub(super) number: u32,
    pub(super) before: Text,
    pub(super) after: Text,
}

impl ReplaceResult {
    /// Adds what happens to the next file.
    pub(super) fn add(&mut self, path: String, replaced: Replaced) {
        self.searched += 1;
        let (count, edits) = match replaced {
            Replaced::Nothing => return,
            Replaced::Binary => return self.binary += 1,
            Replaced::Lines { count, edits } => (count, edits),
        };
        let file = self.paths.len() as u32;
        self.count += count;
        self.paths.push(path);
        self.counts.push(count);
        for edit in edits {
            if edit.before.is_lossy || edit.after.is_lossy {
                self.edits.lossy.push(self.edits.files.len() as u32);
            }
            self.edits.files.push(file);
            self.edits.numbers.push(edit.number);
            self.edits.before.push(edit.before.text);
            self.edits.after.push(edit.after.text);
        }
    }
}
