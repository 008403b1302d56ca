//! The contents of one file.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use pintle::Context;

use super::single::Trouble;
use crate::fs::{Stat, clone_file, next_data};

/// Files up to this size are copied through memory; the kernel copies larger ones itself.
const SMALL: u64 = 128 * 1024;

/// How much is copied between two checks for cancellation.
const STRETCH: u64 = 16 * 1024 * 1024;

/// How the data was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Copied,
    Cloned,
}

/// Copies contents; each thread has one.
pub(super) struct Contents<'a> {
    cx: &'a Context,
    /// Whether the file systems have not refused to clone so far.
    clones: &'a AtomicBool,
    buffer: Vec<u8>,
}

impl<'a> Contents<'a> {
    pub(super) fn new(cx: &'a Context, clones: &'a AtomicBool) -> Self {
        let buffer = vec![0; SMALL as usize + 1];
        Self { cx, clones, buffer }
    }

    /// Fills a new file. Returns how, and how many bytes it has; if `from` grows or shrinks in the
    /// meantime, those that it has by then.
    pub(super) fn copy(
        &mut self,
        from: &File,
        to: &File,
        stat: &Stat,
    ) -> Result<(How, u64), Trouble> {
        if self.clones.load(Ordering::Relaxed) && stat.size() > 0 {
            if clone_file(from, to).is_ok() {
                return Ok((How::Cloned, stat.size()));
            }
            self.clones.store(false, Ordering::Relaxed);
        }
        let bytes = if stat.room() < stat.size() {
            self.copy_data(from, to, stat.size())?
        } else if stat.size() <= SMALL {
            self.copy_small(from, to)?
        } else {
            self.copy_large(from, to)?
        };
        Ok((How::Copied, bytes))
    }

    fn copy_small(&mut self, mut from: &File, mut to: &File) -> Result<u64, Trouble> {
        let mut bytes = 0;
        loop {
            let length = from.read(&mut self.buffer).map_err(Trouble::From)?;
            to.write_all(&self.buffer[..length]).map_err(Trouble::To)?;
            bytes += length as u64;
            // Only at its end does a regular file return less than fits.
            if length < self.buffer.len() {
                return Ok(bytes);
            }
        }
    }

    fn copy_large(&self, from: &File, mut to: &File) -> Result<u64, Trouble> {
        let mut bytes = 0;
        loop {
            self.cx.check()?;
            let length = io::copy(&mut from.take(STRETCH), &mut to).map_err(Trouble::To)?;
            bytes += length;
            if length == 0 {
                return Ok(bytes);
            }
        }
    }

    /// Copies only the data of a file with holes.
    fn copy_data(&self, mut from: &File, mut to: &File, size: u64) -> Result<u64, Trouble> {
        let mut at = 0;
        while let Some((start, end)) = next_data(from, at, size).map_err(Trouble::From)? {
            from.seek(SeekFrom::Start(start)).map_err(Trouble::From)?;
            to.seek(SeekFrom::Start(start)).map_err(Trouble::To)?;
            at = start;
            while at < end {
                self.cx.check()?;
                let mut stretch = from.take(STRETCH.min(end - at));
                let length = io::copy(&mut stretch, &mut to).map_err(Trouble::To)?;
                at += length;
                if length == 0 {
                    break; // It shrank.
                }
            }
            at = end;
        }
        to.set_len(size).map_err(Trouble::To)?;
        Ok(size)
    }
}
