//! Processing the text of a glob before it is compiled: rejecting one that can never match or that
//! others interpret differently, and expanding its braces.

/// The maximum number of globs that one expands to.
const MOST_ALTERNATIVES: usize = 4096;

/// A part of a glob.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'g> {
    /// A class, with its brackets.
    Class(&'g str),
    /// A backslash and what follows it.
    Escaped(&'g str),
    Other(char),
}

/// The parts of a glob, each with its position.
pub(super) struct Parts<'g> {
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

pub(super) fn parts(glob: &str) -> Parts<'_> {
    Parts { glob, at: 0 }
}

/// The length of the class at the beginning of a text. A `]` right at its start does not end it.
fn class_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let inside = inside.strip_prefix(['!', '^']).unwrap_or(inside);
    let start = text.len() - inside.len();
    let mut letters = inside.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            ']' if at > 0 => return Some(start + at + 1),
            _ => {}
        }
    }
    None
}

/// The letters of a class, and whether each is escaped.
pub(super) fn class_letters(class: &str) -> Vec<(char, bool)> {
    let inside = &class[1..class.len() - 1];
    let mut letters = inside.strip_prefix(['!', '^']).unwrap_or(inside).chars();
    let mut found = Vec::new();
    while let Some(letter) = letters.next() {
        found.push(match letter {
            '\\' => (letters.next().unwrap_or(letter), true),
            _ => (letter, false),
        });
    }
    found
}

/// Why a glob cannot match any relative path, or uses unsupported syntax, and what to
/// write instead.
pub(super) fn fault(glob: &str) -> Option<String> {
    if let Some(fault) = foreign_syntax(glob) {
        return Some(fault.to_owned());
    }
    let alternatives = alternatives(glob).ok()?;
    if is_deep_beside_others(glob) {
        let fault =
            "** in braces must be a whole name, followed by / or at the end; write several globs";
        return Some(fault.to_owned());
    }
    let mut faults = alternatives.iter().map(|text| fault_of_path(text));
    let first = faults.next()??;
    faults.all(|fault| fault.is_some()).then_some(first)
}

/// Whether the text around the braces adds characters next to `**`. Readers interpret that
/// differently.
fn is_deep_beside_others(glob: &str) -> bool {
    let alternatives = marked_alternatives(glob).unwrap_or_default();
    let mut names = alternatives.iter().flat_map(|text| text.split('/'));
    let is_beside = names.any(|name| {
        name.contains(MARK)
            && name.split(MARK).any(|piece| piece.contains("**"))
            && name.trim_matches(MARK) != "**"
    });
    let is_last = ["**,", "**}"].iter().any(|text| glob.contains(text));
    is_beside || is_last && !ends_in_braces(glob)
}

/// Marks the start and end of a choice in an alternative. Paths never contain it.
const MARK: char = '\0';

/// The text without marks. A `*` at the end of a choice and one after it do not form `**`.
fn joined(text: &str) -> String {
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
fn ends_in_braces(glob: &str) -> bool {
    matches!(first_braces(glob), Ok(Some((_, _, end))) if end + 1 == glob.len())
}

fn foreign_syntax(glob: &str) -> Option<&'static str> {
    if glob.starts_with('!') {
        return Some(
            "a leading ! is not supported; write the pattern without it in exclude, or \\! for a name that begins with !",
        );
    }
    if glob.contains(MARK) {
        return Some("paths never contain NUL");
    }
    if glob.contains("***") {
        return Some(
            "*** is not supported; write * within a name, and ** for any number of folders",
        );
    }
    let mut before = None;
    for (_, part) in parts(glob) {
        let fault = match part {
            Part::Other(letter) => foreign_letter(letter, before),
            Part::Escaped(text) => foreign_escape(text),
            Part::Class(class) => foreign_class(class),
        };
        if fault.is_some() {
            return fault;
        }
        before = Some(part);
    }
    None
}

fn foreign_letter(letter: char, before: Option<Part<'_>>) -> Option<&'static str> {
    match letter {
        '(' | ')' => Some(
            "groups such as @(a|b), ?(a) and (a) are not supported; write {a,b} or {a,}, and \\( or \\) for a parenthesis",
        ),
        '|' => Some("a | is not supported; write {a,b}, and \\| for the character"),
        // Others interpret it as a repetition.
        '+' if matches!(before, Some(Part::Class(_) | Part::Other('}'))) => {
            Some("a + after ] or } is not supported; write \\+ for the character")
        }
        _ => None,
    }
}

fn foreign_escape(text: &str) -> Option<&'static str> {
    let letter = text[1..].chars().next();
    letter
        .is_none_or(|letter| letter.is_ascii_alphanumeric())
        .then_some(
            "a \\ can only escape a special character; write / between folders, and \\\\ for a backslash",
        )
}

