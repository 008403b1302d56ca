//! Patterns in git's syntax. They differ from the globs of `tree.walk`: there are no braces, an
//! unclosed class matches nothing, and a character is a byte.

use super::class::{Class, class};

/// A compiled pattern.
#[derive(Debug, PartialEq)]
pub(super) struct Glob {
    tokens: Vec<Token>,
    /// The prefix of every matching text.
    beginning: Vec<u8>,
    /// The suffix of every matching text. Most texts that do not match are ruled out by one of
    /// them, ten times faster than by processing the tokens.
    end: Vec<u8>,
}

#[derive(Debug, PartialEq)]
enum Token {
    Byte(u8),
    /// `?`: a byte except `/`.
    Any,
    /// `[…]`: a byte of these, and never `/`.
    Class(Class),
    /// `*`: bytes except `/`.
    Star,
    /// `**` at the end: anything.
    Deep,
    /// `**/`: folders, or nothing.
    Folders,
}

impl Glob {
    /// Reads a pattern. `None` for one that cannot match anything.
    pub(super) fn new(pattern: &[u8]) -> Option<Self> {
        let special = |byte: &u8| matches!(byte, b'*' | b'?' | b'[' | b'\\');
        // Git compares what precedes the first special character separately, and treats what
        // follows as a separate pattern. So `**` counts as being at the beginning there too.
        let beginning = pattern.iter().position(special).unwrap_or(pattern.len());
        let mut tokens = Vec::with_capacity(pattern.len());
        let mut at = 0;
        while let Some(byte) = pattern.get(at) {
            let rest = &pattern[at + 1..];
            let (token, length) = match byte {
                b'\\' => (Token::Byte(*rest.first()?), 2),
                b'?' => (Token::Any, 1),
                b'[' => {
                    let (class, length) = class(rest)?;
                    (Token::Class(class), length + 1)
                }
                b'*' => {
                    let length = 1 + rest.iter().take_while(|byte| **byte == b'*').count();
                    let bounded = at == beginning || pattern[at - 1] == b'/';
                    match &pattern[at + length..] {
                        _ if length == 1 || !bounded => (Token::Star, length),
                        [] | [b'\\', b'/', ..] => (Token::Deep, length),
                        [b'/', ..] => (Token::Folders, length + 1),
                        _ => (Token::Star, length),
                    }
                }
                byte => (Token::Byte(*byte), 1),
            };
            tokens.push(token);
            at += length;
        }
        let byte = |token: &Token| match token {
            Token::Byte(byte) => Some(*byte),
            _ => None,
        };
        let beginning = tokens.iter().map_while(byte).collect();
        let mut end: Vec<_> = tokens.iter().rev().map_while(byte).collect();
        end.reverse();
        Some(Self {
            tokens,
            beginning,
            end,
        })
    }

    /// Whether the whole text matches.
    pub(super) fn matches(&self, text: &[u8]) -> bool {
        if !text.starts_with(&self.beginning) || !text.ends_with(&self.end) {
            return false;
        }
        let (mut token, mut at) = (self.beginning.len(), self.beginning.len());
        // The last `*` and the last `**`: the token after it, and how far it reaches so far. An
        // earlier one need not be tried again, since a later one can reach everything after it.
        let mut star: Option<(usize, usize)> = None;
        let mut deep: Option<(usize, usize)> = None;
        loop {
            match (self.tokens.get(token), text.get(at)) {
                (None, None) => return true,
                (Some(Token::Star), _) => {
                    token += 1;
                    star = Some((token, at));
                    continue;
                }
                (Some(Token::Deep | Token::Folders), _) => {
                    token += 1;
                    deep = Some((token, at));
                    star = None;
                    continue;
                }
                (Some(one), Some(byte)) if one.matches(*byte) => {
                    token += 1;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            if let Some((next, reached)) = star
                && text.get(reached).is_some_and(|byte| *byte != b'/')
            {
                (token, at) = (next, reached + 1);
                star = Some((token, at));
                continue;
            }
            let Some((next, reached)) = deep else {
                return false;
            };
            let step = if self.tokens[next - 1] == Token::Folders {
                text[reached..].iter().position(|byte| *byte == b'/')
            } else {
                (reached < text.len()).then_some(0)
            };
            let Some(step) = step else {
                return false;
            };
            (token, at) = (next, reached + step + 1);
            deep = Some((token, at));
            star = None;
        }
    }
}

impl Token {
    /// Whether it matches this one byte.
    fn matches(&self, byte: u8) -> bool {
        match self {
            Self::Byte(own) => *own == byte,
            Self::Any => byte != b'/',
            Self::Class(bytes) => bytes[usize::from(byte)],
            Self::Star | Self::Deep | Self::Folders => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Glob::new(pattern.as_bytes()).is_some_and(|glob| glob.matches(text.as_bytes()))
    }

    #[test]
    fn stars_stay_within_a_name_unless_doubled() {
        for (pattern, text) in [
            ("*", "a"),
            ("a*b*c", "aXbYbZc"),
            ("a/*/c", "a/b/c"),
            ("**/c", "c"),
            ("**/c", "a/b/c"),
            ("a/**/c", "a/c"),
            ("a/**/b/*/c", "a/b/b/b/x/c"),
            ("a/**", "a/b/c"),
            ("a/**", "a/"),
            ("a*a", "aa"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("*", "a/b"),
            ("a/*/c", "a/b/b/c"),
            ("?", "/"),
            ("[!a]", "/"),
            ("a/**/c", "a/bc"),
            ("x**y", "x/y"),
            ("a/**", "a"),
            ("a*a", "a"),
            ("ab*bc", "abc"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn classes_have_ranges_names_and_escapes() {
        for (pattern, text) in [
            ("[]a]", "]"),
            ("[a-]", "-"),
            ("[\\]]", "]"),
            ("[[:digit:]x]", "7"),
            ("[[:abc]", ":"),
            ("[a-\\c]", "b"),
            ("[^a]", "b"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("[a", "[a"),
            ("[[:what:]]", "a"),
            ("[z-a]", "m"),
            ("a\\", "a\\"),
            ("{a,b}", "a"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_of_stars_takes_no_time() {
        let pattern = "*a".repeat(40);
        assert!(!matches(&format!("{pattern}b"), &"a".repeat(5000)));
        assert!(!matches(
            &format!("{}x", "**/a/".repeat(20)),
            &"a/".repeat(2000)
        ));
    }
}
