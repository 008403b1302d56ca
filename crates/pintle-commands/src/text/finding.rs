//! Searching, line by line.

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use pintle::{
    Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
    pool,
    stream::Output,
};

use super::{
    cutoff::Cutoff,
    errors::ENCODING,
    find::{Search, Worker, quiet},
    options::{Mode, SearchOptions},
    sink::{Found, Line},
};
use crate::walk::{Finding, Visited, WalkError, WalkOptions, send_each};

/// A line with matches, or one around it; unless `mode` is `"lines"`, a file with matches. Or a place
/// that could not be read.
#[derive(Debug, Data, Default)]
pub struct TextFinding {
    /// The file, relative to the root, with `/` on every platform.
    pub path: String,
    /// How many matches the line or the file has; 0 for a line around others, and with
    /// `mode: "files"` 1.
    pub count: u32,
    /// The number of the line; the first line of a file is 1. Null unless `mode` is `"lines"`.
    pub number: Option<u32>,
    /// The line without its line ending. A match over several lines has all of them in one text.
    pub text: Option<String>,
    /// Where each match begins in the text, so that `text.slice(start, end)` is the match.
    pub starts: Vec<u32>,
    /// Where each match ends in the text.
    pub ends: Vec<u32>,
    /// Whether the line is not UTF-8; the text has U+FFFD in place of invalid bytes.
    pub lossy: bool,
    /// The code of the error, if it could not be read.
    pub error_code: Option<String>,
    /// What went wrong, if it could not be read.
    pub error_message: Option<String>,
}

/// Searches for a pattern in the files below `root`, and returns each line with matches when its file
/// has been searched.
///
/// The pattern and the options mean the same as in `search`. The files come in no particular order,
/// each with all its lines in order; `maxMatches` ends the search when there are this many, whichever
/// come first. What cannot be read does not end the search: it is an item with an `errorCode`.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INVALID_VALUE, NOT_UTF8, ENCODING, CANCELLED, TIMEOUT)
)]
pub fn matches(
    root: PathBuf,
    pattern: String,
    options: SearchOptions,
    out: &Output<TextFinding>,
    cx: &Context,
) -> Result<(), Error> {
    // Whichever come first: no path is too late.
    let search = Search::new(&pattern, &options, Cutoff::new(None), cx)?;
    let walk = WalkOptions {
        sorted: false,
        ..options.walk()
    };
    let visitor = || {
        let mut worker = Worker::new(&search);
        move |entry: &Visited<'_>| worker.visit(entry).map(Some)
    };
    let sender = Mutex::new(Sender {
        left: options.max_matches,
        options: &options,
        out,
    });
    send_each(&root, &walk, &quiet(cx), visitor, &|finding| {
        // One file after the other. Whoever has the lock may wait for the consumer.
        let sender = pool::while_waiting(|| sender.lock());
        let mut sender = sender.unwrap_or_else(PoisonError::into_inner);
        match finding {
            Finding::Entry(path, facts) => {
                // What is sent is counted when it is sent.
                cx.put_back(facts.gain.taken);
                sender.send(&String::from_utf8_lossy(path), facts.gain)
            }
            Finding::Failure(failure) => {
                let unread = TextFinding::unread(failure.into());
                out.send(unread).map(ControlFlow::Continue)
            }
        }
    })
}

struct Sender<'a> {
    /// How many matches are still wanted.
    left: Option<u32>,
    options: &'a SearchOptions,
    out: &'a Output<TextFinding>,
}

impl Sender<'_> {
    /// Sends what is in one file.
    fn send(&mut self, path: &str, mut found: Found) -> Result<ControlFlow<()>, Error> {
        if found.binary || found.count == 0 || self.left == Some(0) {
            return Ok(ControlFlow::Continue(()));
        }
        if let Some(left) = &mut self.left {
            found.truncate(*left, self.options.after);
            *left -= found.count;
        }
        if self.options.mode == Mode::Lines {
            let mut places = found.matches.into_iter().peekable();
            for (index, line) in found.lines.into_iter().enumerate() {
                let mut item = TextFinding::line(path, line);
                while let Some(place) = places.next_if(|place| place.line as usize == index) {
                    item.count += 1;
                    item.starts.push(place.start);
                    item.ends.push(place.end);
                }
                self.out.send(item)?;
            }
        } else {
            self.out.send(TextFinding {
                path: path.to_owned(),
                count: found.count,
                ..TextFinding::default()
            })?;
        }
        Ok(match self.left {
            Some(0) => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        })
    }
}

impl TextFinding {
    fn line(path: &str, line: Line) -> Self {
        Self {
            path: path.to_owned(),
            number: Some(line.number),
            lossy: line.text.is_lossy,
            text: Some(line.text.text),
            ..Self::default()
        }
    }

    fn unread(error: WalkError) -> Self {
        Self {
            path: error.path,
            error_code: Some(error.code),
            error_message: Some(error.message),
            ..Self::default()
        }
    }
}
