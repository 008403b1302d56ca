//! What a process has started outside of its group: programs such as `timeout` and shells with job
//! control make groups, `setsid` and daemons make sessions of their own.
//!
//! Linux says whose child a process is, and which session it is in. So everything is found except
//! what has left the session and has lost its parent.

use std::{collections::HashSet, fs, os::fd::OwnedFd, str::FromStr};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, PidfdFlags, Signal, getpid, pidfd_open, pidfd_send_signal},
};

/// So many processes are looked at as descendants, and so many handles are held, at most.
const MOST: usize = 1024;
/// How often it is looked for what was started while the others were killed.
const ROUNDS: usize = 8;

/// A process, and what it has started outside of its group.
#[derive(Debug)]
pub(super) struct Kin {
    /// The process, whose number its group and its session have.
    pub leader: Pid,
    /// What was found. A handle stays with its process, though the number may become another's.
    others: Vec<Other>,
}

#[derive(Debug)]
struct Other {
    pid: i32,
    handle: OwnedFd,
    /// Whether it was asked to end.
    is_asked: bool,
}

/// What the system says of a process.
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

    /// Finds them, and asks each once to end. With `thorough` those are looked for too that have
    /// lost their parents, among all processes that there are.
    pub fn ask(&mut self, signal: Signal, thorough: bool) {
        self.gather(thorough);
        for other in self.others.iter_mut().filter(|other| !other.is_asked) {
            other.is_asked = true;
            let _ = pidfd_send_signal(&other.handle, signal);
        }
    }

    /// Kills them, and what they start meanwhile.
    pub fn kill(&mut self) {
        let mut killed = HashSet::new();
        for _ in 0..ROUNDS {
            self.gather(true);
            let mut is_over = true;
            for other in self.others.drain(..) {
                is_over &= !killed.insert(other.pid);
                let _ = pidfd_send_signal(&other.handle, Signal::KILL);
            }
            if is_over {
                return;
            }
        }
    }

    /// Whether one of them is alive, or one in the group, other than the process itself. They are,
    /// where nobody can tell.
    pub fn lives(&mut self) -> bool {
        if !has_proc() {
            return true;
        }
        self.gather(true);
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

    /// Remembers a process if it is not in the group and is what it was found as.
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
        // Asked again, as the handle may be of a process that has got the number just now.
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

/// Whether /proc is there, and has the numbers that this process sees.
fn has_proc() -> bool {
    let own = getpid().as_raw_pid().to_string();
    fs::read_link("/proc/self").is_ok_and(|path| path.as_os_str() == own.as_str())
}

/// The processes of a session that have not ended.
fn in_session(session: i32) -> impl Iterator<Item = i32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = all.filter_map(|process| process.file_name().to_str()?.parse().ok());
    numbers.filter(move |pid| {
        entry(*pid).is_some_and(|entry| entry.session == session && !entry.is_dead)
    })
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
    // The name of the program stands in parentheses, and may have some itself.
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
