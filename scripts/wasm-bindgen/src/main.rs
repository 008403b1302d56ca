//! `pintle-bindgen MODULE FOLDER`: writes what wasm-bindgen makes of a module that rustc has built.
//! Installing its own program would take ten times as long.

use std::env::args_os;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut args = args_os().skip(1);
    let mut next = || args.next().context("expected MODULE and FOLDER");
    let (module, folder) = (next()?, next()?);
    Bindgen::new()
        .input_path(module)
        .out_name("glue")
        .web(true)?
        .omit_default_module_path(true)
        .reference_types(true)
        .reset_state_function(true)
        .remove_producers_section(true)
        .typescript(true)
        .generate(folder)
}
