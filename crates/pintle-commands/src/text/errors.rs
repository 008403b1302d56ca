//! Errors about a file. A search or a replacement continues regardless.

use pintle::ErrorKind;

/// A file that begins like UTF-16, but is not.
pub static ENCODING: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_ENCODING",
    summary: "A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.",
    fix: "Correct the file, or leave it out with `exclude`.",
};

/// A file that another process changed in the meantime.
pub static CHANGED: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_CHANGED",
    summary: "A file was changed by another process after it was read, so it was not replaced.",
    fix: "Run the replacement again.",
};
