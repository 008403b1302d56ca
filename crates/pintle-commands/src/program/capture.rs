//! The output of a program, as far as it is kept.

use std::borrow::Cow;

/// How much of each output an error carries.
const EXCERPT: usize = 8 * 1024;

/// One output of a program.
#[derive(Debug, Default)]
pub(super) struct Capture {
    bytes: Vec<u8>,
    over_limit: bool,
}

impl Capture {
    /// Where to read into. Call [`Self::keep`] when something was added.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Drops what is beyond `limit`. Whether that is anything.
    pub fn keep(&mut self, limit: usize) -> bool {
        if self.bytes.len() > limit {
            self.bytes.truncate(limit);
            self.over_limit = true;
        }
        self.over_limit
    }

    pub fn over_limit(&self) -> bool {
        self.over_limit
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The beginning, as text.
    pub fn head(&self) -> String {
        text(&self.bytes[..self.bytes.len().min(EXCERPT)]).into_owned()
    }

    /// The end, as text.
    pub fn tail(&self) -> String {
        text(&self.bytes[self.bytes.len().saturating_sub(EXCERPT)..]).into_owned()
    }

    /// The last line with something in it, for messages.
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
