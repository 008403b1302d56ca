//! The words in `#[command(…)]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Error, Expr, ExprLit, Ident, Lit, Path, Result, Token,
    ext::IdentExt,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned,
    token::Paren,
};

use crate::{
    error_kinds, problems,
    signature::{Output, Param},
};

/// What the author specified about a command.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that is present or not"
)]
pub(crate) struct Words {
    pub(crate) blocking: bool,
    pub(crate) portable: bool,
    pub(crate) confined: bool,
    pub(crate) lines: bool,
    effects: Vec<Ident>,
    /// The names of variables, and when they are read.
    variables: Option<(Expr, Option<Expr>)>,
    errors: Vec<Path>,
    /// The words themselves.
    seen: Vec<Ident>,
}

impl Parse for Words {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut words = Self::default();
        let mut seen: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            // Any identifier: a keyword such as `async` is an unknown word.
            let word = Ident::parse_any(input).map_err(|error| problem(&error, problems::WORD))?;
            if seen.contains(&word) {
                return Err(Error::new(word.span(), problems::TWICE));
            }
            words.read(&word, input)?;
            seen.push(word);
            if !input.is_empty() {
                let comma = input.parse::<Token![,]>();
                comma.map_err(|error| problem(&error, problems::COMMA))?;
            }
        }
        words.seen = seen;
        Ok(words)
    }
}

