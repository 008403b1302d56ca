//! Counting what was copied.

use std::sync::{Mutex, PoisonError};

use super::CopyResult;
use crate::{fs::Stat, walk::WalkError};

/// What has been done so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) files: u32,
    pub(super) links: u32,
    pub(super) skipped: u32,
    pub(super) cloned: u32,
    pub(super) hard_linked: u32,
    pub(super) bytes: u64,
    /// The folders by path, with their final attributes.
    pub(super) folders: Vec<(Vec<u8>, Stat)>,
}

impl Tally {
    pub(super) fn result(self, errors: Vec<WalkError>) -> CopyResult {
        CopyResult {
            files: self.files,
            folders: u32::try_from(self.folders.len()).unwrap_or(u32::MAX),
            links: self.links,
            skipped: self.skipped,
            cloned: self.cloned,
            hard_linked: self.hard_linked,
            bytes: self.bytes as f64,
            errors,
        }
    }

    /// Adds a thread's part.
    pub(super) fn add_to(&mut self, whole: &Mutex<Self>) {
        let mut whole = whole.lock().unwrap_or_else(PoisonError::into_inner);
        whole.files += self.files;
        whole.links += self.links;
        whole.skipped += self.skipped;
        whole.cloned += self.cloned;
        whole.hard_linked += self.hard_linked;
        whole.bytes += self.bytes;
        whole.folders.append(&mut self.folders);
    }
}
