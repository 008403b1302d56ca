//! Registration of an addon with Node.

use std::sync::OnceLock;

use napi::{bindgen_prelude::register_module_export_hook, sys};
use pintle_core::{Contract, Family, command::Callable, panic};

use crate::{
    call::{direct::DirectMode, environment::Environment},
    export::{bindings, pin},
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

pub(crate) type Callback =
    unsafe extern "C" fn(sys::napi_env, sys::napi_callback_info) -> sys::napi_value;

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
            call: crate::call::direct::call::<C>,
            start: <C::Mode as DirectMode<C>>::START,
        }
    }
}

static ADDON: OnceLock<&'static Addon> = OnceLock::new();
static CONTRACT: OnceLock<Contract> = OnceLock::new();

/// Remembers the addon until Node loads it.
pub fn register(addon: &'static Addon) {
    if ADDON.set(addon).is_ok() {
        register_module_export_hook(load);
    }
}

/// Fills the module's exports, once for each thread that loads it.
unsafe fn load(env: sys::napi_env, exports: sys::napi_value) -> napi::Result<sys::napi_value> {
    let failed = |error: pintle_core::Error| napi::Error::from_reason(error.to_string());
    let addon = ADDON
        .get()
        .ok_or_else(|| napi::Error::from_reason("no addon is registered"))?;
    panic::install_hook();
    pin::keep_library_loaded();
    // A contract that cannot be made is a panic, which must not reach Node.
    let contract = panic::catch(|| {
        Ok(CONTRACT.get_or_init(|| Contract::new(addon.name, addon.version, addon.families)))
    });
    let environment = Environment::create(env, contract.map_err(failed)?).map_err(failed)?;
    bindings::fill(environment, exports, addon).map_err(failed)?;
    Ok(exports)
}
