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

#[cfg(test)]
mod tests {
    use super::*;

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
