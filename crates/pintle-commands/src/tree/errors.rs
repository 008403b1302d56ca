//! The kinds of failure of the tree commands.

use pintle::ErrorKind;

/// A folder that is not removed by mistake.
pub static PROTECTED: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_PROTECTED",
    summary: "The folder is `/`, the home folder or the working folder, or contains one of these. Nothing was removed.",
    fix: "Correct the path. If you really mean it, set allowProtected; `/` is never removed.",
};

/// A copy that would be inside its source.
pub static INSIDE_ITSELF: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_INSIDE_ITSELF",
    summary: "The destination is the source itself, or is inside it. Nothing was copied.",
    fix: "Copy to a place outside the source, and move it from there.",
};
