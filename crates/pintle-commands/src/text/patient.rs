//! A matcher whose searches notice when their caller cancels, or their time is up.
//!
//! A search of `regex-automata` cannot be stopped, and one over a long line can take minutes: a
//! pattern may have a hundred thousand states, and for each byte all of them may be visited. So it
//! only gets what it is certain to finish soon. Longer texts are split at line endings; longer
//! lines are searched by a lazily built DFA, as long as that stays small, and step by step
//! otherwise. Lists of words have their own kind of search, whose time does not depend on their
//! number.

use std::{
    cell::{Cell, RefCell},
    fmt, io,
    ops::Range,
    sync::{Arc, OnceLock},
};

use aho_corasick::AhoCorasick;
use grep_matcher::{ByteSet, Captures, LineMatchKind, LineTerminator, Match, Matcher};
use grep_regex::RegexCaptures;
use pintle::{Context, Error};
use regex_automata::{
    Input, MatchErrorKind, MatchKind,
    hybrid::{
        dfa::{self, DFA},
        regex::{Builder, Cache, Regex},
    },
    util::{prefilter::Prefilter, primitives::NonMaxUsize},
};

use super::{
    pattern::Pattern,
    steps::{Scratch, Slots, Task},
    syntax::Program,
};

/// How many states of a pattern may be visited between two checks for cancellation.
const OFTEN: usize = 2_000_000;

/// The fixed cost of a search, in the same unit.
const START: usize = 100;

/// The maximum size of the DFA. Each of its states takes time to build.
const MOST_CACHE: usize = 1 << 20;

/// An alternation of words with more states than this is searched by `aho-corasick`.
const MOST_WORDS: usize = 1_000;

/// The engines for long searches, most of them built on first use.
#[derive(Clone, Debug)]
pub(super) struct Long {
    program: Program,
    /// Whether the pattern is a text.
    is_text: bool,
    /// If it is an alternation of many.
    words: Option<AhoCorasick>,
    tools: Arc<OnceLock<Tools>>,
}

#[derive(Debug)]
struct Tools {
    prefilter: Option<Prefilter>,
    /// None if the pattern is too large for it.
    dfa: Option<Regex>,
}

impl Long {
    pub(super) fn new(program: Program) -> Self {
        let words = program.words();
        let is_text = words.as_ref().is_some_and(|words| words.len() == 1);
        let is_large = program.nfa.states().len() > MOST_WORDS;
        let words = words.filter(|_| is_large && !is_text).and_then(|words| {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(aho_corasick::MatchKind::LeftmostFirst);
            builder.build(words).ok()
        });
        Self {
            is_text,
            words,
            program,
            tools: Arc::default(),
        }
    }

    /// How many states may be visited for each byte.
    fn states(&self) -> usize {
        self.program.nfa.states().len()
    }

    fn tools(&self, by_line: bool) -> &Tools {
        self.tools.get_or_init(|| {
            let kind = MatchKind::LeftmostFirst;
            let prefilter = Prefilter::from_hir_prefix(kind, &self.program.hir);
            let dfa = self.dfa(prefilter.clone(), by_line);
            Tools { prefilter, dfa }
        })
    }

    fn dfa(&self, prefilter: Option<Prefilter>, by_line: bool) -> Option<Regex> {
        let config = DFA::config()
            .cache_capacity(MOST_CACHE)
            .minimum_cache_clear_count(Some(0))
            .unicode_word_boundary(true)
            .quit(b'\r', by_line);
        let forward = dfa::Builder::new()
            .configure(config.clone())
            .configure(
                DFA::config()
                    .specialize_start_states(prefilter.is_some())
                    .prefilter(prefilter),
            )
            .build_from_nfa(self.program.nfa.clone())
            .ok()?;
        let backward = dfa::Builder::new()
            .configure(config)
            .configure(DFA::config().match_kind(MatchKind::All))
            .build_from_nfa(self.program.reversed()?)
            .ok()?;
        Some(Builder::new().build_from_dfas(forward, backward))
    }
}

