#![allow(unused)]

use pintle::{Data, command};

#[derive(Data, Default)]
#[data(default)]
pub struct SyncOptions {
    pub dry_run: bool,
    #[data(rename = "dry-run")]
    pub only_pretend: bool,
}

#[command]
pub fn sync(options: SyncOptions) {}

#[derive(Data, Default)]
#[data(default, rename_all = "kebab-case")]
pub struct CopyOptions {
    pub keep_links: bool,
}

#[command]
pub fn copy(keep_links: bool, options: CopyOptions) {}

fn main() {}
