//! Replacing.

use std::{io, ops::Range, path::PathBuf};

use grep_matcher::{Captures, Matcher};
use grep_searcher::{BinaryDetection, Searcher, Sink, SinkMatch};
use pintle::{
    Access, Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    content::{Encoding, Watched, read_whole},
    errors::{CHANGED, ENCODING},
    options::ReplaceOptions,
    outcome::{Edit, ReplaceResult, Replaced},
    patient::Patient,
    pattern::{Pattern, is_within, splits_character, terminator},
    replacement::Replacement,
    sink::Text,
    swap::{Swapped, swap},
};
use crate::{
    fs::{Folder, Meter, name_of, open_folder, open_for_writing},
    walk::{Filter, Visited, WalkError, WalkPurpose, collect_in},
};

/// Replaces what a pattern matches in the files below `root`, or reports what it would replace.
///
/// Nothing is written without `write: true`. Each file is replaced atomically and keeps its mode;
/// this cannot be undone, and the files are replaced in no particular order. In the replacement,
/// `$1`, `$name` and `${name}` stand for groups of the pattern, `$0` for the whole match and `$$`
/// for a dollar sign. The pattern has the syntax of `text.search`. What cannot be read or written
/// is listed in the `errors` of the result.
#[command(
    blocking,
    confined,
    effects(fs_read, fs_write),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INVALID_VALUE, NOT_UTF8, ENCODING, CHANGED, CANCELLED, TIMEOUT)
)]
pub fn replace(
    root: PathBuf,
    pattern: String,
    replacement: String,
    options: ReplaceOptions,
    cx: &Context,
) -> Result<ReplaceResult, Error> {
    let pattern = Pattern::new(&pattern, options.reading())?;
    let replacement = if options.literal {
        Replacement::literal(&replacement)
    } else {
        Replacement::parse(&replacement, &pattern)?
    };
    let opened = if options.write {
        open_for_writing(&root, cx)
    } else {
        open_folder(&root, Access::Read, cx).map(Folder::from)
    };
    let folder = opened.map_err(|error| error.at("/root"))?;
    let meter = Meter::new(cx);
    let job = Job {
        replacement: &replacement,
        write: options.write,
        meter: &meter,
        cx,
    };
    // Progress is reported in bytes read, not in entries that the walk saw.
    let quiet = cx.clone().with_progress(None);
    let options_of_walk = options.walk();
    let filter = Filter::new(&options_of_walk)?;
    let found = collect_in(
        folder,
        &root,
        filter,
        if options.write {
            WalkPurpose::Change
        } else {
            WalkPurpose::Text
        },
        &quiet,
        || {
            let mut searcher = pattern.searcher(0, 0);
            let patient = Patient::new(&pattern, cx);
            move |entry: &Visited<'_>| job.run(entry, &patient, &mut searcher).map(Some)
        },
    )?;
    let (entries, errors) = found.in_sequence();
    let mut result = ReplaceResult {
        written: options.write,
        errors: errors.into_iter().map(WalkError::from).collect(),
        ..ReplaceResult::default()
    };
    for entry in entries {
        result.add(entry.path, entry.gain);
    }
    Ok(result)
}

/// What is done with every file.
#[derive(Clone, Copy)]
struct Job<'a> {
    replacement: &'a Replacement,
    write: bool,
    meter: &'a Meter<'a>,
    cx: &'a Context,
}

