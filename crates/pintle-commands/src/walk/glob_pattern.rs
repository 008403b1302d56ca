//! A glob without braces as a regular expression over the bytes of a path, for globs that match
//! single characters: for `globset` a character is a byte, so its `?` does not match `é`.

use std::fmt::Write;

use super::glob_parts::{Part, class_letters, parts};

/// Any number of folders, whose names may contain invalid UTF-8.
const FOLDERS: &str = "(?:(?s-u:.)*/)?";

/// The regular expression, or what is wrong with the glob.
pub(super) fn regex(glob: &str) -> Result<String, String> {
    let mut regex = "^".to_owned();
    let mut skipped = 0;
    for (at, part) in parts(glob) {
        if at < skipped {
            continue;
        }
        let starts_name = at == 0 || glob[..at].ends_with('/');
        match part {
            Part::Other('*') if starts_name && glob[at..].starts_with("**/") => {
                regex.push_str(FOLDERS);
                skipped = at + 3;
            }
            Part::Other('*') if starts_name && &glob[at..] == "**" => {
                regex.push_str("(?s-u:.)+");
                skipped = at + 2;
            }
            Part::Other('*') => regex.push_str("(?-u:[^/])*"),
            Part::Other('?') => regex.push_str("[^/]"),
            Part::Other('[') => {
                return Err("an unclosed class; write \\[ for a bracket".to_owned());
            }
            Part::Other(letter) => push_letter(letter, &mut regex),
            Part::Escaped(text) => {
                for letter in text[1..].chars() {
                    push_letter(letter, &mut regex);
                }
            }
            Part::Class(class) => push_class(class, &mut regex)?,
        }
    }
    regex.push('$');
    Ok(regex)
}

/// Appends a class. A negated one does not match `/` either.
fn push_class(class: &str, into: &mut String) -> Result<(), String> {
    let negated = class.starts_with("[!") || class.starts_with("[^");
    into.push_str(if negated { "[^/" } else { "[" });
    let mut letters = class_letters(class).into_iter().peekable();
    while let Some((from, _)) = letters.next() {
        push_letter(from, into);
        // An escaped dash, or the last one, is literal.
        let Some((_, _)) = letters.next_if_eq(&('-', false)) else {
            continue;
        };
        let Some((to, _)) = letters.next() else {
            push_letter('-', into);
            break;
        };
        if to < from {
            return Err(format!("a range of {class} ends before it begins"));
        }
        into.push('-');
        push_letter(to, into);
    }
    into.push(']');
    Ok(())
}

fn push_letter(letter: char, into: &mut String) {
    if letter.is_ascii_alphanumeric() || !letter.is_ascii() {
        into.push(letter);
    } else {
        let _ = write!(into, "\\x{{{:x}}}", u32::from(letter));
    }
}

#[cfg(test)]
mod tests {
    use regex_automata::{meta, util::syntax};

    use super::*;

    fn matches(glob: &str, path: &str) -> bool {
        let syntax = syntax::Config::new().utf8(false);
        let regex = meta::Builder::new()
            .syntax(syntax)
            .build(&regex(glob).unwrap());
        regex.unwrap().is_match(path)
    }

    #[test]
    fn a_character_may_have_several_bytes() {
        for (glob, path, expected) in [
            ("?", "é", true),
            ("?", "😀", true),
            ("??", "é", false),
            ("[é]", "é", true),
            ("[!a]", "é", true),
            ("[à-ü]x", "éx", true),
            ("*?", "aé", true),
            ("?/**", "é/a/b", true),
            ("**/?", "a/b/é", true),
            ("**/?", "é", true),
            ("a/**/?", "a/é", true),
            ("?**", "ab/c", false),
            ("[!a]b", "/b", false),
            ("[!--a]", "-", false),
            ("[a-]", "-", true),
            ("[\\]]", "]", true),
            ("[a\\-c]", "b", false),
            ("[!]-a]", "^", false),
            ("?\\*", "a*", true),
            ("?.", "ab", false),
        ] {
            assert_eq!(matches(glob, path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn a_range_ends_after_its_beginning() {
        assert!(regex("[b-a]").is_err());
        assert!(regex("a[b").is_err());
    }
}