impl Words {
    /// The names of variables, as a slice, and the function that decides when they are read, which
    /// has the parameters by these names.
    pub(crate) fn variables(&self, params: &[Param]) -> TokenStream {
        let params = params.iter().filter_map(Param::name);
        let (names, condition) = match &self.variables {
            None => (quote!(&[]), None),
            Some((names, condition)) => (quote!(#names), condition.as_ref()),
        };
        let function = condition.map(|condition| {
            quote! {
                fn variables(
                    (#(#params,)*): &Self::Arguments<'_>,
                ) -> &'static [&'static ::core::primitive::str] {
                    if #condition { Self::VARIABLES } else { &[] }
                }
            }
        });
        quote! {
            const VARIABLES: &'static [&'static ::core::primitive::str] = #names;
            #function
        }
    }

    /// The kinds of error of a command that returns this.
    pub(crate) fn kinds(&self, output: &Output) -> TokenStream {
        let (types, statics): (Vec<_>, Vec<_>) = self.errors.iter().partition(|path| is_type(path));
        let mut lists = vec![quote!(&[#(#statics.declared()),*])];
        let of_types = types
            .iter()
            .map(|path| quote!(<#path as ::pintle::ErrorKinds>::KINDS));
        lists.extend(of_types);
        if output.fallible {
            let whole = &output.whole;
            lists.push(error_kinds::of_type(
                &quote!(<#whole as ::pintle::command::Fallible>::Error),
            ));
        }
        error_kinds::joined(&lists)
    }

    /// Checks the words of an `async fn`, if it is one, or of a plain function.
    ///
    /// # Errors
    /// For words that contradict each other or the function, or mean nothing without another.
    pub(crate) fn check(&self, is_async: bool) -> Result<()> {
        let find = |name: &str| self.seen.iter().find(|word| *word == name);
        let pure = self.effects.is_empty() && self.variables.is_none();
        let on_files = self.effects.iter().any(|effect| effect != "process");
        let on_programs = self.effects.iter().any(|effect| effect == "process");
        let wrong = [
            ("blocking", is_async, problems::ASYNC_BLOCKING),
            ("portable", !pure, problems::PORTABLE_EFFECTS),
            ("lines", !self.blocking && !is_async, problems::LINES),
            ("confined", !on_files, problems::CONFINED),
            ("variables", on_programs, problems::VARIABLES_PROCESS),
        ];
        let found = wrong.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
        let errors = found.filter_map(|(name, _, problem)| {
            let word = find(name)?;
            Some(Error::new(word.span(), problem))
        });
        match errors.reduce(combined) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    fn read(&mut self, word: &Ident, input: ParseStream<'_>) -> Result<()> {
        match word.to_string().as_str() {
            "blocking" => flag(&mut self.blocking, input),
            "portable" => flag(&mut self.portable, input),
            "confined" => flag(&mut self.confined, input),
            "lines" => flag(&mut self.lines, input),
            "effects" => {
                self.effects = list(word, input, problems::EFFECTS, problems::EFFECT, |input| {
                    let effect = Ident::parse_any(input)?;
                    if ["fs_read", "fs_write", "process"].contains(&&*effect.to_string()) {
                        Ok(effect)
                    } else {
                        Err(Error::new(effect.span(), problems::EFFECT))
                    }
                })?;
                Ok(())
            }
            "variables" => {
                let inside = parentheses(word, input, problems::VARIABLES)?;
                if inside.is_empty() {
                    return Err(Error::new(word.span(), problems::VARIABLES));
                }
                let names = inside.parse()?;
                no_name_twice(&names)?;
                let condition = if inside.peek(Token![if]) {
                    inside.parse::<Token![if]>()?;
                    Some(inside.parse()?)
                } else {
                    None
                };
                if !inside.is_empty() {
                    return Err(inside.error(problems::VARIABLES));
                }
                self.variables = Some((names, condition));
                Ok(())
            }
            "errors" => {
                let kind = problems::ERROR_KIND;
                self.errors = list(word, input, problems::ERRORS, kind, Path::parse_mod_style)?;
                Ok(())
            }
            _ => Err(Error::new(word.span(), problems::WORD)),
        }
    }

    /// The command's side effects.
    pub(crate) fn effects(&self) -> impl Iterator<Item = TokenStream> {
        self.effects.iter().map(|word| {
            if word == "fs_read" {
                quote!(::pintle::Effect::FsRead)
            } else if word == "fs_write" {
                quote!(::pintle::Effect::FsWrite)
            } else {
                quote!(::pintle::Effect::Process)
            }
        })
    }
}

/// Whether it is the name of a type rather than that of a static, which has no small letters.
fn is_type(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| last.ident.to_string().contains(char::is_lowercase))
}

/// A word that takes no value.
fn flag(word: &mut bool, input: ParseStream<'_>) -> Result<()> {
    *word = true;
    if input.is_empty() || input.peek(Token![,]) {
        Ok(())
    } else {
        Err(input.error(problems::FLAG))
    }
}

/// The contents of the parentheses after a word.
fn parentheses<'a>(
    word: &Ident,
    input: ParseStream<'a>,
    problem: &str,
) -> Result<syn::parse::ParseBuffer<'a>> {
    if !input.peek(Paren) {
        let span = if input.is_empty() {
            word.span()
        } else {
            input.span()
        };
        return Err(Error::new(span, problem));
    }
    let inside;
    parenthesized!(inside in input);
    Ok(inside)
}

/// The items in the parentheses after a word: at least one, and none of them repeated.
fn list<T: ToTokens>(
    word: &Ident,
    input: ParseStream<'_>,
    expected: &str,
    expected_item: &str,
    read: fn(ParseStream<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let inside = parentheses(word, input, expected)?;
    if inside.is_empty() {
        return Err(Error::new(word.span(), expected));
    }
    let items: Vec<T> = Punctuated::<T, Token![,]>::parse_terminated_with(&inside, read)
        .map_err(|error| problem(&error, expected_item))?
        .into_iter()
        .collect();
    let texts: Vec<String> = items
        .iter()
        .map(|item| item.to_token_stream().to_string())
        .collect();
    let twice = (0..texts.len()).find(|&index| texts[..index].contains(&texts[index]));
    match twice {
        Some(index) => Err(Error::new(items[index].span(), problems::TWICE)),
        None => Ok(items),
    }
}

/// An error for a repeated name, if the names are written out.
fn no_name_twice(names: &Expr) -> Result<()> {
    let Expr::Reference(reference) = names else {
        return Ok(());
    };
    let Expr::Array(array) = &*reference.expr else {
        return Ok(());
    };
    let mut seen = Vec::new();
    for name in &array.elems {
        if let Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) = name
        {
            let value = text.value();
            if seen.contains(&value) {
                return Err(Error::new(text.span(), problems::TWICE));
            }
            seen.push(value);
        }
    }
    Ok(())
}

/// The parser's complaint at its place, in words that say what is expected.
fn problem(error: &Error, expected: &str) -> Error {
    Error::new(error.span(), expected)
}

/// Both errors as one, so that the author sees all of them together.
pub(crate) fn combined(mut one: Error, other: Error) -> Error {
    one.combine(other);
    one
}
