//! The words in `#[command(…)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Error, Expr, Ident, Path, Result, Token, parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

use crate::{problems, signature::Param};

/// What the author said of a command.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that stands there or not"
)]
pub(crate) struct Words {
    pub(crate) blocking: bool,
    pub(crate) portable: bool,
    pub(crate) confined: bool,
    pub(crate) lines: bool,
    pub(crate) effects: Vec<TokenStream>,
    /// The names of variables, and when they are read.
    variables: Option<(Expr, Option<Expr>)>,
    pub(crate) errors: Vec<Path>,
}

impl Parse for Words {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut words = Self::default();
        let mut seen: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            let word: Ident = input.parse()?;
            if seen.contains(&word) {
                return Err(Error::new(word.span(), problems::TWICE));
            }
            words.read(&word, input)?;
            seen.push(word);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let find = |name: &str| seen.iter().find(|word| *word == name);
        if let Some(word) = find("portable")
            && !(words.effects.is_empty() && words.variables.is_none())
        {
            return Err(Error::new(word.span(), problems::PORTABLE_EFFECTS));
        }
        match find("lines") {
            Some(word) if !words.blocking => Err(Error::new(word.span(), problems::LINES)),
            _ => Ok(words),
        }
    }
}

impl Words {
    /// The names of variables, as a slice, and the function that tells when they are read, which has
    /// the parameters by these names.
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
                ) -> &'static [&'static str] {
                    if #condition { Self::VARIABLES } else { &[] }
                }
            }
        });
        quote! {
            const VARIABLES: &'static [&'static str] = #names;
            #function
        }
    }

    fn read(&mut self, word: &Ident, input: ParseStream<'_>) -> Result<()> {
        match word.to_string().as_str() {
            "blocking" => self.blocking = true,
            "portable" => self.portable = true,
            "confined" => self.confined = true,
            "lines" => self.lines = true,
            "effects" => {
                let effects = list::<Ident>(input)?;
                self.effects = effects.iter().map(effect).collect::<Result<_>>()?;
            }
            "variables" => {
                let inside;
                parenthesized!(inside in input);
                let names = inside.parse()?;
                let condition = if inside.peek(Token![if]) {
                    inside.parse::<Token![if]>()?;
                    Some(inside.parse()?)
                } else {
                    None
                };
                self.variables = Some((names, condition));
            }
            "errors" => self.errors = list(input)?,
            _ => return Err(Error::new(word.span(), problems::WORD)),
        }
        Ok(())
    }
}

fn list<T: Parse>(input: ParseStream<'_>) -> Result<Vec<T>> {
    let inside;
    parenthesized!(inside in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&inside)?
        .into_iter()
        .collect())
}

fn effect(word: &Ident) -> Result<TokenStream> {
    Ok(match word.to_string().as_str() {
        "fs_read" => quote!(::pintle::Effect::FsRead),
        "fs_write" => quote!(::pintle::Effect::FsWrite),
        "process" => quote!(::pintle::Effect::Process),
        _ => return Err(Error::new(word.span(), problems::EFFECT)),
    })
}
