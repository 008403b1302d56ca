//! Loading an addon into Node.

use std::sync::OnceLock;

use napi::{bindgen_prelude::register_module_export_hook, sys};
use pintle_core::{Contract, panic};

use crate::{
    call::environment::Environment,
    export::{addon::Addon, exports, pin},
};

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
    // A contract that cannot be built is a panic, which must not reach Node.
    let contract = panic::catch(|| {
        Ok(CONTRACT.get_or_init(|| Contract::new(addon.name, addon.version, addon.families)))
    });
    let environment = Environment::create(env, contract.map_err(failed)?).map_err(failed)?;
    exports::fill(environment, exports, addon).map_err(failed)?;
    Ok(exports)
}
