//! What is done with the text of a glob before it is compiled: refusing one that can never match, and
//! keeping classes from matching `/`.

/// More alternatives than these are not looked through.
const MOST_ALTERNATIVES: usize = 256;

/// A part of a glob.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'g> {
    /// A class, with its brackets.
    Class(&'g str),
    /// A backslash and what follows it.
    Escaped(&'g str),
    Other(char),
}

/// The parts of a glob, each with where it begins.
struct Parts<'g> {
    glob: &'g str,
    at: usize,
}

impl<'g> Iterator for Parts<'g> {
    type Item = (usize, Part<'g>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = &self.glob[start..];
        let first = rest.chars().next()?;
        let (length, part) = match first {
            '[' => match class_length(rest) {
                Some(length) => (length, Part::Class(&rest[..length])),
                None => (1, Part::Other(first)),
            },
            '\\' => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                (length, Part::Escaped(&rest[..length]))
            }
            _ => (first.len_utf8(), Part::Other(first)),
        };
        self.at += length;
        Some((start, part))
    }
}

fn parts(glob: &str) -> Parts<'_> {
    Parts { glob, at: 0 }
}

/// How long the class is that a text begins with. A `]` right at its beginning does not end it.
fn class_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let inside = inside.strip_prefix(['!', '^']).unwrap_or(inside);
    let first = inside.chars().next()?.len_utf8();
    let end = inside[first..].find(']')? + first;
    Some(text.len() - inside.len() + end + 1)
}

/// The glob with `/` among what negated classes do not match.
pub(super) fn with_closed_classes(glob: &str) -> String {
    let mut closed = String::with_capacity(glob.len());
    for (_, part) in parts(glob) {
        match part {
            Part::Class(class) => close(class, &mut closed),
            Part::Escaped(text) => closed.push_str(text),
            Part::Other(letter) => closed.push(letter),
        }
    }
    closed
}

/// Appends a class. The `/` goes behind its first letter or range, where it becomes part of no other.
fn close(class: &str, into: &mut String) {
    let mut end = class.len();
    if class.starts_with("[!") || class.starts_with("[^") {
        let mut letters = class.char_indices().skip(3).peekable();
        end = letters.peek().map_or(end, |(at, _)| *at);
        while letters.next_if(|(_, letter)| *letter == '-').is_some() {
            let Some((at, letter)) = letters.next() else {
                break;
            };
            if at + 1 == class.len() {
                break; // The bracket: the `-` is the last letter of the class.
            }
            end = at + letter.len_utf8();
        }
        into.push_str(&class[..end]);
        into.push('/');
        into.push_str(&class[end..]);
        return;
    }
    into.push_str(class);
}

/// Why a glob cannot match any relative path, or is meant in a way that is not understood, and what to
/// write instead.
pub(super) fn fault(glob: &str) -> Option<String> {
    if let Some(fault) = foreign_syntax(glob) {
        return Some(fault.to_owned());
    }
    let alternatives = alternatives(glob)?;
    let mut faults = alternatives.iter().map(|text| fault_of_path(text));
    let first = faults.next()??;
    faults.all(|fault| fault.is_some()).then_some(first)
}

fn foreign_syntax(glob: &str) -> Option<&'static str> {
    let mut before = None;
    let mut brace = None;
    for (at, part) in parts(glob) {
        match part {
            Part::Other('(') if before.is_some_and(|letter| "?*+@!".contains(letter)) => {
                return Some(
                    "groups such as @(a|b) and ?(a) are not understood; write {a,b} or {a,}, and \\( for a parenthesis",
                );
            }
            Part::Other('{') => brace = Some(at),
            Part::Other(',') => brace = None,
            Part::Other('}')
                if brace
                    .take()
                    .is_some_and(|from| glob[from..at].contains("..")) =>
            {
                return Some(
                    "ranges such as {1..3} are not understood; write {1,2,3}, or [1-3] for one character",
                );
            }
            _ => {}
        }
        before = match part {
            Part::Other(letter) => Some(letter),
            _ => None,
        };
    }
    glob.starts_with('!').then_some(
        "a ! in front is not understood; write the pattern without it in exclude, or \\! for a name that begins with !",
    )
}

