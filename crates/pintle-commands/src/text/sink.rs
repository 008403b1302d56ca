//! What a search finds in one file.

use std::io;

use grep_matcher::{Match, Matcher};
use grep_searcher::{Searcher, Sink, SinkContext, SinkMatch};

use pintle::{Context, Error};

use super::{
    options::Mode,
    patient::Patient,
    pattern::{is_within, splits_character, terminator},
};

/// The findings in one file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many matches there are.
    pub(super) count: u32,
    pub(super) lines: Vec<Line>,
    pub(super) matches: Vec<Place>,
    /// Whether there is a NUL in the file. Findings before it do not count then.
    pub(super) binary: bool,
    /// How much was taken from the caller's budget for it.
    pub(super) taken: usize,
}

impl Found {
    /// Takes bytes for something that is added.
    pub(super) fn take(&mut self, bytes: usize, cx: &Context) -> Result<(), Error> {
        self.taken += bytes;
        cx.take(bytes)
    }

    /// Keeps only the first matches, and that many lines after the last of them.
    pub(super) fn truncate(&mut self, count: u32, after: u32) {
        if count >= self.count {
            return;
        }
        self.count = count;
        self.matches.truncate(count as usize);
        let Some(last) = self.matches.last() else {
            return;
        };
        let behind = self.lines.split_off(last.line as usize + 1);
        let next = self.lines.last().map_or(0, Line::next_number);
        let wanted = next..next.saturating_add(after);
        for (number, line) in wanted.zip(behind.iter().flat_map(Line::single)) {
            if line.number != number {
                break;
            }
            self.lines.push(line);
        }
    }
}

/// A line with matches, or a context line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) text: Text,
    pub(super) is_context: bool,
}

impl Line {
    /// The number of the line after it.
    fn next_number(&self) -> u32 {
        self.number + 1 + self.text.text.matches('\n').count() as u32
    }

    /// The lines in its text, as context lines.
    fn single(&self) -> impl Iterator<Item = Self> {
        let texts = self.text.text.split('\n').zip(self.number..);
        texts.map(|(text, number)| Self {
            number,
            text: Text {
                text: text.strip_suffix('\r').unwrap_or(text).to_owned(),
                is_lossy: self.text.is_lossy && text.contains(char::REPLACEMENT_CHARACTER),
            },
            is_context: true,
        })
    }
}

/// Where a match is.
#[derive(Debug)]
pub(super) struct Place {
    /// The line, counted from the first one found in the file.
    pub(super) line: u32,
    /// In UTF-16 code units.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A line of a file as a text.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    /// Whether something in the file is not UTF-8, and was replaced with U+FFFD.
    pub(super) is_lossy: bool,
}

impl Text {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        Self {
            is_lossy: matches!(text, std::borrow::Cow::Owned(_)),
            text: text.into_owned(),
        }
    }
}

/// What a line, and a match, take in the columns of the result besides its text.
const LINE: usize = 3 * 8;
const MATCH: usize = 3 * 8;

/// Collects what is found in a file.
pub(super) struct Collector<'a> {
    pub(super) patient: &'a Patient<'a>,
    pub(super) mode: Mode,
    /// How many matches to collect.
    pub(super) most: u32,
    pub(super) cx: &'a Context,
    /// How many lines to collect after the last match.
    pub(super) after: u32,
    pub(super) found: Found,
}

impl Collector<'_> {
    fn add_line(&mut self, bytes: &[u8], number: Option<u64>, is_context: bool) -> io::Result<()> {
        let taken = self.found.take(bytes.len() + LINE, self.cx);
        taken.map_err(io::Error::other)?;
        self.found.lines.push(Line {
            number: number.unwrap_or(0) as u32,
            text: Text::new(&bytes[..bytes.len() - terminator(bytes)]),
            is_context,
        });
        Ok(())
    }

    /// Adds lines after the last wanted match, whether they contain matches or not. Returns whether
    /// more are wanted.
    fn add_behind(&mut self, bytes: &[u8], number: Option<u64>) -> io::Result<bool> {
        for (line, number) in bytes
            .split_inclusive(|byte| *byte == b'\n')
            .zip(number.unwrap_or(0)..)
        {
            if self.after == 0 {
                break;
            }
            self.add_line(line, Some(number), true)?;
            self.after -= 1;
        }
        Ok(self.after > 0)
    }

    fn is_full(&self) -> bool {
        self.found.count >= self.most
    }
}

