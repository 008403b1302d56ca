//! Messages on lines.

use std::io::{self, BufRead, Read, Write};

use super::{Frame, Incoming};

/// Reads a line; empty ones are ignored. The last one need not have a line ending.
pub(super) fn read(input: &mut impl BufRead, limit: u64) -> io::Result<Incoming> {
    loop {
        let mut text = Vec::new();
        let mut within = input.by_ref().take(limit.saturating_add(1));
        within.read_until(b'\n', &mut text)?;
        if text.is_empty() {
            return Ok(Incoming::End);
        }
        if text.last() == Some(&b'\n') {
            text.pop();
        } else if text.len() as u64 > limit {
            input.skip_until(b'\n')?;
            return Ok(Incoming::TooLarge);
        }
        if !text.trim_ascii().is_empty() {
            return Ok(Incoming::Frame(Frame {
                text,
                blobs: Vec::new(),
            }));
        }
    }
}

pub(super) fn write(frame: &Frame, output: &mut impl Write) -> io::Result<()> {
    output.write_all(&frame.text)?;
    output.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut input: &[u8], limit: u64) -> Vec<Incoming> {
        let mut found = Vec::new();
        loop {
            let next = read(&mut input, limit).unwrap();
            if next == Incoming::End {
                return found;
            }
            found.push(next);
        }
    }

    fn line(text: &str) -> Incoming {
        Incoming::Frame(Frame {
            text: text.into(),
            blobs: Vec::new(),
        })
    }

    #[test]
    fn lines_are_messages_and_empty_ones_are_nothing() {
        assert_eq!(
            all(b"[1]\n\n  \r\n[2]\r\n[3]", 100),
            [line("[1]"), line("[2]\r"), line("[3]")]
        );
        assert_eq!(all(b"", 100), []);
    }

    #[test]
    fn a_line_beyond_the_limit_is_skipped() {
        assert_eq!(
            all(b"1234\n12345\n1\n12345", 4),
            [
                line("1234"),
                Incoming::TooLarge,
                line("1"),
                Incoming::TooLarge
            ]
        );
    }
}
