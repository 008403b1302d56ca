//! Searching.

use std::{io::Read, path::PathBuf};

use grep_searcher::{BinaryDetection, Searcher};
use pintle::{
    Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    content::{Encoding, Watched, read_up_to, read_whole},
    cutoff::Cutoff,
    errors::ENCODING,
    options::SearchOptions,
    outcome::SearchResult,
    patient::Patient,
    pattern::Pattern,
    sink::{Collector, Found},
};
use crate::{
    fs::Meter,
    walk::{Visited, WalkError, collect},
};

/// Files up to this size are searched as a whole, which is faster; larger ones in parts.
const WHOLE: usize = 4 * 1024 * 1024;

/// What a file takes in the columns of the result besides its path.
const FILE: usize = 2 * 8;

/// Searches for a pattern in the files below `root`.
///
/// The syntax is that of Rust's crate `regex`, which has no look-around or backreferences, and
/// whose running time depends only on the sizes of the text and the pattern. Files that contain a
/// NUL are considered binary and skipped. What cannot be read does not end the search: it is listed
/// in the `errors` of the result.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INVALID_VALUE, NOT_UTF8, ENCODING, CANCELLED, TIMEOUT)
)]
pub fn search(
    root: PathBuf,
    pattern: String,
    options: SearchOptions,
    cx: &Context,
) -> Result<SearchResult, Error> {
    let search = Search::new(&pattern, &options, Cutoff::new(options.max_matches), cx)?;
    let found = collect(&root, &options.walk(), &quiet(cx), || {
        let mut worker = Worker::new(&search);
        move |entry: &Visited<'_>| worker.visit(entry)
    })?;
    let (entries, errors) = found.in_sequence();
    let mut result = SearchResult {
        errors: errors.into_iter().map(WalkError::from).collect(),
        ..SearchResult::default()
    };
    for entry in entries {
        let mut found = entry.gain;
        if let Some(limit) = options.max_matches {
            found.truncate(limit - result.count, options.after);
        }
        result.add(entry.path, found);
        result.truncated = options.max_matches == Some(result.count);
        if result.truncated {
            break;
        }
    }
    Ok(result)
}

/// What the threads of one search share.
pub(super) struct Search<'a> {
    pattern: Pattern,
    options: &'a SearchOptions,
    cutoff: Cutoff,
    meter: Meter<'a>,
    cx: &'a Context,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        pattern: &str,
        options: &'a SearchOptions,
        cutoff: Cutoff,
        cx: &'a Context,
    ) -> Result<Self, Error> {
        Ok(Self {
            pattern: Pattern::new(pattern, options.reading())?,
            cutoff,
            options,
            meter: Meter::new(cx),
            cx,
        })
    }
}

/// The context of the walk: progress is reported in bytes read, not in entries that the walk saw.
pub(super) fn quiet(cx: &Context) -> Context {
    cx.clone().with_progress(None)
}

/// The state of one thread's search.
pub(super) struct Worker<'a> {
    search: &'a Search<'a>,
    patient: Patient<'a>,
    searcher: Searcher,
    /// How many matches to look for in one file.
    most: u32,
    buffer: Vec<u8>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(search: &'a Search<'a>) -> Self {
        let SearchOptions { before, after, .. } = *search.options;
        let limits = [search.options.max_per_file, search.options.max_matches];
        Self {
            search,
            patient: Patient::new(&search.pattern, search.cx),
            searcher: search.pattern.searcher(before, after),
            most: limits.into_iter().flatten().min().unwrap_or(u32::MAX),
            buffer: Vec::new(),
        }
    }

    /// What is in a file.
    pub(super) fn visit(&mut self, entry: &Visited<'_>) -> Result<Found, Error> {
        let Search { cx, cutoff, .. } = self.search;
        cx.check()?;
        if self.most == 0 || cutoff.is_before(entry.path()) {
            return Ok(Found::default());
        }
        let mut found = self.search(entry)?;
        if found.count > 0 {
            found.take(entry.path().len() + FILE, cx)?;
        }
        if !found.binary {
            cutoff.add(entry.path(), found.count);
        }
        Ok(found)
    }

    fn search(&mut self, entry: &Visited<'_>) -> Result<Found, Error> {
        let Search {
            cx, meter, options, ..
        } = self.search;
        let failed = |error| entry.failed(&error);
        let (file, _) = entry.open()?;
        let mut file = Watched { file, cx, meter };
        self.buffer.clear();
        let is_whole = read_up_to(&mut file, &mut self.buffer, WHOLE).map_err(failed)?;
        let encoding = Encoding::of(&self.buffer);
        let mut collector = Collector {
            patient: &self.patient,
            mode: options.mode,
            most: self.most,
            cx,
            after: options.after,
            found: Found::default(),
        };
        let matcher = &self.patient;
        if !is_whole && !self.search.pattern.multiline && encoding.is_like_ascii() {
            let reader = self.buffer[encoding.mark()..].chain(file);
            self.searcher.set_binary_detection(BinaryDetection::quit(0));
            let outcome = self.searcher.search_reader(matcher, reader, &mut collector);
            outcome.map_err(failed)?;
            return Ok(collector.found);
        }
        if !is_whole {
            read_whole(&mut file, &mut self.buffer).map_err(failed)?;
        }
        let mut decoded = String::new();
        match encoding.decode(&self.buffer, &mut decoded)? {
            None => collector.found.binary = true,
            Some(text) => {
                self.searcher.set_binary_detection(BinaryDetection::none());
                let outcome = self.searcher.search_slice(matcher, text, &mut collector);
                outcome.map_err(failed)?;
            }
        }
        Ok(collector.found)
    }
}
