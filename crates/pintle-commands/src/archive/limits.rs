//! How much an archive may contain, since a small one can be designed to fill a disk.

use std::cell::Cell;

use pintle::{Error, errors::INVALID_VALUE};

use super::errors::{ARCHIVE_LIMIT, failure};

/// What may be unpacked whatever the ratio, 1 GiB: a high ratio alone does no harm, and logs or
/// disk images have one.
const FREE: u64 = 1024 * 1024 * 1024;

/// The limits of one archive, and how much of them is used.
#[derive(Debug)]
pub(super) struct Budget {
    max_entries: u64,
    max_bytes: u64,
    max_ratio: f64,
    entries: Cell<u64>,
    bytes: Cell<u64>,
}

impl Budget {
    pub(super) fn new(max_entries: f64, max_bytes: f64, max_ratio: f64) -> Result<Self, Error> {
        Ok(Self {
            max_entries: positive(max_entries, "/maxEntries")? as u64,
            max_bytes: positive(max_bytes, "/maxBytes")? as u64,
            max_ratio: positive(max_ratio, "/maxRatio")?,
            entries: Cell::new(0),
            bytes: Cell::new(0),
        })
    }

    /// Counts an entry.
    pub(super) fn add_entry(&self) -> Result<(), Error> {
        let entries = self.entries.get() + 1;
        self.entries.set(entries);
        if entries > self.max_entries {
            let most = self.max_entries;
            let message = format!("the archive has more than {most} entries (maxEntries)");
            return Err(failure(&ARCHIVE_LIMIT, message));
        }
        Ok(())
    }

    /// Counts unpacked bytes, after `packed` bytes of the archive have been read in total.
    pub(super) fn add_bytes(&self, bytes: u64, packed: u64) -> Result<(), Error> {
        let bytes = self.bytes.get().saturating_add(bytes);
        self.bytes.set(bytes);
        let message = if bytes > self.max_bytes {
            format!(
                "the archive holds more than {} bytes (maxBytes)",
                self.max_bytes
            )
        } else if bytes > FREE && bytes as f64 > packed as f64 * self.max_ratio {
            let most = self.max_ratio;
            format!("the archive holds more than {most} times its own size (maxRatio)")
        } else {
            return Ok(());
        };
        Err(failure(&ARCHIVE_LIMIT, message))
    }
}

fn positive(number: f64, place: &str) -> Result<f64, Error> {
    if number >= 0.0 {
        return Ok(number);
    }
    let message = format!("expected a non-negative number, got {number}");
    Err(Error::new(&INVALID_VALUE, message).at(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_a_limit_is_refused() {
        let budget = Budget::new(2.0, 4e9, 10.0).unwrap();
        budget.add_entry().unwrap();
        budget.add_entry().unwrap();
        assert_eq!(budget.add_entry().unwrap_err().kind(), &ARCHIVE_LIMIT);
        budget.add_bytes(FREE, 1).unwrap();
        budget.add_bytes(1, FREE / 5).unwrap();
        let error = budget.add_bytes(1, FREE / 20).unwrap_err();
        assert!(error.message().contains("10 times"), "{error}");
        let error = budget.add_bytes(4_000_000_000, u64::MAX).unwrap_err();
        assert!(error.message().contains("4000000000 bytes"), "{error}");
    }
}