/// A pattern with its cancellation. Each thread has its own, since threads would compete for its
/// memory.
pub(super) struct Patient<'a> {
    pub(super) pattern: Pattern,
    cx: &'a Context,
    /// How much was done since the last check for cancellation.
    done: Cell<usize>,
    scratch: RefCell<Scratch>,
    cache: RefCell<Option<Cache>>,
}

/// Why a search was stopped.
#[derive(Debug)]
pub(super) struct Ended(Error);

impl fmt::Display for Ended {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<Ended> for io::Error {
    fn from(Ended(error): Ended) -> Self {
        Self::other(error)
    }
}

/// The positions of the groups of a match.
pub(super) enum Groups {
    Short(RegexCaptures),
    Long(RegexCaptures, Slots),
}

impl Captures for Groups {
    fn len(&self) -> usize {
        let (Self::Short(captures) | Self::Long(captures, _)) = self;
        captures.len()
    }

    fn get(&self, group: usize) -> Option<Match> {
        match self {
            Self::Short(captures) => captures.get(group),
            Self::Long(_, slots) => {
                let at = |slot: usize| Some(slots.get(slot).copied()??.get());
                Some(Match::new(at(2 * group)?, at(2 * group + 1)?))
            }
        }
    }
}

impl<'a> Patient<'a> {
    pub(super) fn new(pattern: &Pattern, cx: &'a Context) -> Self {
        Self {
            pattern: pattern.clone(),
            cx,
            done: Cell::new(0),
            scratch: RefCell::default(),
            cache: RefCell::default(),
        }
    }

    /// Checks for cancellation, occasionally.
    fn count(&self, states: usize) -> Result<(), Error> {
        let done = self.done.get().saturating_add(states);
        if done <= OFTEN {
            self.done.set(done);
            return Ok(());
        }
        self.done.set(0);
        self.cx.check()
    }

    /// Counts a search over that many bytes. Returns whether it will finish soon.
    fn is_short(&self, bytes: usize) -> Result<bool, Ended> {
        let long = &self.pattern.long;
        let is_linear = long.is_text || long.words.is_some();
        let states = bytes.saturating_mul(if is_linear { 1 } else { long.states() });
        let counted = self.count(START + states.min(OFTEN));
        counted.map_err(Ended)?;
        Ok(long.is_text || states <= OFTEN && long.words.is_none())
    }

    fn by_line(&self) -> bool {
        !self.pattern.multiline
    }

    /// The leftmost match in a long text from `at` on. If only its existence matters, any match.
    fn find_long(
        &self,
        haystack: &[u8],
        at: usize,
        earliest: bool,
    ) -> Result<Option<Range<usize>>, Ended> {
        if let Some(words) = &self.pattern.long.words {
            let input = aho_corasick::Input::new(haystack).span(at..haystack.len());
            return Ok(words.find(input).map(|found| found.range()));
        }
        if let Some(dfa) = &self.pattern.long.tools(self.by_line()).dfa {
            let input = Input::new(haystack)
                .span(at..haystack.len())
                .earliest(earliest);
            let mut cache = self.cache.borrow_mut();
            let cache = cache.get_or_insert_with(|| dfa.create_cache());
            match dfa.try_search(cache, &input) {
                Ok(found) => return Ok(found.map(|found| found.range())),
                Err(error) => {
                    // Otherwise it has met a character that it cannot handle.
                    if matches!(error.kind(), MatchErrorKind::GaveUp { .. }) {
                        dfa.reset_cache(cache);
                    }
                }
            }
        }
        let mut slots = [None; 2];
        let found = self.step(haystack, at..haystack.len(), false, earliest, &mut slots)?;
        let place = |slot: Option<NonMaxUsize>| slot.map(NonMaxUsize::get);
        Ok(match (found, place(slots[0]), place(slots[1])) {
            (true, Some(start), Some(end)) => Some(start..end),
            _ => None,
        })
    }

