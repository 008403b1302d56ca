//! Globs over relative paths.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use pintle::{Error, errors::INVALID_VALUE};

/// The set of these globs, or `None` where none are given.
pub(super) fn globs(patterns: Option<&[String]>, place: &str) -> Result<Option<GlobSet>, Error> {
    let Some(patterns) = patterns else {
        return Ok(None);
    };
    let invalid = |error: &globset::Error| {
        Error::new(
            &INVALID_VALUE,
            format!("expected a glob, got one with a fault: {}", error.kind()),
        )
    };
    let mut set = GlobSetBuilder::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        set.add(glob.map_err(|error| invalid(&error).at(&format!("{place}/{index}")))?);
    }
    set.build()
        .map(Some)
        .map_err(|error| invalid(&error).at(place))
}
