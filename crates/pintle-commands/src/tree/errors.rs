//! The kinds of failure of working on trees.

use pintle::ErrorKind;

/// A folder that is not removed by mistake.
pub static PROTECTED: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_PROTECTED",
    summary: "The folder is `/`, the home folder or the working folder, or one of these is in it. Nothing was removed.",
    fix: "Correct the path. If it is really meant, set allowProtected; `/` is never removed.",
};

/// A copy that would be inside of what is copied.
pub static INSIDE_ITSELF: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_INSIDE_ITSELF",
    summary: "The copy would be what is copied, or be inside of it. Nothing was copied.",
    fix: "Copy to a place outside, and move it from there.",
};
