//! An addon, with its commands as Node callbacks.

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
    /// The same commands by family, as Node callbacks.
    pub entries: &'static [&'static [Entry]],
}

/// How Node calls one command.
#[derive(Debug)]
pub struct Entry {
    /// Runs it and returns the result.
    pub(crate) call: Callback,
    /// Starts it and returns a promise, or the handle to its stream; for blocking commands.
    pub(crate) start: Option<Callback>,
}

impl Entry {
    /// The callbacks for one command, generated at compile time.
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
