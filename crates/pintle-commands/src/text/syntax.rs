//! Parsing a pattern as `grep-regex` does, and rejecting one that is too large before it is
//! compiled.

use std::convert::Infallible;

use pintle::{Error, errors::INVALID_VALUE};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_syntax::{
    ast::{self, Ast, Visitor},
    hir::{Hir, HirKind, Literal, Look, translate::TranslatorBuilder},
};

use super::options::{Case, Reading};

/// The maximum size of a compiled pattern. Ten thousand case-insensitive words take a quarter of
/// it; compiling that much takes a fraction of a second.
pub(super) const MOST_BYTES: usize = 10 << 20;

/// How many classes a pattern may have, such as `\w` and `[^a]`. The largest of them take kilobytes
/// each before the total size is known.
const MOST_CLASSES: usize = 10_000;

/// How many groups a pattern may have, times its states: a search may need memory for each
/// combination.
const MOST_SLOTS: usize = 8 << 20;

/// A compiled pattern, forwards and backwards.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) hir: Hir,
    pub(super) nfa: NFA,
}

impl Program {
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` for a pattern that is too large. Other errors are reported by
    /// `grep-regex`: then there is no program.
    pub(super) fn new(pattern: &str, reading: Reading) -> Result<Option<Self>, Error> {
        let Some(hir) = hir(pattern, reading)? else {
            return Ok(None);
        };
        let Some(nfa) = compile(&hir, false)? else {
            return Ok(None);
        };
        let slots = nfa
            .group_info()
            .slot_len()
            .saturating_mul(nfa.states().len());
        if slots > MOST_SLOTS {
            return Err(too_large("groups, which is lower for large patterns"));
        }
        Ok(Some(Self { hir, nfa }))
    }

    /// The texts of the pattern, if it is just an alternation of texts.
    pub(super) fn words(&self) -> Option<Vec<&[u8]>> {
        let all = match self.hir.kind() {
            HirKind::Alternation(all) => all.as_slice(),
            _ => std::slice::from_ref(&self.hir),
        };
        let words = all.iter().map(|hir| match hir.kind() {
            HirKind::Literal(Literal(text)) => Some(&**text),
            _ => None,
        });
        words.collect()
    }

    /// The same backwards, to find where a match begins.
    pub(super) fn reversed(&self) -> Option<NFA> {
        compile(&self.hir, true).ok().flatten()
    }
}

fn compile(hir: &Hir, reverse: bool) -> Result<Option<NFA>, Error> {
    let config = thompson::Config::new()
        .utf8(false)
        .reverse(reverse)
        .which_captures(if reverse {
            WhichCaptures::None
        } else {
            WhichCaptures::All
        })
        .nfa_size_limit(Some(MOST_BYTES));
    match thompson::Compiler::new()
        .configure(config)
        .build_from_hir(hir)
    {
        Ok(nfa) => Ok(Some(nfa)),
        Err(error) if error.size_limit().is_some() => Err(too_large_compiled()),
        Err(_) => Ok(None),
    }
}

/// The error for a pattern that is larger than [`MOST_BYTES`].
pub(super) fn too_large_compiled() -> Error {
    too_large(&format!("{} MiB when compiled", MOST_BYTES >> 20))
}

fn too_large(limit: &str) -> Error {
    let message = format!("expected a smaller pattern: this one exceeds the limit of {limit}");
    Error::new(&INVALID_VALUE, message).at("/pattern")
}

fn hir(pattern: &str, reading: Reading) -> Result<Option<Hir>, Error> {
    let pattern = if reading.literal {
        regex_syntax::escape(pattern)
    } else {
        pattern.to_owned()
    };
    // As in `grep-regex`, whose nesting limit includes this group.
    let pattern = format!("(?:{pattern})");
    let Ok(ast) = ast::parse::Parser::new().parse(&pattern) else {
        return Ok(None);
    };
    let found = Found::of(&ast);
    if found.classes > MOST_CLASSES {
        return Err(too_large(&format!("{MOST_CLASSES} classes")));
    }
    let insensitive = match reading.case {
        Case::Sensitive => false,
        Case::Insensitive => true,
        Case::Smart => found.letters && !found.capitals,
    };
    let mut translator = TranslatorBuilder::new();
    translator
        .utf8(false)
        .multi_line(true)
        .crlf(true)
        .case_insensitive(insensitive);
    let Ok(hir) = translator.build().translate(&pattern, &ast) else {
        return Ok(None);
    };
    Ok(Some(if reading.whole_words {
        let (start, end) = (Look::WordStartHalfUnicode, Look::WordEndHalfUnicode);
        Hir::concat(vec![Hir::look(start), hir, Hir::look(end)])
    } else {
        hir
    }))
}

/// The contents of a pattern.
#[derive(Default)]
struct Found {
    letters: bool,
    capitals: bool,
    classes: usize,
}

impl Found {
    fn of(ast: &Ast) -> Self {
        match ast::visit(ast, Self::default()) {
            Ok(found) => found,
            Err(never) => match never {},
        }
    }

    fn literal(&mut self, literal: &ast::Literal) {
        self.letters = true;
        self.capitals |= literal.c.is_uppercase();
    }
}

impl Visitor for Found {
    type Output = Self;
    type Err = Infallible;

    fn finish(self) -> Result<Self, Infallible> {
        Ok(self)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Infallible> {
        match ast {
            Ast::Literal(literal) => self.literal(literal),
            Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => self.classes += 1,
            _ => {}
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), Infallible> {
        match item {
            ast::ClassSetItem::Literal(literal) => self.literal(literal),
            ast::ClassSetItem::Range(range) => {
                self.literal(&range.start);
                self.literal(&range.end);
            }
            ast::ClassSetItem::Unicode(_)
            | ast::ClassSetItem::Perl(_)
            | ast::ClassSetItem::Bracketed(_) => self.classes += 1,
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_is_too_large_is_refused_and_the_limit_named() {
        for (pattern, limit) in [
            (r"\w{1000}{1000}".to_owned(), "10 MiB"),
            (r"(?i)\pL".repeat(20_000), "10000 classes"),
            ("(a)".repeat(20_000), "groups"),
        ] {
            let error = Program::new(&pattern, Reading::default()).unwrap_err();
            assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE");
            assert_eq!(error.pointer(), "/pattern");
            assert!(error.message().contains(limit), "{error}");
        }
    }

    #[test]
    fn a_pattern_of_ten_thousand_words_is_not_too_large() {
        let words: Vec<_> = (0..10_000).map(|word| format!("word{word}s")).collect();
        for case in [Case::Sensitive, Case::Insensitive] {
            let reading = Reading {
                case,
                whole_words: true,
                ..Reading::default()
            };
            assert!(Program::new(&words.join("|"), reading).unwrap().is_some());
        }
    }
}
