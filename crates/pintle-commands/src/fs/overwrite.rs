//! What to do with existing entries.

use pintle::Data;

/// What to do with a file or a link that already exists. Folders are always merged.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// Replaces it.
    #[default]
    Always,
    /// Replaces it if the new one was modified later; keeps it otherwise.
    IfNewer,
    /// Keeps it.
    Never,
    /// Fails.
    Error,
}
