//! What is exported: the commands of `pintle::addon!`.

use std::sync::OnceLock;

use js_sys::Array;
use pintle_core::{
    Context, Contract, Encode, Error, Family,
    command::{Callable, Mode},
};
use wasm_bindgen::JsValue;

use crate::{arguments::Positional, callbacks::Scope, moves::Taking, pair, sink::JsSink};

/// An addon: what `pintle::addon!` lists.
#[derive(Debug)]
pub struct Addon {
    /// The crate's name.
    pub name: &'static str,
    /// The crate's version.
    pub version: &'static str,
    /// The commands by family.
    pub families: &'static [Family],
    /// The same commands by family, as called from JavaScript.
    pub entries: &'static [&'static [Entry]],
}

/// How JavaScript calls one command.
#[derive(Debug)]
pub struct Entry {
    call: fn(&Array, &Context) -> Result<JsValue, Error>,
    call_pair: fn(f64, f64) -> f64,
}

impl Entry {
    /// The function for one command, generated at compile time.
    pub const fn of<C: Callable>() -> Self {
        Self {
            call: call::<C>,
            call_pair: pair::call::<C>,
        }
    }

    pub(crate) fn call(&self, arguments: &Array, context: &Context) -> Result<JsValue, Error> {
        (self.call)(arguments, context)
    }

    pub(crate) fn call_pair(&self, a: f64, b: f64) -> f64 {
        (self.call_pair)(a, b)
    }
}

fn call<C: Callable>(arguments: &Array, context: &Context) -> Result<JsValue, Error> {
    let _functions = Scope::begin();
    let arguments = Positional::new(arguments, C::NAMES);
    let taking = Taking::begin(C::Mode::BLOCKING);
    let decoded = C::decode(&&arguments)?;
    taking.take();
    let outcome = C::call(decoded, context);
    arguments.give_back();
    outcome?.encode(JsSink)
}

unsafe extern "Rust" {
    /// What `pintle::addon!` generates.
    safe fn pintle_wasm_addon() -> &'static Addon;
}

static CONTRACT: OnceLock<Contract> = OnceLock::new();

/// The addon of this module.
pub(crate) fn addon() -> &'static Addon {
    pintle_wasm_addon()
}

/// The entry of the command at that index in the contract.
pub(crate) fn entry(index: usize) -> &'static Entry {
    let mut entries = addon().entries.iter().copied().flatten();
    entries.nth(index).expect("the contract has that command")
}

/// Builds the contract, which knows the names of the commands that are not portable.
pub(crate) fn initialize(not_portable: Vec<String>) {
    let Addon {
        name,
        version,
        families,
        ..
    } = addon();
    CONTRACT.get_or_init(|| Contract::new(name, version, families).with_not_portable(not_portable));
}

/// The contract, which lives as long as the module.
pub(crate) fn contract() -> &'static Contract {
    CONTRACT.get().expect("initialize() is called first")
}
