//! What a process has started outside its group: programs such as `timeout` and shells with job
//! control create groups, `setsid` and daemons create their own sessions.
//!
//! Linux reports the parent and the session of a process. So everything is found except processes
//! that have left the session and lost their parent.

use std::{collections::HashSet, fs, os::fd::OwnedFd, str::FromStr};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, PidfdFlags, Signal, getpid, pidfd_open, pidfd_send_signal},
};

/// The maximum number of processes examined as descendants, and of handles held.
const MOST: usize = 1024;
/// How many times to look for processes started while others were being killed.
const ROUNDS: usize = 8;

/// A process, and what it has started outside its group.
#[derive(Debug)]
pub(super) struct Kin {
    /// The process, whose ID is also that of its group and session.
    pub leader: Pid,
    /// What was found. A handle always refers to its process, even if the ID is reused.
    others: Vec<Other>,
}

#[derive(Debug)]
struct Other {
    pid: i32,
    handle: OwnedFd,
    /// Whether it was asked to exit.
    is_asked: bool,
}

/// What the system reports about a process.
#[derive(PartialEq)]
struct Entry {
    is_dead: bool,
    parent: i32,
    group: i32,
    session: i32,
}

impl Kin {
    pub fn new(leader: Pid) -> Self {
        Self {
            leader,
            others: Vec::new(),
        }
    }

    /// Finds them, and asks each once to exit. With `thorough`, those that have lost their parents
    /// are also searched, among all processes.
    pub fn ask(&mut self, signal: Signal, thorough: bool) {
        self.gather(thorough);
        for other in self.others.iter_mut().filter(|other| !other.is_asked) {
            other.is_asked = true;
            let _ = pidfd_send_signal(&other.handle, signal);
        }
    }

    /// Kills them, and what they start in the meantime. Returns whether there were any.
    pub fn kill(&mut self) -> bool {
        let mut killed = HashSet::new();
        for _ in 0..ROUNDS {
            self.gather(true);
            let mut is_over = true;
            for other in self.others.drain(..) {
                is_over &= !killed.insert(other.pid);
                let _ = pidfd_send_signal(&other.handle, Signal::KILL);
            }
            if is_over {
                break;
            }
        }
        !killed.is_empty()
    }

    /// Whether one of them is alive, or one in the group, other than the process itself. If that
    /// cannot be determined, it is assumed.
    pub fn lives(&mut self) -> bool {
        if !has_proc() {
            return true;
        }
        self.others.retain(|other| is_alive(&other.handle));
        let leader = self.leader.as_raw_pid();
        !self.others.is_empty() || in_session(leader).any(|pid| pid != leader)
    }

    fn gather(&mut self, thorough: bool) {
        if !has_proc() {
            return;
        }
        self.others.retain(|other| is_alive(&other.handle));
        let leader = self.leader.as_raw_pid();
        let mut parents = vec![leader];
        parents.extend(self.others.iter().map(|other| other.pid));
        if thorough {
            for pid in in_session(leader) {
                self.add(pid, |entry| entry.session == leader);
                parents.push(pid);
            }
        }
        let mut seen: HashSet<i32> = parents.iter().copied().collect();
        while let Some(parent) = parents.pop() {
            for child in children(parent) {
                if seen.len() < MOST && seen.insert(child) {
                    self.add(child, |entry| entry.parent == parent);
                    parents.push(child);
                }
            }
        }
    }

    /// Remembers a process if it is not in the group and is still the one that was found.
    fn add(&mut self, pid: i32, is_it: impl Fn(&Entry) -> bool) {
        let leader = self.leader.as_raw_pid();
        let wanted = |entry: &Entry| !entry.is_dead && entry.group != leader && is_it(entry);
        let is_known = self.others.iter().any(|other| other.pid == pid);
        if is_known || self.others.len() >= MOST || !entry(pid).is_some_and(|it| wanted(&it)) {
            return;
        }
        let Some(Ok(handle)) = Pid::from_raw(pid).map(|pid| pidfd_open(pid, PidfdFlags::empty()))
        else {
            return;
        };
        // Checked again, since the ID may just have been reused for another process.
        if entry(pid).is_some_and(|it| wanted(&it)) {
            self.others.push(Other {
                pid,
                handle,
                is_asked: false,
            });
        }
    }
}

fn is_alive(handle: &OwnedFd) -> bool {
    let mut files = [PollFd::new(handle, PollFlags::IN)];
    poll(&mut files, Some(&Timespec::default())) == Ok(0)
}

/// Whether /proc exists, and has the IDs that this process sees.
fn has_proc() -> bool {
    let own = getpid().as_raw_pid().to_string();
    fs::read_link("/proc/self").is_ok_and(|path| path.as_os_str() == own.as_str())
}

/// The processes of a session that have not ended.
fn in_session(session: i32) -> impl Iterator<Item = i32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = all.filter_map(|process| process.file_name().to_str()?.parse().ok());
    // Checked first, since it costs much less than reading the status of each process.
    // SAFETY: it takes a number and returns one, 0 for the kernel's own threads and -1 on failure.
    let is_in = move |pid| unsafe { libc::getsid(pid) } == session;
    numbers.filter(move |pid| is_in(*pid) && entry(*pid).is_some_and(|entry| !entry.is_dead))
}

/// The children of all threads of a process.
fn children(pid: i32) -> Vec<i32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task"));
    let lists = threads.into_iter().flatten().flatten();
    let lists = lists.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| numbers(&list).collect::<Vec<_>>())
        .collect()
}

fn entry(pid: i32) -> Option<Entry> {
    let text = fs::read(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program is in parentheses, and may contain some itself.
    let name_end = text.iter().rposition(|byte| *byte == b')')?;
    let rest = std::str::from_utf8(&text[name_end + 1..]).ok()?;
    let (state, rest) = rest.trim_start().split_at_checked(1)?;
    let mut numbers = numbers(rest);
    Some(Entry {
        is_dead: matches!(state, "Z" | "X" | "x"),
        parent: numbers.next()?,
        group: numbers.next()?,
        session: numbers.next()?,
    })
}

fn numbers(text: &str) -> impl Iterator<Item = i32> {
    text.split_ascii_whitespace()
        .map_while(|number| i32::from_str(number).ok())
}
