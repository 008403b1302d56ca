//! Listing trees.

use std::path::PathBuf;

use pintle::{
    Context, Data, Error, Strings, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use crate::walk::{Findings, Visited, WalkError, WalkOptions, collect};

/// What was found, as columns: an entry has the same index in every column.
#[derive(Debug, Data)]
pub struct Entries {
    /// How many entries there are.
    pub count: u32,
    /// Paths relative to the root, with `/` on every platform.
    pub paths: Strings,
    /// What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 something else.
    pub kinds: Vec<u8>,
    /// Sizes in bytes, with `stat`.
    pub sizes: Option<Vec<f64>>,
    /// Times of the last change in milliseconds since 1970, with `stat`.
    pub mtimes_ms: Option<Vec<f64>>,
    /// What could not be read. The walk continues regardless.
    pub errors: Vec<WalkError>,
}

/// Lists what is below `root`.
///
/// What cannot be read does not end the walk: it is listed in the `errors` of the result. Folders
/// are not listed unless `kinds` asks for them.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn walk(root: PathBuf, options: WalkOptions, cx: &Context) -> Result<Entries, Error> {
    let found = collect(&root, &options, cx, || |_: &Visited<'_>| Ok(()))?;
    Ok(Entries::new(found, options.stat))
}

impl Entries {
    fn new(found: Findings<()>, stat: bool) -> Self {
        let (count, bytes) = found.extent();
        let mut paths = Strings::with_capacity(count, bytes);
        let mut kinds = Vec::with_capacity(count);
        let column = || stat.then(|| Vec::with_capacity(count));
        let (mut sizes, mut mtimes_ms) = (column(), column());
        let (mut entries, errors) = found.into_parts();
        while let Some((path, known)) = entries.next() {
            paths.push(path);
            kinds.push(known.kind as u8);
            if let (Some(sizes), Some(mtimes_ms)) = (&mut sizes, &mut mtimes_ms) {
                sizes.push(known.size);
                mtimes_ms.push(known.mtime_ms);
            }
        }
        Self {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            paths,
            kinds,
            sizes,
            mtimes_ms,
            errors: errors.into_iter().map(WalkError::from).collect(),
        }
    }
}