impl Job<'_> {
    fn run(
        self,
        entry: &Visited<'_>,
        patient: &Patient<'_>,
        searcher: &mut Searcher,
    ) -> Result<Replaced, Error> {
        let Self { cx, meter, .. } = self;
        let failed = |error| entry.failed(&error);
        cx.check()?;
        let (file, _) = entry.open()?;
        let before = file.metadata().map_err(failed)?;
        let mut content = Vec::new();
        read_whole(&mut Watched { file, cx, meter }, &mut content).map_err(failed)?;
        let encoding = Encoding::of(&content);
        let mut decoded = String::new();
        let Some(text) = encoding.decode(&content, &mut decoded)? else {
            return Ok(Replaced::Binary);
        };
        let mut editor = Editor {
            job: self,
            patient,
            text,
            copied: 0,
            result: Vec::new(),
            count: 0,
            edits: Vec::new(),
            unchecked: 0,
        };
        searcher.set_binary_detection(BinaryDetection::none());
        searcher
            .search_slice(patient, text, &mut editor)
            .map_err(failed)?;
        editor.copy_until(text.len());
        let Editor {
            count,
            edits,
            result,
            ..
        } = editor;
        if edits.is_empty() {
            return Ok(Replaced::Nothing);
        }
        cx.take(entry.path().len() + LINE)?;
        if self.write {
            cx.check()?;
            let content = encoding.encode(result)?;
            let name = name_of(entry.path());
            let swapped = swap(entry.folder(), &name, &before, &content);
            if swapped.map_err(failed)? == Swapped::Changed {
                let path = String::from_utf8_lossy(entry.path());
                let message = format!("{path} was changed after it was read");
                return Err(Error::new(&CHANGED, message));
            }
        }
        Ok(Replaced::Lines { count, edits })
    }
}

/// Rewrites a text while it is searched.
struct Editor<'a> {
    job: Job<'a>,
    patient: &'a Patient<'a>,
    text: &'a [u8],
    /// How much of the text is in the result.
    copied: usize,
    result: Vec<u8>,
    count: u32,
    edits: Vec<Edit>,
    /// How much was added to the result since the last check for cancellation.
    unchecked: usize,
}

/// What a line takes in the columns of the result besides its texts.
const LINE: usize = 4 * 8;

/// How much is written between two checks for cancellation.
const OFTEN: usize = 1 << 20;

impl Sink for Editor<'_> {
    type Error = io::Error;

    fn matched(&mut self, _: &Searcher, lines: &SinkMatch<'_>) -> io::Result<bool> {
        let range = lines.bytes_range_in_buffer(); // The buffer is the whole text.
        self.copy_until(range.start);
        let from = self.result.len();
        let count = self.replace_in(range.clone())?;
        self.grow(|editor| editor.copy_until(range.end))?;
        let (before, after) = (lines.bytes(), &self.result[from..]);
        if before == after {
            return Ok(true);
        }
        self.count += count;
        let cx = self.job.cx;
        cx.take(before.len() + LINE).map_err(io::Error::other)?;
        let without_end = |line: &[u8]| Text::new(&line[..line.len() - terminator(line)]);
        self.edits.push(Edit {
            number: lines.line_number().unwrap_or(0) as u32,
            before: without_end(before),
            after: without_end(after),
        });
        Ok(true)
    }
}

impl Editor<'_> {
    fn copy_until(&mut self, end: usize) {
        if self.copied < end {
            self.result.extend_from_slice(&self.text[self.copied..end]);
            self.copied = end;
        }
    }

    /// Adds text, charging it to the caller's budget. A small text can become a very large one.
    fn grow(&mut self, write: impl FnOnce(&mut Self)) -> io::Result<()> {
        let before = self.result.len();
        write(self);
        let grown = self.result.len() - before;
        self.unchecked += grown;
        let cx = self.job.cx;
        let taken = cx.take(grown);
        let checked = if self.unchecked > OFTEN {
            self.unchecked = 0;
            taken.and_then(|()| cx.check())
        } else {
            taken
        };
        checked.map_err(io::Error::other)
    }

    /// Replaces the matches that begin in the lines at `range`. Returns their number.
    fn replace_in(&mut self, range: Range<usize>) -> io::Result<u32> {
        let matcher = self.patient;
        let haystack = matcher.pattern.haystack(self.text, range.end);
        let mut captures = matcher.new_captures()?;
        let mut count = 0;
        let mut grown = Ok(());
        matcher.captures_iter_at(haystack, range.start, &mut captures, |captures| {
            let found = captures.as_match();
            if splits_character(haystack, found) {
                return true;
            }
            if !is_within(haystack, range.end, found.start()) {
                return false;
            }
            grown = self.grow(|editor| {
                editor.copy_until(found.start());
                let replacement = editor.job.replacement;
                replacement.append(captures, haystack, &mut editor.result);
            });
            self.copied = self.copied.max(found.end());
            count += 1;
            grown.is_ok()
        })?;
        grown.map(|()| count)
    }
}
