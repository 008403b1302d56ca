//! A process created by `posix_spawn`, on systems without `clone`.

use std::{
    ffi::{CString, c_int, c_short},
    io,
    mem::MaybeUninit,
    os::{fd::RawFd, unix::ffi::OsStrExt},
    path::Path,
};

use rustix::process::Pid;

use super::{
    super::super::launch::{Launch, Stage},
    Failure,
    ends::Ends,
    image::Image,
};

#[cfg(not(target_vendor = "apple"))]
use libc::posix_spawn_file_actions_addchdir_np;
#[cfg(target_vendor = "apple")]
unsafe extern "C" {
    /// Since macOS 10.15; the crate `libc` does not have it.
    fn posix_spawn_file_actions_addchdir_np(
        actions: *mut libc::posix_spawn_file_actions_t,
        path: *const std::ffi::c_char,
    ) -> c_int;
}

/// In its own session, with default signals.
#[cfg(not(target_vendor = "apple"))]
const SESSION: c_int = libc::POSIX_SPAWN_SETSID as c_int;
/// The same, from `spawn.h`: the crate `libc` does not have it.
#[cfg(target_vendor = "apple")]
const SESSION: c_int = 0x0400;
/// Only the files that are named.
#[cfg(target_vendor = "apple")]
const ALONE: c_int = 0x4000;
/// There is no such flag; all files of this process are closed on exec anyway.
#[cfg(not(target_vendor = "apple"))]
const ALONE: c_int = 0;

/// It cannot be known without starting it.
#[cfg(not(target_os = "linux"))]
pub(super) fn try_out(_: &Launch, _: &Image, _: &Ends) -> Result<(), Failure> {
    Ok(())
}

/// Starts the program.
pub(super) fn start(launch: &Launch, image: &Image, ends: &Ends) -> Result<Pid, Failure> {
    for target in launch.streams.targets().filter(|target| target.is_full()) {
        target
            .file
            .set_len(0)
            .map_err(|error| (Stage::Output, error))?;
    }
    let folder = launch.folder.path();
    spawn(image, ends.streams, folder, launch.confined).map_err(|error| {
        // For a trusted caller, it may be accessed by its path.
        let stage = if !launch.confined && !folder.is_dir() {
            Stage::Folder
        } else {
            Stage::Program
        };
        (stage, error)
    })
}

/// Starts the program in `folder` with three streams, none of which has one of the streams'
/// numbers. With `alone` it gets no other file.
fn spawn(image: &Image, streams: [RawFd; 3], folder: &Path, alone: bool) -> io::Result<Pid> {
    let folder = CString::new(folder.as_os_str().as_bytes())?;
    let mut actions = Actions::new()?;
    let mut attributes = Attributes::new()?;
    let flags = SESSION
        | libc::POSIX_SPAWN_SETSIGDEF as c_int
        | libc::POSIX_SPAWN_SETSIGMASK as c_int
        | if alone { ALONE } else { 0 };
    let mut pid = 0;
    // SAFETY: both objects are initialised until they are dropped, and the sets of signals by the
    // calls here; strings and lists live until this returns.
    let done = unsafe {
        check(posix_spawn_file_actions_addchdir_np(
            &raw mut actions.0,
            folder.as_ptr(),
        ))?;
        for (number, file) in (0..).zip(streams) {
            check(libc::posix_spawn_file_actions_adddup2(
                &raw mut actions.0,
                file,
                number,
            ))?;
        }
        let mut signals = MaybeUninit::uninit();
        libc::sigfillset(signals.as_mut_ptr());
        check(libc::posix_spawnattr_setsigdefault(
            &raw mut attributes.0,
            signals.as_ptr(),
        ))?;
        libc::sigemptyset(signals.as_mut_ptr());
        check(libc::posix_spawnattr_setsigmask(
            &raw mut attributes.0,
            signals.as_ptr(),
        ))?;
        check(libc::posix_spawnattr_setflags(
            &raw mut attributes.0,
            flags as c_short,
        ))?;
        libc::posix_spawn(
            &raw mut pid,
            image.path.as_ptr(),
            &raw const actions.0,
            &raw const attributes.0,
            image.args.as_ptr().cast(),
            image.env.as_ptr().cast(),
        )
    };
    check(done)?;
    Pid::from_raw(pid).ok_or_else(|| io::Error::other("the new process has no number"))
}

/// These functions return an error number.
fn check(errno: c_int) -> io::Result<()> {
    match errno {
        0 => Ok(()),
        errno => Err(io::Error::from_raw_os_error(errno)),
    }
}

struct Actions(libc::posix_spawn_file_actions_t);

impl Actions {
    fn new() -> io::Result<Self> {
        let mut actions = MaybeUninit::uninit();
        // SAFETY: the function initialises it, unless it returns an error.
        unsafe {
            check(libc::posix_spawn_file_actions_init(actions.as_mut_ptr()))?;
            Ok(Self(actions.assume_init()))
        }
    }
}

impl Drop for Actions {
    fn drop(&mut self) {
        // SAFETY: it was initialised, and is no longer used.
        unsafe { libc::posix_spawn_file_actions_destroy(&raw mut self.0) };
    }
}

struct Attributes(libc::posix_spawnattr_t);

impl Attributes {
    fn new() -> io::Result<Self> {
        let mut attributes = MaybeUninit::uninit();
        // SAFETY: the function initialises it, unless it returns an error.
        unsafe {
            check(libc::posix_spawnattr_init(attributes.as_mut_ptr()))?;
            Ok(Self(attributes.assume_init()))
        }
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        // SAFETY: it was initialised, and is no longer used.
        unsafe { libc::posix_spawnattr_destroy(&raw mut self.0) };
    }
}