impl Sink for Collector<'_> {
    type Error = io::Error;

    fn matched(&mut self, _: &Searcher, lines: &SinkMatch<'_>) -> io::Result<bool> {
        if self.mode == Mode::Files {
            self.found.count = 1;
            return Ok(false);
        }
        if self.is_full() {
            return self.add_behind(lines.bytes(), lines.line_number());
        }
        let range = lines.bytes_range_in_buffer();
        let haystack = self.patient.pattern.haystack(lines.buffer(), range.end);
        let wants_lines = self.mode == Mode::Lines;
        let line = self.found.lines.len() as u32;
        let before = self.found.count;
        let mut ruler = Ruler::new(lines.bytes());
        let Self {
            found, most, cx, ..
        } = self;
        let mut taken = Ok(());
        each_match(self.patient, haystack, range, |found_at| {
            found.count += 1;
            if wants_lines {
                taken = found.take(MATCH, cx);
                found.matches.push(Place {
                    line,
                    start: ruler.until(found_at.start()),
                    end: ruler.until(found_at.end()),
                });
            }
            found.count < *most && taken.is_ok()
        })?;
        taken.map_err(io::Error::other)?;
        // None is left if all matches lie between `\r` and `\n`.
        if wants_lines && self.found.count > before {
            self.add_line(lines.bytes(), lines.line_number(), false)?;
        }
        Ok(!self.is_full() || (wants_lines && self.after > 0))
    }

    fn context(&mut self, _: &Searcher, line: &SinkContext<'_>) -> io::Result<bool> {
        if self.mode != Mode::Lines {
            return Ok(true);
        }
        if self.is_full() {
            return self.add_behind(line.bytes(), line.line_number());
        }
        self.add_line(line.bytes(), line.line_number(), true)?;
        Ok(true)
    }

    fn binary_data(&mut self, _: &Searcher, _: u64) -> io::Result<bool> {
        self.found.binary = true;
        Ok(false)
    }
}

/// Calls `visit` with each match that begins in the lines at `range`, relative to their beginning,
/// until it returns that it is enough.
fn each_match(
    patient: &Patient<'_>,
    haystack: &[u8],
    range: std::ops::Range<usize>,
    mut visit: impl FnMut(Match) -> bool,
) -> io::Result<()> {
    patient
        .find_iter_at(haystack, range.start, |found| {
            if splits_character(haystack, found) {
                return true;
            }
            is_within(haystack, range.end, found.start())
                && visit(Match::new(
                    found.start() - range.start,
                    found.end().min(range.end) - range.start,
                ))
        })
        .map_err(io::Error::from)
}

/// Counts UTF-16 code units in a line, from its last position.
struct Ruler<'l> {
    line: &'l [u8],
    is_ascii: bool,
    bytes: usize,
    units: u32,
}

impl<'l> Ruler<'l> {
    fn new(line: &'l [u8]) -> Self {
        Self {
            line,
            is_ascii: line.is_ascii(),
            bytes: 0,
            units: 0,
        }
    }

    /// How many units precede a byte. Never called for a byte before the last one.
    fn until(&mut self, byte: usize) -> u32 {
        if self.is_ascii {
            return byte as u32;
        }
        let between = String::from_utf8_lossy(&self.line[self.bytes..byte]);
        self.units += between.encode_utf16().count() as u32;
        self.bytes = byte;
        self.units
    }
}
