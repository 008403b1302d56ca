//! A glob as the parts that it is made of.

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
