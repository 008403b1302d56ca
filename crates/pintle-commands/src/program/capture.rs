//! The output of a program, as far as it is kept.

use std::borrow::Cow;

use pintle::Context;

use super::{limits::Limits, options::Overflow};

/// How much of each output an error carries.
pub(super) const EXCERPT: usize = 8 * 1024;
/// At least this much is read before the end of an output is moved into place: the cost of moving
/// depends on how much is kept.
const SLACK: usize = 1 << 20;

/// One output of a program.
#[derive(Debug)]
pub(super) struct Capture {
    bytes: Vec<u8>,
    limit: usize,
    overflow: Overflow,
    max_written: Option<usize>,
    /// How many bytes were dropped.
    dropped: u64,
    /// The context with the caller's budget.
    context: Context,
    /// How many bytes were taken from it.
    taken: usize,
    /// Whether less than that was left.
    refused: bool,
}

impl Capture {
    pub fn new(limits: &Limits, context: &Context) -> Self {
        Self {
            bytes: Vec::new(),
            limit: limits.max_output,
            overflow: limits.overflow,
            max_written: limits.max_written,
            dropped: 0,
            context: context.clone(),
            taken: 0,
            refused: false,
        }
    }

    /// The buffer to read into. Call [`Self::keep`] after something was added.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Drops what is not kept.
    pub fn keep(&mut self) {
        match self.overflow {
            Overflow::Error => self.drop_middle(self.limit, 0),
            Overflow::Truncate => {
                let surplus = self.bytes.len().saturating_sub(self.limit);
                if surplus > SLACK.max(self.limit / 2) {
                    // An error reports the end of the output, however little of it the result may
                    // contain.
                    self.drop_between((self.limit / 2).max(EXCERPT));
                }
            }
        }
        self.take();
    }

    /// Takes what is kept from the caller's budget, as it arrives: other programs of the same
    /// caller may be running. What exceeds the budget is dropped.
    fn take(&mut self) {
        let Some(more) = self.bytes.len().checked_sub(self.taken) else {
            return;
        };
        if self.context.take(more).is_ok() {
            self.taken += more;
        } else {
            self.refused = true;
            self.bytes.truncate(self.taken);
            self.dropped += more as u64;
        }
    }

    /// Keeps the first `head` and the last `tail` bytes.
    fn drop_middle(&mut self, head: usize, tail: usize) {
        let Some(surplus) = self.bytes.len().checked_sub(head + tail) else {
            return;
        };
        self.bytes.drain(head..head + surplus);
        self.dropped += surplus as u64;
    }

    fn drop_between(&mut self, tail: usize) {
        self.drop_middle(self.limit.div_ceil(2), tail);
    }

    /// Whether the program wrote more than it may.
    pub fn over_limit(&self) -> bool {
        let written = self.dropped.saturating_add(self.bytes.len() as u64);
        self.refused
            || self.overflow == Overflow::Error && self.dropped > 0
            || self.max_written.is_some_and(|most| written > most as u64)
    }

    /// What is kept, and how many bytes are missing in its middle.
    pub fn finish(mut self) -> (Vec<u8>, u64) {
        if self.overflow == Overflow::Truncate {
            self.drop_between(self.limit / 2);
        }
        (self.bytes, self.dropped)
    }

    /// The beginning, as text.
    pub fn head(&self) -> String {
        text(&self.bytes[..self.bytes.len().min(EXCERPT)]).into_owned()
    }

    /// The end, as text.
    pub fn tail(&self) -> String {
        text(&self.bytes[self.bytes.len().saturating_sub(EXCERPT)..]).into_owned()
    }

    /// The last non-empty line, for messages.
    pub fn last_line(&self) -> Option<String> {
        let tail = self.tail();
        let line = tail
            .lines()
            .rev()
            .map(str::trim)
            .find(|line| !line.is_empty())?;
        Some(line.chars().take(200).collect())
    }
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use pintle::{Budget, Context, Error, errors::TIMEOUT};

    use super::{super::options::RunOptions, *};

    /// What is kept of that many bytes that arrive in pieces.
    fn kept(limit: usize, pieces: &[usize]) -> (Vec<u8>, Vec<u8>, u64) {
        let options = RunOptions {
            max_output_bytes: limit as f64,
            overflow: Overflow::Truncate,
            ..RunOptions::default()
        };
        let limits = Limits::new(&options, &Context::default(), Instant::now()).unwrap();
        let mut capture = Capture::new(&limits, &Context::default());
        let mut all = Vec::new();
        for piece in pieces {
            let bytes: Vec<u8> = (all.len()..all.len() + piece)
                .map(|at| (at % 251) as u8)
                .collect();
            capture.buffer().extend_from_slice(&bytes);
            capture.keep();
            all.extend(bytes);
        }
        let (bytes, dropped) = capture.finish();
        (all, bytes, dropped)
    }

    #[test]
    fn the_beginning_and_the_end_are_kept_however_the_output_comes() {
        for (limit, pieces) in [
            (10, vec![3, 3, 3]),
            (10, vec![10]),
            (10, vec![11]),
            (7, vec![5, 5, 5, 5]),
            (0, vec![4]),
            (1, vec![4]),
            (100_000, vec![65_536; 100]),
            (4_000_000, vec![1_000_001; 20]),
        ] {
            let (all, bytes, dropped) = kept(limit, &pieces);
            let surplus = all.len().saturating_sub(limit);
            let expected = if surplus == 0 {
                all
            } else {
                let (head, tail) = (limit.div_ceil(2), limit / 2);
                [&all[..head], &all[all.len() - tail..]].concat()
            };
            assert!(bytes == expected, "{limit} of {pieces:?}");
            assert_eq!(dropped, surplus as u64);
        }
    }

    #[test]
    fn programs_of_one_caller_share_what_is_left() {
        let budget = Budget::new(100, |_| Error::new(&TIMEOUT, "used up"));
        let options = RunOptions {
            max_output_bytes: 100.0,
            ..RunOptions::default()
        };
        let mut captures = [(); 2].map(|()| {
            let context = Context::default().with_budget(budget.clone());
            let limits = Limits::new(&options, &context, Instant::now()).unwrap();
            Capture::new(&limits, &context)
        });
        let mut write = |index: usize, bytes: usize| {
            let capture: &mut Capture = &mut captures[index];
            capture.buffer().extend(vec![0; bytes]);
            capture.keep();
            (capture.over_limit(), capture.bytes.len())
        };
        assert_eq!(write(0, 60), (false, 60));
        assert_eq!(write(1, 40), (false, 40));
        assert_eq!(budget.left(), 0);
        assert_eq!(write(1, 1), (true, 40));
        assert_eq!(write(0, 100), (true, 60));
    }
}
