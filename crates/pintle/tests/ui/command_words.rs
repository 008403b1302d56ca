#![allow(unused)]

use pintle::{command, errors};

#[command(sync)]
pub fn unknown() {}

#[command(async)]
pub fn keyword() {}

#[command("blocking")]
pub fn text() {}

#[command(portable, portable)]
pub fn twice() {}

#[command(blocking portable)]
pub fn no_comma() {}

#[command(blocking = true)]
pub fn flag_with_value() {}

#[command(blocking(2))]
pub fn flag_with_list() {}

#[command(effects)]
pub fn effects_without_list() {}

#[command(effects = "fs_read")]
pub fn effects_with_value() {}

#[command(effects())]
pub fn no_effects() {}

#[command(effects(network))]
pub fn unknown_effect() {}

#[command(effects("fs_read"))]
pub fn effect_as_text() {}

#[command(effects(fs_read, fs_write, fs_read))]
pub fn effect_twice() {}

#[command(errors)]
pub fn errors_without_list() {}

#[command(errors("ERR_PINTLE_IO"))]
pub fn error_as_text() {}

#[command(errors(errors::IO, errors::IO))]
pub fn error_twice() {}

#[command(variables)]
pub fn variables_without_list() {}

#[command(variables(&["HOME"], &["PATH"]))]
pub fn two_lists() {}

#[command(variables(&["HOME", "PATH", "HOME"]))]
pub fn variable_twice() {}

#[command(lines)]
pub fn synchronous_lines() {}

#[command(portable, effects(fs_read))]
pub fn portable_with_effects() {}

#[command(portable, variables(&["HOME"]))]
pub fn portable_with_variables() {}

#[command(confined)]
pub fn confined_without_effects() {}

#[command(confined, effects(process))]
pub fn confined_program() {}

#[command(effects(process), variables(&["HOME"]))]
pub fn variables_of_a_program() {}

#[command(portable, confined, lines, effects(fs_read))]
pub fn several_together() {}

#[command]
pub struct NoFunction;

fn main() {}
