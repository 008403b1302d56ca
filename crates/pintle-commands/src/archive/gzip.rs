//! Gzip data of one or several members, as `gzip -d` reads it.

use std::io::{self, BufRead, Read};

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
                Some(_) => only_zeros(&mut input)?,
            }
        }
        Ok(0)
    }
}

/// Tapes and flash memory fill the last block up with zeros.
fn only_zeros(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        if buffer.iter().any(|byte| *byte != 0) {
            let message = "something follows the end of the gzip data";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let length = buffer.len();
        input.consume(length);
    }
}
