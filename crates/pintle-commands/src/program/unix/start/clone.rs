//! A process by `clone`, as glibc's `posix_spawn` makes it: it borrows the memory of this process
//! until it has become the program, while the thread that made it waits. So it costs the same
//! however large this process is, and everything can be done in it that a forked one can do.
//!
//! In exchange it may do little until then. It runs beside all other threads in their memory, so it
//! takes no lock and no memory, and does nothing but system calls with what was made ready for it.

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

/// The stack of the process until it is the program. Its few calls need much less.
const STACK: usize = 64 * 1024;
/// The signals that there are, those of the C library's own among them.
const SIGNALS: c_int = 64;
/// What the system takes for a set of signals.
type SignalSet = u64;

/// What a process does between its start and the program, and what came of it.
struct Task<'a> {
    image: &'a Image,
    /// What becomes its three streams. None of them has one of their numbers.
    streams: [RawFd; 3],
    folder: RawFd,
    /// Files to empty, each a number or -1.
    empties: [RawFd; 2],
    /// Whether it gets no file but its streams.
    is_alone: bool,
    /// Whether the program is only tried: it must not run.
    is_trial: bool,
    /// Which step has failed.
    step: AtomicU8,
    /// The number of its error, or 0.
    errno: AtomicI32,
}

/// What can fail.
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

/// Whether the system would start the program. It does so, in a process that is traced: that stops
/// before its first instruction, and is killed. Where tracing is not allowed nothing is known.
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
            // A process that discards the ends of its children has none by then.
            _ => return,
        }
    }
}

/// Makes the process, and waits until it is the program or has failed.
fn clone(task: &mut Task<'_>) -> Result<Pid, Failure> {
    let mut stack: Vec<u8> = Vec::with_capacity(STACK);
    let top = stack.spare_capacity_mut().as_mut_ptr_range().end;
    let top = top.map_addr(|address| address & !0xF);
    let mask = exchange_mask(SignalSet::MAX);
    // SAFETY: `enter` gets a task that lives until this returns, and a stack that nobody else has;
    // this thread does not go on before the new process has left both (CLONE_VFORK). What the
    // process does in the memory that it shares is argued at `Task::run`. All signals are blocked,
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

/// Where the new process begins.
extern "C" fn enter(task: *mut c_void) -> c_int {
    // SAFETY: `clone` gives it a task, which lives until the process has left this memory, and
    // which nobody changes meanwhile but through its atomics.
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

    /// What the new process does. It does not return if all is well.
    ///
    /// # Safety
    /// To be called as the first thing in a process that `clone` has made.
    unsafe fn run(&self) -> c_int {
        // SAFETY: these are plain system calls. They take no lock and no memory, and what they
        // write into the memory that is shared is `errno` of the thread that waits, which asks for
        // it after a call of its own only. The files, strings and lists live as long as the task.
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

    /// Says what the last call has failed with, and gives the exit code for that.
    fn failed(&self, step: Step) -> c_int {
        let errno = io::Error::last_os_error().raw_os_error();
        self.step.store(step as u8, Ordering::Relaxed);
        self.errno
            .store(errno.unwrap_or(libc::EINVAL), Ordering::Relaxed);
        127
    }
}

/// Blocks these signals and no others, and gives those that were blocked. The C library's function
/// would leave out signals of its own.
fn exchange_mask(mask: SignalSet) -> SignalSet {
    let mut before: SignalSet = 0;
    // SAFETY: both sets have the size that is given.
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

/// Has every signal do what it does in a new program: what is ignored would stay so, and handlers
/// are code of this process.
///
/// # Safety
/// To be called in a process that has its own table of handlers, as `clone` makes it.
unsafe fn default_signals() {
    // As large as the system's structure is anywhere; all zero is the default.
    let default = [0_u64; 8];
    for signal in 1..=SIGNALS {
        // SAFETY: the system reads the structure, and writes none. Those that cannot be changed are
        // an error, which leaves them.
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

/// Has every file but the three streams end with this process's start of the program.
///
/// # Safety
/// To be called in a process that has its own table of files, as `clone` makes it.
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
        // Before Linux 5.11. This function is made for it: it takes no lock and no memory.
        close_fds::set_fds_cloexec(FIRST.cast_signed(), &[]);
    }
}
