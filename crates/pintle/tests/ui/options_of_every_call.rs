#![allow(unused)]

use pintle::{Data, command};

#[derive(Data, Default)]
#[data(default)]
pub struct KillOptions {
    pub signal: String,
}

#[derive(Data, Default)]
#[data(default)]
pub struct WatchOptions {
    pub on_progress: String,
}

#[derive(Data, Default)]
#[data(default)]
pub struct ReadOptions {
    pub on_line: bool,
}

#[derive(Data, Default)]
#[data(default)]
pub struct NameOptions {
    pub name: String,
}

#[command(blocking)]
pub fn kill(pid: u32, options: KillOptions) {}

#[command(blocking)]
pub fn watch(options: WatchOptions) {}

#[command]
pub fn read(options: ReadOptions) {}

#[command]
pub fn rename(name: String, options: NameOptions) {}

#[command]
pub fn list(options: Vec<u8>) {}

fn main() {}
