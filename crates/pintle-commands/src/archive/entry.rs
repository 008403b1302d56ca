//! One entry of an archive, whatever its format.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What an archive says about one entry. Nothing of it has been checked.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name as it stands in the archive.
    pub(super) path: Vec<u8>,
    pub(super) kind: Kind,
    /// The size of its content.
    pub(super) size: u64,
    /// How much of it is holes of a sparse file, for which nothing stands in the archive.
    pub(super) holes: u64,
    /// Permission bits, those for set-user-id and its like included; `None` where the archive was
    /// made on a system without.
    pub(super) mode: Option<u32>,
    pub(super) mtime: Time,
}

/// What an entry is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Directory,
    Symlink(Vec<u8>),
    /// Another name of an entry that came before.
    HardLink(Vec<u8>),
    /// A device, a pipe, a socket.
    Other,
    /// The label of a volume, for people who look for a tape.
    Label,
}

/// A time as seconds and nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) seconds: i64,
    pub(super) nanoseconds: u32,
}

impl Time {
    pub(super) fn from_seconds(seconds: i64) -> Self {
        Self {
            seconds,
            nanoseconds: 0,
        }
    }

    /// The time, or `None` where the platform has none so far away.
    pub(super) fn system(self) -> Option<SystemTime> {
        let whole = Duration::from_secs(self.seconds.unsigned_abs());
        let base = if self.seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        base?.checked_add(Duration::from_nanos(self.nanoseconds.into()))
    }

    pub(super) fn milliseconds(self) -> f64 {
        self.seconds as f64 * 1000.0 + f64::from(self.nanoseconds / 1000) / 1000.0
    }
}

impl From<SystemTime> for Time {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self {
                seconds: after.as_secs().cast_signed(),
                nanoseconds: after.subsec_nanos(),
            },
            Err(before) => {
                let before = before.duration();
                let part = u64::from(before.subsec_nanos() > 0);
                Self {
                    seconds: -(before.as_secs() + part).cast_signed(),
                    nanoseconds: (1_000_000_000 - before.subsec_nanos()) % 1_000_000_000,
                }
            }
        }
    }
}