    fn step(
        &self,
        haystack: &[u8],
        range: Range<usize>,
        anchored: bool,
        earliest: bool,
        found: &mut [Option<NonMaxUsize>],
    ) -> Result<bool, Ended> {
        let long = &self.pattern.long;
        let by_line = self.by_line();
        let task = Task {
            nfa: &long.program.nfa,
            prefilter: long.tools(by_line).prefilter.as_ref(),
            haystack,
            by_line,
            anchored,
            earliest,
        };
        let mut scratch = self.scratch.borrow_mut();
        let searched = scratch.search(task, range, found, |states| self.count(states));
        searched.map_err(Ended)
    }
}

impl Matcher for Patient<'_> {
    type Captures = Groups;
    type Error = Ended;

    fn find_at(&self, haystack: &[u8], at: usize) -> Result<Option<Match>, Ended> {
        if self.is_short(haystack.len() - at)? {
            return Ok(never(self.pattern.matcher.find_at(haystack, at)));
        }
        let found = self.find_long(haystack, at, false)?;
        Ok(found.map(|found| Match::new(found.start, found.end)))
    }

    fn shortest_match_at(&self, haystack: &[u8], at: usize) -> Result<Option<usize>, Ended> {
        if self.is_short(haystack.len() - at)? {
            return Ok(never(self.pattern.matcher.shortest_match_at(haystack, at)));
        }
        Ok(self.find_long(haystack, at, true)?.map(|found| found.end))
    }

    fn new_captures(&self) -> Result<Groups, Ended> {
        Ok(Groups::Short(never(self.pattern.matcher.new_captures())))
    }

    fn captures_at(&self, haystack: &[u8], at: usize, into: &mut Groups) -> Result<bool, Ended> {
        if self.is_short(haystack.len() - at)? {
            if let Groups::Long(captures, _) = into {
                *into = Groups::Short(captures.clone());
            }
            let Groups::Short(captures) = into else {
                return Ok(false);
            };
            return Ok(never(
                self.pattern.matcher.captures_at(haystack, at, captures),
            ));
        }
        let Some(found) = self.find_long(haystack, at, false)? else {
            return Ok(false);
        };
        let (Groups::Short(captures) | Groups::Long(captures, _)) = into;
        let mut slots = vec![None; 2 * captures.len()];
        // All groups, within a known match.
        let is_match = self.step(haystack, found, true, false, &mut slots)?;
        *into = Groups::Long(captures.clone(), slots);
        Ok(is_match)
    }

    fn capture_count(&self) -> usize {
        self.pattern.matcher.capture_count()
    }

    fn capture_index(&self, name: &str) -> Option<usize> {
        self.pattern.matcher.capture_index(name)
    }

    fn line_terminator(&self) -> Option<LineTerminator> {
        self.pattern.matcher.line_terminator()
    }

    fn non_matching_bytes(&self) -> Option<&ByteSet> {
        self.pattern.matcher.non_matching_bytes()
    }

    /// Searches line by line, as many at a time as are certain to finish soon.
    fn find_candidate_line(&self, haystack: &[u8]) -> Result<Option<LineMatchKind>, Ended> {
        let matcher = &self.pattern.matcher;
        if self.pattern.long.words.is_some() {
            let end = self.shortest_match_at(haystack, 0)?;
            return Ok(end.map(LineMatchKind::Confirmed));
        }
        let mut from = 0;
        loop {
            let rest = &haystack[from..];
            let end = self.end_of_lines(rest);
            if !self.is_short(end)? {
                // A separate line, which is treated as a possible match.
                return Ok(Some(LineMatchKind::Candidate(from)));
            }
            let is_last = end == rest.len();
            let found = match never(matcher.find_candidate_line(&rest[..end])) {
                // A match at the end of the lines is only valid before what follows.
                Some(LineMatchKind::Confirmed(at)) if !is_last && at == end => None,
                Some(LineMatchKind::Confirmed(at)) => Some(LineMatchKind::Confirmed(from + at)),
                Some(LineMatchKind::Candidate(at)) => Some(LineMatchKind::Candidate(from + at)),
                None => None,
            };
            if found.is_some() || is_last {
                return Ok(found);
            }
            from += end;
        }
    }
}

