//! The braces of a glob: what it is with each choice of what is in them.

use super::glob_parts::{Part, parts};

/// The maximum number of globs that one expands to.
const MOST_ALTERNATIVES: usize = 4096;

/// Marks the start and end of a choice in an alternative. Paths never contain it.
pub(super) const MARK: char = '\0';

/// The text without marks. A `*` at the end of a choice and one after it do not form `**`.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for piece in text.split(MARK) {
        let piece = if joined.ends_with('*') && !joined.ends_with("\\*") {
            piece.trim_start_matches('*')
        } else {
            piece
        };
        joined.push_str(piece);
    }
    joined
}

/// Whether nothing follows the first braces.
pub(super) fn ends_in_braces(glob: &str) -> bool {
    matches!(first_braces(glob), Ok(Some((_, _, end))) if end + 1 == glob.len())
}

/// Alternatives with a mark around each choice.
pub(super) fn marked_alternatives(glob: &str) -> Result<Vec<String>, String> {
    let mark = &MARK.to_string();
    let mut done = Vec::new();
    let mut open = vec![glob.to_owned()];
    while let Some(text) = open.pop() {
        match first_braces(&text)? {
            None => done.push(text),
            Some((start, commas, end)) => {
                let mut from = start + 1;
                let before = open.len();
                for comma in commas.into_iter().chain([end]) {
                    let choice = &text[from..comma];
                    open.push([&text[..start], mark, choice, mark, &text[end + 1..]].concat());
                    from = comma + 1;
                }
                open[before..].reverse();
            }
        }
        if done.len() + open.len() > MOST_ALTERNATIVES {
            return Err(format!(
                "its braces expand to more than {MOST_ALTERNATIVES} globs; write several"
            ));
        }
    }
    Ok(done)
}

type Braces = (usize, Vec<usize>, usize);

/// The positions of the first braces and their commas.
fn first_braces(glob: &str) -> Result<Option<Braces>, String> {
    let fault = |message: &str| Err(message.to_owned());
    let mut start = None;
    let mut commas = Vec::new();
    let mut depth = 0_u32;
    for (at, part) in parts(glob) {
        match part {
            Part::Other('{') => {
                depth += 1;
                start = start.or(Some(at));
            }
            Part::Other(',') if depth == 1 => commas.push(at),
            Part::Other('}') if depth == 0 => {
                return fault("a closing brace without an opening one; write \\} for a brace");
            }
            Part::Other('}') => depth -= 1,
            _ => {}
        }
        let Some(start) = start.filter(|_| depth == 0) else {
            continue;
        };
        if commas.is_empty() && glob[start..at].contains("..") {
            return fault(
                "ranges such as {1..3} are not supported; write {1,2,3}, or [1-3] for one character",
            );
        }
        if commas.is_empty() {
            return fault(
                "braces without a comma are not supported; write {a,b}, and \\{ for a brace",
            );
        }
        if glob[start + 1..at].chars().all(|letter| letter == ',') {
            return fault("empty braces are not supported; write \\{ for a brace");
        }
        return Ok(Some((start, commas, at)));
    }
    match start {
        None => Ok(None),
        Some(_) => fault("an opening brace without a closing one; write \\{ for a brace"),
    }
}