fn foreign_class(class: &str) -> Option<&'static str> {
    if class.starts_with("[]") {
        return Some("a class that begins with ] is not supported; write [\\]]");
    }
    if ["[:", "[.", "[="]
        .iter()
        .any(|open| class[1..].contains(open))
    {
        return Some("classes such as [:alpha:] are not supported; write [a-zA-Z]");
    }
    let mut escaped = class_letters(class).into_iter();
    escaped
        .any(|(letter, is_escaped)| is_escaped && letter.is_ascii_alphanumeric())
        .then_some("a \\ in a class can only escape a special character")
}

fn fault_of_path(glob: &str) -> Option<String> {
    if glob.is_empty() {
        return Some("an empty glob matches nothing; write ** for everything".to_owned());
    }
    let names: Vec<_> = glob.split('/').collect();
    if names.contains(&"..") {
        return Some(
            "paths are relative to the root and never contain \"..\"; use another root".to_owned(),
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
            "paths are relative to the root, without a leading \"/\", \"./\" or \"//\"; write {better}"
        )
    })
}

/// The expansions of the glob's braces that can match; or what is wrong with the braces.
pub(super) fn possible_alternatives(glob: &str) -> Result<Vec<String>, String> {
    let mut alternatives = alternatives(glob)?;
    alternatives.retain(|text| fault_of_path(text).is_none());
    Ok(alternatives)
}

fn alternatives(glob: &str) -> Result<Vec<String>, String> {
    let marked = marked_alternatives(glob)?;
    Ok(marked.iter().map(|text| joined(text)).collect())
}

/// Alternatives with a mark around each choice.
fn marked_alternatives(glob: &str) -> Result<Vec<String>, String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_with_braces_is_several() {
        for (glob, expected) in [
            ("a{b,{c,d},}e", &["abe", "ace", "ade", "ae"][..]),
            ("*{*,b}", &["*", "*b"]),
            ("\\*{*,b}", &["\\**", "\\*b"]),
            ("{a/**,\\,}", &["a/**", "\\,"]),
            ("[{,}]", &["[{,}]"]),
            ("**/{,a}", &["**/a"]),
        ] {
            assert_eq!(possible_alternatives(glob).unwrap(), expected, "{glob}");
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
            ("!(a)", "in exclude"),
            ("{1..3}.txt", "write {1,2,3}"),
            ("a(b)", "\\( or \\) for"),
            ("**)", "\\) for"),
            ("a|b", "\\| for"),
            ("[ab]+", "\\+ for"),
            ("{a,b}+", "\\+ for"),
            ("src\\a", "write /"),
            ("a\\", "write /"),
            ("[\\d]", "in a class"),
            ("[]a]", "[\\]]"),
            ("[[:alpha:]]", "[a-zA-Z]"),
            ("{a}", "\\{ for"),
            ("{}", "\\{ for"),
            ("{a,{b}}", "\\{ for"),
            ("{a", "\\{ for"),
            ("a}", "\\} for"),
            ("{**,b}/a", "several globs"),
            ("a{**,b}", "several globs"),
            ("*{**,b}", "several globs"),
            ("{a/**,b}/c", "several globs"),
            ("a{,}", "empty braces"),
            ("a***", "write *"),
            ("a\0", "NUL"),
        ] {
            let fault = fault(glob).or_else(|| alternatives(glob).err());
            let fault = fault.unwrap_or_default();
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
            "@\\(a\\)",
            "[./]a",
            "...",
            "a..b",
            "{a..b,c}",
            "{**,b}",
            "*{*,b}",
            "{a/*,b}*a",
            "{a/**,b}",
            "{**/a,b}",
            "a/{b/**,c/{d,**}}",
            "[!.]",
            ".gitignore",
        ] {
            assert_eq!(fault(glob), None, "{glob}");
        }
        let many = "{a,b}".repeat(60);
        assert!(alternatives(&many).is_err_and(|fault| fault.contains("write several")));
    }
}
