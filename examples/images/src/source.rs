//! Where an image comes from.

use std::{
    fs::File,
    io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom},
    path::PathBuf,
};

use pintle::{Bytes, Context, Data, Error};

/// Where an image comes from.
#[derive(Data)]
#[data(tag = "from")]
pub enum Source {
    /// A file.
    File {
        /// Its path.
        path: PathBuf,
    },
    /// Memory.
    Bytes {
        /// The whole file.
        bytes: Bytes,
    },
}

impl Source {
    pub fn open(&self, cx: &Context) -> Result<Opened<'_>, Error> {
        match self {
            Self::Bytes { bytes } => Ok(Opened::Bytes(Cursor::new(bytes))),
            Self::File { path } => match File::open(cx.resolve(path)?) {
                Ok(file) => Ok(Opened::File(BufReader::new(file))),
                Err(error) => Err(Error::io(&error, path)),
            },
        }
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        match self {
            Self::File { path } => path.display().to_string(),
            Self::Bytes { .. } => "the bytes".to_owned(),
        }
    }
}

/// A source that is being read.
pub enum Opened<'s> {
    /// A file.
    File(BufReader<File>),
    /// Memory.
    Bytes(Cursor<&'s [u8]>),
}

impl Read for Opened<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::File(file) => file.read(into),
            Self::Bytes(bytes) => bytes.read(into),
        }
    }
}

impl BufRead for Opened<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        match self {
            Self::File(file) => file.fill_buf(),
            Self::Bytes(bytes) => bytes.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Self::File(file) => file.consume(amount),
            Self::Bytes(bytes) => bytes.consume(amount),
        }
    }
}

impl Seek for Opened<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Bytes(bytes) => bytes.seek(to),
        }
    }
}
