//! The errors of arithmetic.

use pintle::ErrorKind;

/// A result does not fit into its type.
pub static OVERFLOW: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_OVERFLOW",
    summary: "The exact result does not fit into the type of the operation.",
    fix: "Use a wider type: the commands with I64 in their name take bigints, those with F64 floats.",
};

/// A division by zero.
pub static DIVISION_BY_ZERO: ErrorKind = ErrorKind {
    code: "ERR_PINTLE_DIVISION_BY_ZERO",
    summary: "The divisor is zero.",
    fix: "Check the divisor before the call.",
};
