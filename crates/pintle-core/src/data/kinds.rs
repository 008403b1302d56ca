//! Which kinds of values a type has, so that the alternatives of an untagged union can be
//! distinguished by them alone.

/// A set of kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u16);

macro_rules! kinds {
    ($($name:ident $bit:literal $shown:literal;)*) => {
        #[expect(missing_docs, reason = "the texts of messages say it")]
        impl Kinds {
            $(pub const $name: Self = Self(1 << $bit);)*

            /// In words: `a string or a number`.
            pub fn in_words(self) -> String {
                let all = [$((Self::$name, $shown)),*];
                let words = all.into_iter().filter(|(kind, _)| self.0 & kind.0 != 0);
                words.map(|(_, shown)| shown).collect::<Vec<_>>().join(" or ")
            }
        }
    };
}

kinds! {
    NULL 0 "null";
    BOOL 1 "a boolean";
    NUMBER 2 "a number";
    TEXT 3 "a string";
    BIGINT 4 "a bigint";
    BYTES 5 "a Uint8Array";
    DATE 6 "a Date";
    LIST 7 "an array";
    COLUMN 8 "a typed array";
    SET 9 "a Set";
    OBJECT 10 "an object";
}

/// Kinds that JSON does not distinguish.
const SAME_IN_JSON: [Kinds; 2] = [
    Kinds::TEXT
        .and(Kinds::BIGINT)
        .and(Kinds::BYTES)
        .and(Kinds::DATE),
    Kinds::LIST.and(Kinds::COLUMN).and(Kinds::SET),
];

impl Kinds {
    /// What is not a value that can cross the boundary.
    pub const NONE: Self = Self(0);
    /// Any value.
    pub const ANY: Self = Self((1 << 11) - 1);

    /// These and others.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a value could be of these kinds and of the others, in JavaScript or in JSON.
    pub const fn overlap(self, other: Self) -> bool {
        self.in_json().0 & other.in_json().0 != 0
    }

    /// These, and those that look the same in JSON.
    const fn in_json(self) -> Self {
        let mut all = self;
        let mut index = 0;
        while index < SAME_IN_JSON.len() {
            if self.0 & SAME_IN_JSON[index].0 != 0 {
                all = all.and(SAME_IN_JSON[index]);
            }
            index += 1;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Kinds;

    #[test]
    fn what_json_does_not_distinguish_overlaps() {
        let mut texts = [Kinds::TEXT, Kinds::BIGINT, Kinds::BYTES].into_iter();
        assert!(texts.all(|kind| kind.overlap(Kinds::TEXT)));
        assert!(Kinds::BIGINT.overlap(Kinds::BYTES));
        assert!(Kinds::LIST.overlap(Kinds::COLUMN));
        assert!(!Kinds::NUMBER.overlap(Kinds::BIGINT));
        assert!(!Kinds::LIST.overlap(Kinds::OBJECT));
        assert!(Kinds::ANY.overlap(Kinds::NULL) && Kinds::ANY.overlap(Kinds::OBJECT));
        assert!(!Kinds::NONE.overlap(Kinds::ANY));
    }

    #[test]
    fn words_are_those_of_javascript() {
        let kinds = Kinds::BIGINT.and(Kinds::NUMBER);
        assert_eq!(kinds.in_words(), "a number or a bigint");
    }
}
