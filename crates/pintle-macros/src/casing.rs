//! `rename_all`: how names are made of the Rust names.

use syn::Ident;

use crate::names::plain;

/// What `rename_all` may say.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Casing {
    Camel,
    Pascal,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
    Lower,
    Upper,
}

impl Casing {
    /// All of them, as they are written: each is an example of itself.
    pub(crate) const ALL: [(&str, Self); 8] = [
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
    ];

    /// The name of a field, a parameter or a command.
    pub(crate) fn field(self, ident: &Ident) -> String {
        let text = plain(ident);
        let words = text.split('_').filter(|word| !word.is_empty());
        // What is not in snake case keeps its capitals: `leftX` is `leftX`.
        self.join(words.map(str::to_owned))
    }

    /// The name of a variant.
    pub(crate) fn variant(self, ident: &Ident) -> String {
        let words = words(&plain(ident)).into_iter();
        self.join(words.map(|word| word.to_lowercase()))
    }

    fn join(self, mut words: impl Iterator<Item = String>) -> String {
        let (separator, upper) = match self {
            Self::Camel => {
                let first = words.next().unwrap_or_default();
                return words.fold(first, |name, word| name + &capitalised(&word));
            }
            Self::Pascal => return words.map(|word| capitalised(&word)).collect(),
            Self::Snake => ("_", false),
            Self::ScreamingSnake => ("_", true),
            Self::Kebab => ("-", false),
            Self::ScreamingKebab => ("-", true),
            Self::Lower => ("", false),
            Self::Upper => ("", true),
        };
        let text = words.collect::<Vec<_>>().join(separator);
        if upper {
            text.to_uppercase()
        } else {
            text.to_lowercase()
        }
    }
}

/// The words of a name in Pascal case; capitals in a row are one word: `HTTPError` is `HTTP` and `Error`.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, &letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| letters[before]);
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| {
                let ends = letters
                    .get(index + 1)
                    .is_some_and(|next| next.is_lowercase());
                !before.is_uppercase() || ends
            });
        if begins || letter == '_' {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && letter != '_'
        {
            word.push(letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn ident(name: &str) -> Ident {
        Ident::new(name, Span::call_site())
    }

    #[test]
    fn variants_are_split_where_a_reader_would() {
        for (name, expected) in [
            ("Red", "red"),
            ("DarkGreen", "darkGreen"),
            ("HTTPError", "httpError"),
            ("SomeHTTP", "someHttp"),
            ("Sha256", "sha256"),
            ("V2Beta", "v2Beta"),
            ("MD5", "md5"),
            ("A", "a"),
            ("ABTest", "abTest"),
            ("dark_green", "darkGreen"),
            ("Ärger", "ärger"),
        ] {
            assert_eq!(Casing::Camel.variant(&ident(name)), expected);
        }
    }

    #[test]
    fn each_casing_is_an_example_of_itself() {
        for (example, casing) in Casing::ALL {
            let parts: &[&str] = match example.to_lowercase().split_once("case") {
                Some((head, _)) => &[&head.trim_end_matches(['_', '-']).replace('-', "_"), "case"],
                None => &[],
            };
            let name = parts.join("_");
            assert_eq!(casing.field(&ident(&name)), example);
            let pascal: String = name.split('_').map(capitalised).collect();
            assert_eq!(casing.variant(&ident(&pascal)), example);
        }
    }

    #[test]
    fn fields_keep_their_capitals() {
        assert_eq!(Casing::Camel.field(&ident("leftX")), "leftX");
        assert_eq!(Casing::Camel.field(&ident("left_x")), "leftX");
        assert_eq!(Casing::Camel.field(&ident("r_type_")), "rType");
    }
}
