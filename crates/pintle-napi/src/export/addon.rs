//! An addon, as Node calls its commands.

use pintle_core::{Family, command::Callable};

use crate::{
    call::direct::{self, DirectMode},
    value::javascript::Callback,
};

/// An addon: what `pintle::addon!` lists.
#[derive(Debug)]
pub struct Addon {
    /// The crate's name.
    pub name: &'static str,
    /// The crate's version.
    pub version: &'static str,
    /// The commands by family.
    pub families: &'static [Family],
    /// The same commands by family, as Node calls them.
    pub entries: &'static [&'static [Entry]],
}

/// How Node calls one command.
#[derive(Debug)]
pub struct Entry {
    /// Runs it and gives the result.
    pub(crate) call: Callback,
    /// Starts it and gives a promise; for blocking commands.
    pub(crate) start: Option<Callback>,
}

impl Entry {
    /// The callbacks for one command, made when the program is compiled.
    pub const fn of<C: Callable>() -> Self
    where
        C::Mode: DirectMode<C>,
    {
        Self {
            call: direct::call::<C>,
            start: <C::Mode as DirectMode<C>>::START,
        }
    }
}
