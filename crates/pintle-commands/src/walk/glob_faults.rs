//! Processing the text of a glob before it is compiled: rejecting one that can never match or that
//! others interpret differently, and expanding its braces.

use super::{
    glob_braces::{MARK, ends_in_braces, joined, marked_alternatives},
    glob_parts::{Part, class_letters, parts},
};

/// The expansions of the glob's braces that can match. Otherwise why it cannot match any relative path,
/// or which of its syntax is not supported, and what to write instead.
pub(super) fn usable_alternatives(glob: &str) -> Result<Vec<String>, String> {
    if let Some(fault) = foreign_syntax(glob) {
        return Err(fault.to_owned());
    }
    let marked = marked_alternatives(glob)?;
    if is_deep_beside_others(glob, &marked) {
        let fault =
            "** in braces must be a whole name, followed by / or at the end; write several globs";
        return Err(fault.to_owned());
    }
    let mut usable = Vec::with_capacity(marked.len());
    let mut first_fault = None;
    for text in marked.iter().map(|text| joined(text)) {
        match fault_of_path(&text) {
            None => usable.push(text),
            Some(fault) => drop(first_fault.get_or_insert(fault)),
        }
    }
    match first_fault {
        Some(fault) if usable.is_empty() => Err(fault),
        _ => Ok(usable),
    }
}

/// Whether the text around the braces adds characters next to `**`. Readers interpret that
/// differently.
fn is_deep_beside_others(glob: &str, alternatives: &[String]) -> bool {
    let mut names = alternatives.iter().flat_map(|text| text.split('/'));
    let is_beside = names.any(|name| {
        name.contains(MARK)
            && name.split(MARK).any(|piece| piece.contains("**"))
            && name.trim_matches(MARK) != "**"
    });
    let is_last = ["**,", "**}"].iter().any(|text| glob.contains(text));
    is_beside || is_last && !ends_in_braces(glob)
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
            assert_eq!(usable_alternatives(glob).unwrap(), expected, "{glob}");
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
            let fault = usable_alternatives(glob).err().unwrap_or_default();
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
            assert_eq!(usable_alternatives(glob).err(), None, "{glob}");
        }
        let many = "{a,b}".repeat(60);
        assert!(usable_alternatives(&many).is_err_and(|fault| fault.contains("write several")));
    }
}