fn fault_of_path(glob: &str) -> Option<String> {
    if glob.is_empty() {
        return Some("an empty glob matches nothing; write ** for everything".to_owned());
    }
    let names: Vec<_> = glob.split('/').collect();
    if names.contains(&"..") {
        return Some(
            "paths are relative to the root and never have \"..\" in them; give another root"
                .to_owned(),
        );
    }
    let useful: Vec<_> = names
        .iter()
        .copied()
        .filter(|name| !name.is_empty() && *name != ".")
        .collect();
    if useful.len() == names.len() {
        return None;
    }
    let better = useful.join("/");
    Some(if better.is_empty() {
        "the root itself is never listed; write ** for everything in it".to_owned()
    } else if names.last().is_some_and(|name| name.is_empty()) {
        format!(
            "paths do not end with /; write {better} for the folder, or {better}/** for what is in it"
        )
    } else {
        format!(
            "paths are relative to the root, without \"/\" in front and without \"./\" and \"//\"; write {better}"
        )
    })
}

/// The glob with each choice of what is in its braces. `None` where they are too many, or are not
/// closed.
fn alternatives(glob: &str) -> Option<Vec<String>> {
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
                    open.push([&text[..start], choice, &text[end + 1..]].concat());
                    from = comma + 1;
                }
                open[before..].reverse();
            }
        }
        if done.len() + open.len() > MOST_ALTERNATIVES {
            return None;
        }
    }
    Some(done)
}

type Braces = (usize, Vec<usize>, usize);

/// Where the first braces begin, have their commas, and end. `None` in the outer where they do not.
#[expect(clippy::option_option, reason = "no braces differ from open ones")]
fn first_braces(glob: &str) -> Option<Option<Braces>> {
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
            Part::Other('}') if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return Some(start.map(|start| (start, commas, at)));
                }
            }
            _ => {}
        }
    }
    start.is_none().then_some(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negated_class_is_closed() {
        for (glob, closed) in [
            ("a[!b]c", "a[!b/]c"),
            ("a[^b-dx]c", "a[^b-d/x]c"),
            ("[!]]", "[!]/]"),
            ("[!]-a]", "[!]-a/]"),
            ("[!-]", "[!-/]"),
            ("[!--]", "[!-/-]"),
            ("[!--a]", "[!--a/]"),
            ("[!a-]", "[!a/-]"),
            ("[!ä-üx]", "[!ä-ü/x]"),
            ("[!ü]", "[!ü/]"),
            ("\\[!b]", "\\[!b]"),
            ("[ab][!", "[ab][!"),
            ("[!]", "[!]"),
        ] {
            assert_eq!(with_closed_classes(glob), closed, "{glob}");
        }
    }

    #[test]
    fn a_glob_that_can_never_match_has_a_fault() {
        for (glob, part) in [
            ("", "write ** for everything"),
            (".", "write ** for everything"),
            ("./src/*.ts", "write src/*.ts"),
            ("/src/*.ts", "write src/*.ts"),
            ("src//x.ts", "write src/x.ts"),
            ("src/./x.ts", "write src/x.ts"),
            ("../x", "another root"),
            (
                "node_modules/",
                "write node_modules for the folder, or node_modules/**",
            ),
            ("{./a,./b}/c", "write a/c"),
            ("!src/**", "in exclude"),
            ("**/*.?(m)js", "write {a,b}"),
            ("**/*.@(js|ts)", "write {a,b}"),
            ("!(a)", "write {a,b}"),
            ("{1..3}.txt", "write {1,2,3}"),
        ] {
            let fault = fault(glob).unwrap_or_default();
            assert!(fault.contains(part), "{glob}: {fault}");
        }
    }

    #[test]
    fn a_glob_that_can_match_has_none() {
        for glob in [
            "src",
            "**",
            "a/**",
            "{.,}x",
            "{,a/}b",
            "{./,}a",
            "a\\!b",
            "\\!a",
            "a(b)",
            "[?](b)",
            "@\\(a)",
            "[./]a",
            "...",
            "a..b",
            "{a..b,c}",
            "[!.]",
            ".gitignore",
            "{a",
            "[",
        ] {
            assert_eq!(fault(glob), None, "{glob}");
        }
        assert_eq!(fault(&"{a,b}".repeat(60)), None);
    }
}
