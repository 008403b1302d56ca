//! A process created by `clone`, like in glibc's `posix_spawn`: it borrows this process's memory
//! until it has become the program, while the creating thread waits. So it costs the same however
//! large this process is, and it can do everything that a forked process can.
//!
//! In exchange it may do little until then. It runs in the same memory as all other threads, so it
//! takes no locks, allocates no memory, and only makes system calls with what was prepared for it.

use std::{
    ffi::{c_int, c_void},
    io,
    os::fd::{AsRawFd, RawFd},
    ptr,
    sync::atomic::{AtomicI32, AtomicU8, Ordering},
};

use rustix::{
    io::Errno,
    process::{Pid, Signal, WaitOptions, kill_process, waitpid},
};

use super::{
    super::super::launch::{Launch, Stage},
    Failure,
    ends::Ends,
    image::Image,
};

/// The stack of the process until it becomes the program. Its few calls need much less.
const STACK: usize = 64 * 1024;
/// All signals, including those that the C library reserves.
const SIGNALS: c_int = 64;
/// The system's representation of a set of signals.
type SignalSet = u64;

/// What a process does between its start and the program, and the outcome.
struct Task<'a> {
    image: &'a Image,
    /// The files for its three streams. None of them has one of the streams' numbers.
    streams: [RawFd; 3],
    folder: RawFd,
    /// Files to empty, each a descriptor or -1.
    empties: [RawFd; 2],
    /// Whether it gets only its streams.
    is_alone: bool,
    /// Whether the start is only tried: the program must not run.
    is_trial: bool,
    /// Which step has failed.
    step: AtomicU8,
    /// Its error number, or 0.
    errno: AtomicI32,
}

/// The steps that can fail.
#[repr(u8)]
enum Step {
    Folder = 1,
    Output,
    Trial,
    Program,
}

/// Starts the program.
pub(super) fn start(launch: &Launch, image: &Image, ends: &Ends) -> Result<Pid, Failure> {
    let mut task = Task::new(launch, image, ends);
    for (place, target) in task.empties.iter_mut().zip(launch.streams.targets()) {
        if target.is_full() {
            *place = target.file.as_raw_fd();
        }
    }
    let pid = clone(&mut task)?;
    task.result().map(|()| pid).inspect_err(|_| reap(pid))
}

/// Whether the system would start the program. It is started in a traced process, which stops
/// before its first instruction and is killed. If tracing is not allowed, the result is unknown.
pub(super) fn try_out(launch: &Launch, image: &Image, ends: &Ends) -> Result<(), Failure> {
    let mut task = Task::new(launch, image, ends);
    task.is_trial = true;
    let pid = clone(&mut task)?;
    let result = task.result();
    if result.is_ok() {
        let _ = kill_process(pid, Signal::KILL);
    }
    reap(pid);
    match task.step.into_inner() {
        step if step == Step::Trial as u8 => Ok(()),
        _ => result,
    }
}

/// Waits for a process that has ended or was killed.
fn reap(pid: Pid) {
    loop {
        match waitpid(Some(pid), WaitOptions::empty()) {
            // It is traced, and has stopped first.
            Ok(Some((_, status))) if status.stopped() => {}
            Err(Errno::INTR) => {}
            // A process that ignores SIGCHLD has no child left by then.
            _ => return,
        }
    }
}

/// Creates the process, and waits until it has become the program or failed.
fn clone(task: &mut Task<'_>) -> Result<Pid, Failure> {
    let mut stack: Vec<u8> = Vec::with_capacity(STACK);
    let top = stack.spare_capacity_mut().as_mut_ptr_range().end;
    let top = top.map_addr(|address| address & !0xF);
    let mask = exchange_mask(SignalSet::MAX);
    // SAFETY: `enter` gets a task that lives until this returns, and a stack that nothing else
    // uses; this thread does not continue before the new process has left both (CLONE_VFORK). What
    // the process does in the shared memory is justified at `Task::run`. All signals are blocked,
    // so that no handler of this process runs in it.
    let pid = unsafe {
        libc::clone(
            enter,
            top.cast(),
            libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD,
            ptr::from_mut(task).cast(),
        )
    };
    let error = io::Error::last_os_error();
    exchange_mask(mask);
    drop(stack);
    let made = (pid > 0).then(|| Pid::from_raw(pid)).flatten();
    made.ok_or((Stage::Program, error))
}

