//! Reading an archive of any format.

use std::io::BufRead;

use pintle::Error;

use super::{
    entry::Entry, options::Format, source::Source, stream, tar_reader, watch::Watch, zip_reader,
};

/// Passes every entry to `visit` in the order of the archive, with its content. Unread content is
/// skipped.
pub(super) fn read(
    source: &Source<'_>,
    format: Format,
    watch: &Watch<'_>,
    visit: &mut dyn FnMut(Entry, &mut dyn BufRead) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut counted = |entry: Entry, content: &mut dyn BufRead| {
        watch.add_entry()?;
        watch.add_holes(entry.holes)?;
        visit(entry, content)
    };
    let outcome = match format {
        Format::Zip => zip_reader::read(source, watch, &mut counted),
        Format::Tar | Format::TarGz | Format::TarZst => {
            stream::unpack(source, format, watch, |input| {
                tar_reader::read(input, &source.path, &mut counted)
            })
        }
    };
    watch.settle(outcome)
}
