//! Patterns: the syntax of the crate `regex`, matched as in ripgrep.

use grep_matcher::{LineTerminator, Match, Matcher};
use grep_regex::{ErrorKind, RegexMatcher, RegexMatcherBuilder};
use grep_searcher::{Searcher, SearcherBuilder};
use pintle::{Error, errors::INVALID_VALUE};

use super::{
    options::{Case, Reading},
    patient::Long,
    syntax::{MOST_BYTES, Program, too_large_compiled},
};

/// How much of a file that is read in parts a search can keep in memory: a line, with the lines
/// around it.
pub(super) const MOST_AT_ONCE: usize = 256 * 1024 * 1024;

/// The maximum size of the DFA that is built while short texts are searched. Each of its states
/// takes time to build, and each thread has one.
const MOST_CACHE: usize = 2 << 20;

/// How far after a multi-line match a pattern may look.
const LOOK_AHEAD: usize = 128;

/// A pattern, ready to search with.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// For texts that are short.
    pub(super) matcher: RegexMatcher,
    /// For the others.
    pub(super) long: Long,
    pub(super) multiline: bool,
}

impl Pattern {
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE`.
    pub(super) fn new(pattern: &str, reading: Reading) -> Result<Self, Error> {
        let program = Program::new(pattern, reading)?;
        let mut builder = RegexMatcherBuilder::new();
        builder
            .multi_line(true)
            .unicode(true)
            .crlf(true)
            .size_limit(MOST_BYTES)
            .dfa_size_limit(MOST_CACHE)
            .fixed_strings(reading.literal)
            .word(reading.whole_words)
            .case_insensitive(reading.case == Case::Insensitive)
            .case_smart(reading.case == Case::Smart);
        if reading.multiline {
            builder.line_terminator(None);
        }
        let faulty = |reason: &str| {
            let message = format!("invalid regular expression (Rust regex syntax): {reason}");
            Error::new(&INVALID_VALUE, message).at("/pattern")
        };
        let matcher = builder.build(pattern).map_err(|error| match error.kind() {
            // It is also compiled backwards, which may be larger.
            ErrorKind::Regex(text) if text.contains("size limit") => too_large_compiled(),
            _ => faulty(&reason(&error)),
        })?;
        let program = program.ok_or_else(|| faulty("it cannot be compiled"))?;
        Ok(Self {
            matcher,
            long: Long::new(program),
            multiline: reading.multiline,
        })
    }

    /// A searcher for it, with that many lines around each match.
    pub(super) fn searcher(&self, before: u32, after: u32) -> Searcher {
        SearcherBuilder::new()
            .line_terminator(LineTerminator::crlf())
            .multi_line(self.multiline)
            .bom_sniffing(false)
            .heap_limit(Some(MOST_AT_ONCE))
            .before_context(before as usize)
            .after_context(after as usize)
            .build()
    }

    /// The part of a buffer to search for the matches of lines that end at `end`.
    pub(super) fn haystack<'b>(&self, buffer: &'b [u8], end: usize) -> &'b [u8] {
        if self.multiline {
            return &buffer[..buffer.len().min(end + LOOK_AHEAD)];
        }
        &buffer[..end - terminator(&buffer[..end])]
    }

    /// How many groups there are, including that of the whole match.
    pub(super) fn groups(&self) -> usize {
        self.matcher.capture_count()
    }
}

/// Whether a match that begins at `start` belongs to lines that end at `end`. A match after the
/// last byte of these lines does if the file ends there without a line ending.
pub(super) fn is_within(haystack: &[u8], end: usize, start: usize) -> bool {
    let is_last = haystack.len() <= end; // The haystack may lack the line ending.
    start < end || (is_last && start == haystack.len() && !haystack.ends_with(b"\n"))
}

/// Whether a match is empty and lies inside a character. A search over bytes finds such matches,
/// and ripgrep reports them, but a replacement there would destroy the character.
pub(super) fn splits_character(haystack: &[u8], found: Match) -> bool {
    let next = haystack.get(found.start());
    found.is_empty() && next.is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000)
}

/// How many bytes a line ending has.
pub(super) fn terminator(line: &[u8]) -> usize {
    match line {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n'] => 1,
        _ => 0,
    }
}

fn reason(error: &grep_regex::Error) -> String {
    match error.kind() {
        ErrorKind::NotAllowed(text) => {
            format!("{text:?} cannot match within one line; set multiline")
        }
        ErrorKind::Regex(text) => match text.rsplit_once("error: ") {
            // The text before that is the pattern with a mark below it, on separate lines.
            Some((_, reason)) => match reason {
                LOOK_AROUND => "look-ahead and look-behind are not supported".to_owned(),
                _ => reason.to_owned(),
            },
            None => text.clone(),
        },
        other => format!("{other:?}"),
    }
}

const LOOK_AROUND: &str = "look-around, including look-ahead and look-behind, is not supported";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_named() {
        for (pattern, reason) in [
            ("(a", "unclosed group"),
            ("a(?=b)", "look-ahead and look-behind are not supported"),
            (r"(a)\1", "backreferences are not supported"),
            (r"a\nb", "set multiline"),
            (r"\w{1000}{1000}", "10 MiB"),
            (r"\w{500}", "10 MiB"),
        ] {
            let error = Pattern::new(pattern, Reading::default()).unwrap_err();
            assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE");
            assert_eq!(error.pointer(), "/pattern");
            assert!(error.message().contains(reason), "{error}");
            assert!(!error.message().contains('\n'), "{error}");
        }
    }
}