impl Patient<'_> {
    /// The end of the lines that are searched together, or otherwise of the first line.
    fn end_of_lines(&self, text: &[u8]) -> usize {
        let long = &self.pattern.long;
        let most = OFTEN / long.states().max(1);
        if long.is_text || text.len() <= most {
            return text.len();
        }
        let last = memchr::memrchr(b'\n', &text[..most]);
        let end = last.or_else(|| memchr::memchr(b'\n', &text[most..]).map(|at| most + at));
        end.map_or(text.len(), |at| at + 1)
    }
}

/// The result of a matcher without errors.
fn never<T>(found: Result<T, grep_matcher::NoError>) -> T {
    match found {
        Ok(found) => found,
        Err(_) => unreachable!("`grep-regex` has no errors"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use pintle::CancelToken;

    use super::*;
    use crate::text::options::Reading;

    const PATTERNS: [&str; 26] = [
        "a",
        "ab|a|abc",
        "(a|ab)(c|bcd)?",
        "a*",
        "a*?b",
        "(a+)(b+)?",
        "(?:)",
        "^",
        "$",
        "^$",
        r"\b",
        r"\bab\b",
        r"\B",
        "[^a]+",
        "[^a]",
        ".",
        r"\w+ä",
        r"(\w+)\s(\w)",
        "(?s).b",
        r"[ab]*a[ab]{9}c?",
        "(?:a(b)|(a)c|())",
        "b$",
        "(^a|b$)",
        r"\Aa",
        r"a\z",
        "(?i)Ä|B",
    ];

    /// Random texts of few letters.
    fn texts() -> Vec<Vec<u8>> {
        let letters: [&[u8]; 10] = [
            b"a",
            b"b",
            b"a",
            b"b",
            b"c",
            b" ",
            "ä".as_bytes(),
            b"\xff",
            b"\r\n",
            b"\n",
        ];
        let mut seed = 1_u64;
        let mut next = move |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % below
        };
        let mut text = || {
            (0..next(40))
                .flat_map(|_| letters[next(10)].to_vec())
                .collect()
        };
        (0..40).map(|_| text()).collect()
    }

    /// All ways to search a text agree with that of `grep-regex`, from every position on.
    fn agree(patient: &Patient<'_>, text: &[u8], about: &str) {
        let matcher = &patient.pattern.matcher;
        let mut expected = never(matcher.new_captures());
        for at in 0..=text.len() {
            let about = format!("{about} at {at} of {:?}", text.escape_ascii().to_string());
            let found = never(matcher.captures_at(text, at, &mut expected));
            let range = found.then(|| expected.get(0).unwrap());
            let range = range.map(|found| found.start()..found.end());
            assert_eq!(
                patient.find_long(text, at, false).unwrap(),
                range,
                "{about}"
            );
            let any = patient.find_long(text, at, true).unwrap();
            assert_eq!(any.is_some(), found, "{about}");
            let all = at..text.len();
            let mut slots = vec![None; 2 * expected.len()];
            let stepped = patient.step(text, all.clone(), false, false, &mut slots);
            assert_eq!(stepped.unwrap(), found, "{about}");
            let any = patient.step(text, all, false, true, &mut []).unwrap();
            assert_eq!(any, found, "{about}");
            if let Some(range) = range {
                let check = |slots: Slots| {
                    let groups = Groups::Long(expected.clone(), slots);
                    for group in 0..expected.len() {
                        assert_eq!(groups.get(group), expected.get(group), "{about}: {group}");
                    }
                };
                check(slots);
                let mut slots = vec![None; 2 * expected.len()];
                assert!(patient.step(text, range, true, false, &mut slots).unwrap());
                check(slots);
            }
        }
    }

    #[test]
    fn long_texts_are_searched_as_short_ones() {
        let cx = Context::default();
        for pattern in PATTERNS {
            for [multiline, whole_words] in [[false, false], [true, false], [true, true]] {
                let reading = Reading {
                    whole_words,
                    multiline,
                    ..Reading::default()
                };
                let pattern_read = Pattern::new(pattern, reading).unwrap();
                let patient = Patient::new(&pattern_read, &cx);
                for text in texts() {
                    let about = format!("{pattern} {multiline} {whole_words}");
                    if multiline {
                        agree(&patient, &text, &about);
                    } else {
                        for line in text.split(|byte| *byte == b'\n') {
                            agree(&patient, line, &about);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn many_words_are_found_as_few() {
        let mut words: Vec<_> = (100..4_000).map(|word| format!("{word}x")).collect();
        words.extend(["10".to_owned(), "1000".to_owned()]);
        let pattern = Pattern::new(&words.join("|"), Reading::default()).unwrap();
        assert!(pattern.long.words.is_some());
        let cx = Context::default();
        let patient = Patient::new(&pattern, &cx);
        for text in ["1000 10", "99 10", "999x", "1000x", "", "9"] {
            let expected = never(pattern.matcher.find_at(text.as_bytes(), 0));
            assert_eq!(patient.find_at(text.as_bytes(), 0).unwrap(), expected);
        }
    }

    #[test]
    fn lines_are_searched_a_few_at_a_time() {
        let cx = Context::default();
        // It has so many states that only a few bytes are searched at a time.
        let large = "(?:z{250}){200}|^$|x$";
        let pattern = Pattern::new(large, Reading::default()).unwrap();
        assert!(OFTEN / pattern.long.states() < 50);
        let patient = Patient::new(&pattern, &cx);
        let place = |found: Option<LineMatchKind>| {
            found.map(|kind| match kind {
                LineMatchKind::Confirmed(at) | LineMatchKind::Candidate(at) => at,
            })
        };
        let lines = "a b c d e f g h i j k l m\n".repeat(9);
        let texts = ["a\n\nb\n".repeat(3), format!("{lines}x\n{lines}"), lines];
        for text in texts {
            let found = patient.find_candidate_line(text.as_bytes()).unwrap();
            let expected = never(pattern.matcher.find_candidate_line(text.as_bytes()));
            assert_eq!(place(found), place(expected), "{text:?}");
        }
        let long = "y".repeat(1_000);
        let found = patient.find_candidate_line(long.as_bytes()).unwrap();
        assert!(matches!(found, Some(LineMatchKind::Candidate(0))));
    }

    /// Nobody would wait for these to finish.
    #[test]
    fn a_search_ends_when_it_is_cancelled_or_late() {
        let token = CancelToken::new();
        token.cancel();
        let cancelled = Context::default().with_cancel(token);
        let late = Context::default().with_time_limit(Duration::from_millis(50));
        let text = "a".repeat(5_000_000);
        for whole_words in [false, true] {
            for multiline in [false, true] {
                let reading = Reading {
                    whole_words,
                    multiline,
                    ..Reading::default()
                };
                let bomb = "((a{1,100}){1,100}){1,10}b";
                let pattern = Pattern::new(bomb, reading).unwrap();
                for (cx, code) in [(&cancelled, "CANCELLED"), (&late, "TIMEOUT")] {
                    let patient = Patient::new(&pattern, cx);
                    let Ended(error) = patient.find_at(text.as_bytes(), 0).unwrap_err();
                    assert_eq!(error.code(), format!("ERR_PINTLE_{code}"));
                }
            }
        }
    }
}
