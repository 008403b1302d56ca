//! The kinds of failure of running programs.

use pintle::ErrorKind;

/// A program ended with an exit code other than 0, or by a signal.
pub static PROGRAM_FAILED: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_PROGRAM_FAILED",
    summary: "The program ended with an exit code other than 0, or a signal ended it.",
    fix: "See details.exitCode, details.signal and details.stderr, which holds the end of what the \
          program wrote. Set check to false to get such ends as results.",
};

/// There is no such program.
pub static PROGRAM_NOT_FOUND: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_PROGRAM_NOT_FOUND",
    summary: "There is no program with that name in the folders of PATH, or none at that path.",
    fix: "Install the program, correct its name, or give its whole path; details.searched lists \
          where it was looked for.",
};

/// A program wrote more than allowed.
pub static OUTPUT_LIMIT: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_OUTPUT_LIMIT",
    summary: "The program wrote more than maxOutputBytes allows, and was terminated.",
    fix: "Raise maxOutputBytes, set overflow to \"truncate\", or let the program write into a file \
          with stdoutFile; details.stdout and details.stderr hold the beginning of what it wrote.",
};
