//! Names as TypeScript has them.

/// The name without the `r#` of a raw one.
const fn plain(name: &str) -> &[u8] {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => rest,
        name => name,
    }
}

/// The length of a name in camelCase: `word_tools` is `wordTools`.
pub const fn camel_case_len(name: &str) -> usize {
    let name = plain(name);
    let (mut length, mut index) = (0, 0);
    while index < name.len() {
        if name[index] != b'_' {
            length += 1;
        }
        index += 1;
    }
    length
}

/// A name in camelCase, of the length that [`camel_case_len`] returns. Letters beyond ASCII stay as they are.
///
/// # Panics
/// When it has another length.
pub const fn camel_case<const N: usize>(name: &str) -> [u8; N] {
    let name = plain(name);
    let mut text = [0; N];
    let (mut length, mut index) = (0, 0);
    while index < name.len() {
        if name[index] != b'_' {
            let begins = length > 0 && name[index - 1] == b'_';
            text[length] = if begins {
                name[index].to_ascii_uppercase()
            } else {
                name[index]
            };
            length += 1;
        }
        index += 1;
    }
    assert!(length == N, "not the length of the name");
    text
}

/// The text of a name.
///
/// # Panics
/// If it is not UTF-8, which [`camel_case`] always is.
pub const fn text(name: &[u8]) -> &str {
    match str::from_utf8(name) {
        Ok(text) => text,
        Err(_) => panic!("a name that is not UTF-8"),
    }
}

/// A name as an option of a command line has it: `maxDepth` is `max-depth`.
pub fn kebab(name: &str) -> String {
    let mut text = Vec::new();
    let mut place = (0, false);
    while let Some((byte, after)) = next_of_kebab(name.as_bytes(), place) {
        text.push(byte);
        place = after;
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Whether [`kebab`] returns the same for both names.
pub const fn is_same_option(one: &str, other: &str) -> bool {
    let (mut of_one, mut of_other) = ((0, false), (0, false));
    loop {
        let both = (
            next_of_kebab(one.as_bytes(), of_one),
            next_of_kebab(other.as_bytes(), of_other),
        );
        match both {
            (None, None) => return true,
            (Some((byte, after)), Some((same, after_other))) if byte == same => {
                (of_one, of_other) = (after, after_other);
            }
            _ => return false,
        }
    }
}

/// A byte of a name in kebab case, and the place of the next one: that of a byte in the name, and whether the dash
/// before it was there.
const fn next_of_kebab(name: &[u8], place: (usize, bool)) -> Option<(u8, (usize, bool))> {
    let (index, has_dash) = place;
    if index == name.len() {
        return None;
    }
    let byte = name[index];
    if byte.is_ascii_uppercase() && index > 0 && !has_dash {
        return Some((b'-', (index, true)));
    }
    Some((byte.to_ascii_lowercase(), (index + 1, false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_in_kebab_case() {
        let names = [
            ("maxDepth", "max-depth"),
            ("max-depth", "max-depth"),
            ("MaxDepth", "max-depth"),
            ("aB", "a-b"),
            ("AB", "a-b"),
            ("", ""),
            ("größe1Ä", "größe1Ä"),
        ];
        for (name, expected) in names {
            assert_eq!(kebab(name), expected);
            for (other, of_other) in names {
                assert_eq!(
                    is_same_option(name, other),
                    expected == of_other,
                    "{name} {other}"
                );
            }
        }
    }

    #[test]
    fn families_are_named_like_commands() {
        fn name<const N: usize>(name: &str) -> String {
            assert_eq!(camel_case_len(name), N);
            text(&camel_case::<N>(name)).to_owned()
        }
        assert_eq!(name::<4>("r#type"), "type");
        assert_eq!(name::<1>("r"), "r");
        assert_eq!(name::<9>("word_tools"), "wordTools");
        assert_eq!(name::<4>("__a__b_ü"), "aBü");
        assert_eq!(name::<9>("wordTools"), "wordTools");
    }
}
