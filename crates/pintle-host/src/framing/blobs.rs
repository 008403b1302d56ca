//! Messages preceded by their lengths.

use std::io::{self, BufRead, Read, Write};

use super::{Frame, Incoming};

/// No more than this is reserved for a claimed length.
const RESERVED: u64 = 64 << 20;

pub(super) fn read(input: &mut impl BufRead, limit: u64) -> io::Result<Incoming> {
    if input.fill_buf()?.is_empty() {
        return Ok(Incoming::End);
    }
    let text = length(input)?;
    let count = length(input)?;
    // The lengths count towards the size of a message too, so that their number is limited.
    let mut total = text + 4 * count;
    let mut lengths = Vec::new();
    for _ in 0..count {
        let length = length(input)?;
        total = total.saturating_add(length);
        if total <= limit {
            lengths.push(length);
        }
    }
    if total > limit {
        skip(input, total - 4 * count)?;
        return Ok(Incoming::TooLarge);
    }
    let text = take(input, text)?;
    let blobs = lengths
        .into_iter()
        .map(|length| take(input, length).map(Into::into))
        .collect::<io::Result<_>>()?;
    Ok(Incoming::Frame(Frame { text, blobs }))
}

pub(super) fn write(frame: &Frame, output: &mut impl Write) -> io::Result<()> {
    let counted = [frame.text.len(), frame.blobs.len()];
    let lengths = counted
        .into_iter()
        .chain(frame.blobs.iter().map(|blob| blob.len()));
    let mut head = Vec::with_capacity(8 + 4 * frame.blobs.len());
    for length in lengths {
        let length = u32::try_from(length).map_err(io::Error::other)?;
        head.extend(length.to_be_bytes());
    }
    output.write_all(&head)?;
    output.write_all(&frame.text)?;
    frame
        .blobs
        .iter()
        .try_for_each(|blob| output.write_all(blob))
}

fn length(input: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes).into())
}

fn take(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length.min(RESERVED) as usize);
    input.take(length).read_to_end(&mut bytes)?;
    whole(bytes.len() as u64, length)?;
    Ok(bytes)
}

fn skip(input: &mut impl Read, length: u64) -> io::Result<()> {
    let skipped = io::copy(&mut input.take(length), &mut io::sink())?;
    whole(skipped, length)
}

fn whole(found: u64, length: u64) -> io::Result<()> {
    if found == length {
        Ok(())
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(frame: &Frame) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(frame, &mut bytes).unwrap();
        bytes
    }

    fn frame() -> Frame {
        Frame {
            text: b"{}".to_vec(),
            blobs: vec![vec![0; 3].into(), Vec::new().into(), b"\n".to_vec().into()],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = written(&frame());
        assert_eq!(
            bytes,
            b"\0\0\0\x02\0\0\0\x03\0\0\0\x03\0\0\0\0\0\0\0\x01{}\0\0\0\n"
        );
        let mut input = &bytes[..];
        assert_eq!(read(&mut input, 18).unwrap(), Incoming::Frame(frame()));
        assert_eq!(read(&mut input, 18).unwrap(), Incoming::End);
    }

    #[test]
    fn a_frame_beyond_the_limit_is_skipped() {
        let bytes = [written(&frame()), written(&Frame::default())].concat();
        let mut input = &bytes[..];
        assert_eq!(read(&mut input, 17).unwrap(), Incoming::TooLarge);
        assert_eq!(
            read(&mut input, 17).unwrap(),
            Incoming::Frame(Frame::default())
        );
    }

    #[test]
    fn lengths_that_lie_take_no_memory() {
        let mut claims = vec![0xff; 8];
        claims.extend([0xff; 1000]);
        let error = read(&mut &claims[..], u64::MAX / 2).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        let error = read(&mut &b"\xff\xff\xff\xff\0\0\0\0{}"[..], u64::MAX).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}
