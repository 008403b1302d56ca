//! What is to become of what has a name already.

use pintle::Data;

/// What to do with a file or a link that is there already. Folders are merged in any case.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// Replaces it.
    #[default]
    Always,
    /// Replaces it by one whose time of the last change is later; leaves it otherwise.
    IfNewer,
    /// Leaves it.
    Never,
    /// Fails.
    Error,
}
