//! Gzip data with one or several members, as `gzip -d` reads it.

use std::{
    error, fmt,
    io::{self, BufRead, Read},
};

use flate2::bufread::GzDecoder;

/// Reads the members as one.
pub(super) struct Members<R>(State<R>);

enum State<R> {
    In(Box<GzDecoder<R>>),
    End,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(input: R) -> Self {
        Self(State::In(Box::new(GzDecoder::new(input))))
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let State::In(decoder) = &mut self.0 {
            let length = decoder.read(buffer)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            let State::In(decoder) = std::mem::replace(&mut self.0, State::End) else {
                break;
            };
            let mut input = decoder.into_inner();
            match input.fill_buf()?.first() {
                None => {}
                Some(0x1f) => self.0 = State::In(Box::new(GzDecoder::new(input))),
                // Tapes and flash memory fill the last block up with zeros.
                Some(0) => only_zeros(&mut input)?,
                Some(_) => return Err(trailing()),
            }
        }
        Ok(0)
    }
}

fn only_zeros(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        if buffer.iter().any(|byte| *byte != 0) {
            return Err(trailing());
        }
        let length = buffer.len();
        input.consume(length);
    }
}

fn trailing() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Trailing)
}

/// Whether reading failed because something other than gzip data follows, after all was read.
pub(super) fn is_trailing(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn error::Error + Send + Sync>::is::<Trailing>)
}

#[derive(Debug)]
struct Trailing;

impl fmt::Display for Trailing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unexpected data after the end of the gzip stream")
    }
}

impl error::Error for Trailing {}
