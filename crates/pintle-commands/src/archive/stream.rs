//! Unpacking on a separate thread, so that files are written in the meantime. The memory between
//! the two is bounded.

use std::{
    io::{self, BufRead, BufReader, Read},
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use pintle::{Error, pool};

use super::{
    errors::unreadable,
    gzip::{self, Members},
    options::Format,
    source::Source,
    watch::Watch,
};

/// The size of one chunk.
const CHUNK: usize = 256 * 1024;

/// How many chunks may wait to be written.
const WAITING: usize = 4;

/// The largest Zstandard window that we allocate, as a power of two: 128 MiB, the default limit of
/// its own program.
const MAX_WINDOW: u32 = 27;

/// Passes the tar archive that is packed in `source` to `read`.
pub(super) fn unpack(
    source: &Source<'_>,
    format: Format,
    watch: &Watch<'_>,
    read: impl FnOnce(&mut dyn BufRead) -> Result<(), Error>,
) -> Result<(), Error> {
    let packed = AtomicU64::new(0);
    thread::scope(|scope| {
        let (full, filled) = sync_channel(WAITING);
        let (empty, emptied) = sync_channel(WAITING + 2);
        let packed = &packed;
        let unpacking = pool::thread("pintle-unpack").spawn_scoped(scope, move || {
            let input = BufReader::with_capacity(CHUNK, source.stream(packed));
            match decoder(input, format) {
                Ok(decoder) => fill(decoder, &full, &emptied),
                Err(error) => drop(full.send(Err(error))),
            }
        });
        unpacking.map_err(|error| unreadable(&error, &source.path))?;
        // Dropped at the end of this closure, which ends the thread.
        let mut chunks = Chunks {
            filled,
            empty,
            watch,
            packed,
            chunk: Vec::new(),
            position: 0,
        };
        read(&mut chunks)?;
        // The checksum of the packed data comes last.
        match (format, chunks.pass_over_packed(format)) {
            // What follows the gzip data is ignored once the archive in it has ended: for example a
            // newline added by an editor or a shell.
            (Format::TarGz, Err(error)) if gzip::is_trailing(&error) => Ok(()),
            (_, outcome) => outcome.map_err(|error| unreadable(&error, &source.path)),
        }
    })
}

fn decoder<'a>(input: impl BufRead + 'a, format: Format) -> io::Result<Box<dyn Read + 'a>> {
    Ok(match format {
        Format::TarGz => Box::new(Members::new(input)),
        Format::TarZst => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(input)?;
            decoder.window_log_max(MAX_WINDOW)?;
            Box::new(decoder)
        }
        Format::Tar | Format::Zip => Box::new(input),
    })
}

/// Fills chunks until the data or the other side ends.
fn fill(
    mut decoder: Box<dyn Read + '_>,
    full: &SyncSender<io::Result<Vec<u8>>>,
    emptied: &Receiver<Vec<u8>>,
) {
    loop {
        let mut chunk = emptied.try_recv().unwrap_or_default();
        chunk.resize(CHUNK, 0);
        let mut length = 0;
        let failure = loop {
            match decoder.read(&mut chunk[length..]) {
                Ok(0) => break None,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(error),
            }
        };
        chunk.truncate(length);
        let ended = length < CHUNK;
        if length > 0 && full.send(Ok(chunk)).is_err() {
            return;
        }
        if let Some(error) = failure {
            let _ = full.send(Err(error));
            return;
        }
        if ended {
            return;
        }
    }
}

/// The reading end.
struct Chunks<'a> {
    filled: Receiver<io::Result<Vec<u8>>>,
    empty: SyncSender<Vec<u8>>,
    watch: &'a Watch<'a>,
    packed: &'a AtomicU64,
    chunk: Vec<u8>,
    position: usize,
}

impl Chunks<'_> {
    fn pass_over_packed(&mut self, format: Format) -> io::Result<()> {
        while format != Format::Tar && !self.fill_buf()?.is_empty() {
            self.position = self.chunk.len();
        }
        Ok(())
    }
}

impl BufRead for Chunks<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.position == self.chunk.len() {
            let used = std::mem::take(&mut self.chunk);
            self.position = 0;
            if used.capacity() > 0 {
                let _ = self.empty.try_send(used);
            }
            // The other side closes its end at the end of the data.
            if let Ok(chunk) = self.filled.recv() {
                self.chunk = chunk?;
                let packed = self.packed.load(Ordering::Relaxed);
                self.watch.add_bytes(self.chunk.len() as u64, packed)?;
            }
        }
        Ok(&self.chunk[self.position..])
    }

    fn consume(&mut self, length: usize) {
        self.position += length;
    }
}

impl Read for Chunks<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}
