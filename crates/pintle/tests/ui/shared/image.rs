//! Commands whose names are at odds with each other, as soon as they are listed together.

use pintle::command;

#[command(blocking)]
pub fn resize() {}

#[command]
pub fn resize_sync() {}

#[command]
pub fn add_up() {}

#[command]
pub fn add__up() {}

#[command]
pub fn then() {}
