//! Patterns: regular expressions that match a text as a whole.

use pintle_core::Error;
use regex::Regex;

use crate::node::Node;

/// A pattern in a policy.
#[derive(Debug)]
pub(crate) struct Pattern {
    text: String,
    whole: Regex,
}

impl Pattern {
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, Error> {
        let text = node.text()?;
        let invalid =
            |error: regex::Error| node.fault(format!("the pattern is not valid: {error}"));
        let ascii = with_ascii_classes(text);
        // On its own first: a pattern that closes our group would no longer be anchored as a whole.
        Regex::new(&ascii).map_err(invalid)?;
        let whole = Regex::new(&format!(r"\A(?:{ascii})\z")).map_err(invalid)?;
        Ok(Self {
            text: text.to_owned(),
            whole,
        })
    }

    /// The pattern as written in the policy.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Patterns such as `[^/]` accept control characters, although that is never intended.
    pub(crate) fn matches(&self, text: &str) -> bool {
        !text.chars().any(char::is_control) && self.whole.is_match(text)
    }
}

/// Makes `\d`, `\s` and `\w` mean what most authors expect: not the digits of other scripts, which
/// programs do not read as numbers, nor letters that look like others.
fn with_ascii_classes(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len());
    let mut rest = pattern.chars();
    while let Some(first) = rest.next() {
        written.push(first);
        if first != '\\' {
            continue;
        }
        let Some(second) = rest.next() else { break };
        let class = match second {
            'd' => "[0-9]",
            'D' => "[^0-9]",
            's' => r"[\t\n\x0B\x0C\r ]",
            'S' => r"[^\t\n\x0B\x0C\r ]",
            'w' => "[0-9A-Z_a-z]",
            'W' => "[^0-9A-Z_a-z]",
            other => {
                written.push(other);
                continue;
            }
        };
        written.pop();
        written.push_str(class);
    }
    written
}

#[cfg(test)]
mod tests {
    use pintle_core::Value;

    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        let value = Value::from(pattern);
        Pattern::read(&Node::root(&value)).unwrap().matches(text)
    }

    #[test]
    fn classes_are_those_of_ascii() {
        assert!(matches(r"\d+", "123"));
        assert!(!matches(r"\d+", "\u{661}\u{662}"));
        assert!(matches(r"[\w.-]+", "a.b-c_9"));
        assert!(!matches(r"[\w.-]+", "g\u{456}t"));
        assert!(!matches(r"a\sb", "a\u{a0}b"));
        assert!(matches(r"[^\W\d]+", "abc"));
        assert!(!matches(r"[^\W\d]+", "abc1"));
        assert!(matches(r"\\d", r"\d"));
        assert!(matches("\u{e9}+", "\u{e9}\u{e9}"));
    }

    #[test]
    fn the_whole_text_is_matched_whatever_the_flags() {
        for (pattern, text) in [
            ("a|b", "ab"),
            ("(?m)^a$", "a b"),
            ("(?s).", "ab"),
            ("a", "a\n"),
            ("[^/]", "\n"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text:?}");
        }
        for pattern in ["a)|(b", "(?x)a # b", "(", r"\"] {
            let value = Value::from(pattern);
            Pattern::read(&Node::root(&value)).unwrap_err();
        }
    }
}