/// The entry point of the new process.
extern "C" fn enter(task: *mut c_void) -> c_int {
    // SAFETY: `clone` passes it a task, which lives until the process has left this memory, and
    // which is only changed through its atomics in the meantime.
    unsafe { (*task.cast::<Task<'_>>()).run() }
}

impl<'a> Task<'a> {
    fn new(launch: &Launch, image: &'a Image, ends: &Ends) -> Self {
        Self {
            image,
            streams: ends.streams,
            folder: launch.folder.number(),
            empties: [-1; 2],
            is_alone: launch.confined,
            is_trial: false,
            step: AtomicU8::new(0),
            errno: AtomicI32::new(0),
        }
    }

    fn result(&self) -> Result<(), Failure> {
        let errno = self.errno.load(Ordering::Relaxed);
        if errno == 0 {
            return Ok(());
        }
        let step = self.step.load(Ordering::Relaxed);
        let stage = if step == Step::Folder as u8 {
            Stage::Folder
        } else if step == Step::Output as u8 {
            Stage::Output
        } else {
            Stage::Program
        };
        Err((stage, io::Error::from_raw_os_error(errno)))
    }

    /// What the new process does. It does not return if it succeeds.
    ///
    /// # Safety
    /// It must be the first call in a process created by `clone`.
    unsafe fn run(&self) -> c_int {
        // SAFETY: these are plain system calls. They take no locks and allocate no memory, and the
        // only shared memory they write is `errno` of the waiting thread, which reads it only after
        // calls of its own. The files, strings and lists live as long as the task.
        unsafe {
            default_signals();
            libc::setsid();
            if libc::fchdir(self.folder) != 0 {
                return self.failed(Step::Folder);
            }
            for (number, file) in (0..).zip(self.streams) {
                if libc::dup2(file, number) < 0 {
                    return self.failed(Step::Program);
                }
            }
            if self.is_alone {
                close_others();
            }
            if self.is_trial {
                if libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) != 0 {
                    return self.failed(Step::Trial);
                }
            } else {
                for file in self.empties {
                    if file >= 0 && libc::ftruncate(file, 0) != 0 {
                        return self.failed(Step::Output);
                    }
                }
            }
            exchange_mask(0);
            let image = self.image;
            libc::execve(image.path.as_ptr(), image.args.as_ptr(), image.env.as_ptr());
        }
        self.failed(Step::Program)
    }

    /// Records the error of the last call, and returns the exit code for it.
    fn failed(&self, step: Step) -> c_int {
        let errno = io::Error::last_os_error().raw_os_error();
        self.step.store(step as u8, Ordering::Relaxed);
        self.errno
            .store(errno.unwrap_or(libc::EINVAL), Ordering::Relaxed);
        127
    }
}

/// Blocks these signals and no others, and returns those that were blocked. The C library's
/// function would exclude its reserved signals.
fn exchange_mask(mask: SignalSet) -> SignalSet {
    let mut before: SignalSet = 0;
    // SAFETY: both sets have the given size.
    unsafe {
        libc::syscall(
            libc::SYS_rt_sigprocmask,
            libc::SIG_SETMASK,
            &raw const mask,
            &raw mut before,
            size_of::<SignalSet>(),
        );
    }
    before
}

/// Resets every signal to its default: ignored ones would stay ignored, and handlers
/// are code of this process.
///
/// # Safety
/// It must be called in a process with its own table of handlers, as created by `clone`.
unsafe fn default_signals() {
    // At least as large as the system's structure on any architecture; all zero is the default.
    let default = [0_u64; 8];
    for signal in 1..=SIGNALS {
        // SAFETY: the system reads the structure, and writes nothing. Signals that cannot be
        // changed are an error, which leaves them unchanged.
        unsafe {
            libc::syscall(
                libc::SYS_rt_sigaction,
                signal,
                default.as_ptr(),
                ptr::null_mut::<c_void>(),
                size_of::<SignalSet>(),
            );
        }
    }
}

/// Makes every file except the three streams close when this process becomes the program.
///
/// # Safety
/// It must be called in a process with its own table of files, as created by `clone`.
unsafe fn close_others() {
    const FIRST: libc::c_uint = 3;
    // SAFETY: it changes flags of files in the table of this process.
    let closed = unsafe {
        libc::syscall(
            libc::SYS_close_range,
            FIRST,
            libc::c_uint::MAX,
            libc::CLOSE_RANGE_CLOEXEC,
        )
    };
    if closed != 0 {
        // Before Linux 5.11. This function is suitable: it takes no locks and allocates no memory.
        close_fds::set_fds_cloexec(FIRST.cast_signed(), &[]);
    }
}
