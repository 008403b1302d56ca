//! What a match is replaced with.

use std::ops::Range;

use grep_matcher::{Captures, Matcher};
use pintle::{Error, errors::INVALID_VALUE};

use super::pattern::Pattern;

/// A parsed replacement.
#[derive(Debug)]
pub(super) struct Replacement(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    Group(usize),
}

impl Replacement {
    /// The text itself.
    pub(super) fn literal(text: &str) -> Self {
        Self(vec![Part::Text(text.to_owned())])
    }

    /// Reads `$1`, `$name`, `${name}`, and `$$` for a dollar sign.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` for a group that the pattern does not have, and for any other
    /// `$`.
    pub(super) fn parse(text: &str, pattern: &Pattern) -> Result<Self, Error> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('$') {
            parts.push(Part::Text(before.to_owned()));
            if let Some(behind) = behind.strip_prefix('$') {
                parts.push(Part::Text("$".to_owned()));
                rest = behind;
                continue;
            }
            let (name, behind) = reference(behind).ok_or_else(|| {
                invalid("write $$ for a dollar sign, and $1, $name or ${name} for a group")
            })?;
            parts.push(Part::Group(group(name, pattern)?));
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    /// Appends the replacement of one match.
    pub(super) fn append(&self, captures: &impl Captures, haystack: &[u8], into: &mut Vec<u8>) {
        for part in &self.0 {
            match part {
                Part::Text(text) => into.extend_from_slice(text.as_bytes()),
                Part::Group(group) => {
                    let range = captures.get(*group).map(|at| Range {
                        start: at.start(),
                        end: at.end(),
                    });
                    into.extend_from_slice(range.map_or(&[][..], |range| &haystack[range]));
                }
            }
        }
    }
}

/// The name after a dollar sign, and what follows it.
fn reference(text: &str) -> Option<(&str, &str)> {
    if let Some(text) = text.strip_prefix('{') {
        return text.split_once('}').filter(|(name, _)| !name.is_empty());
    }
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn group(name: &str, pattern: &Pattern) -> Result<usize, Error> {
    let found = match name.parse::<usize>() {
        Ok(number) => (number < pattern.groups()).then_some(number),
        Err(_) => pattern.matcher.capture_index(name),
    };
    found.ok_or_else(|| {
        let digits = name.len()
            - name
                .trim_start_matches(|digit: char| digit.is_ascii_digit())
                .len();
        let hint = match name.split_at(digits) {
            ("", _) | (_, "") => String::new(),
            (number, behind) => format!("; write ${{{number}}}{behind} for group {number}"),
        };
        invalid(&format!("the pattern has no group \"{name}\"{hint}"))
    })
}

fn invalid(message: &str) -> Error {
    Error::new(&INVALID_VALUE, message).at("/replacement")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::options::Reading;

    fn replace(pattern: &str, replacement: &str, text: &str) -> Result<String, Error> {
        let pattern = Pattern::new(pattern, Reading::default())?;
        let replacement = Replacement::parse(replacement, &pattern)?;
        let mut captures = pattern.matcher.new_captures().unwrap();
        let mut result = Vec::new();
        let replaced = pattern.matcher.replace_with_captures(
            text.as_bytes(),
            &mut captures,
            &mut result,
            |captures, into| {
                replacement.append(captures, text.as_bytes(), into);
                true
            },
        );
        replaced.unwrap();
        Ok(String::from_utf8(result).unwrap())
    }

    #[test]
    fn groups_are_put_in() {
        for (pattern, replacement, expected) in [
            ("(?<first>b)(c)?", "[$1$2]", "a[bc]d[b]"),
            ("(?<first>b)", "${first}$first$0$$1", "abbb$1cdbbb$1"),
            ("b", "", "acd"),
            ("(b)", "${1}0", "ab0cdb0"),
        ] {
            assert_eq!(replace(pattern, replacement, "abcdb").unwrap(), expected);
        }
    }

    #[test]
    fn a_group_that_is_not_there_is_refused() {
        for (replacement, part) in [
            ("$2", "no group \"2\""),
            ("$1a", "write ${1}a"),
            ("${name}", "no group \"name\""),
            ("$", "write $$"),
            ("$&", "write $$"),
            ("${}", "write $$"),
            ("${1", "write $$"),
        ] {
            let error = replace("(b)", replacement, "b").unwrap_err();
            assert_eq!(error.pointer(), "/replacement");
            assert!(error.message().contains(part), "{error}");
        }
    }
}
