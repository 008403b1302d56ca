//! What can be wrong with a CSV text.

use std::path::Path;

use csv::{ErrorKind::UnequalLengths, Position};
use pintle::{Data, Error, ErrorKind, TypedKind};

use crate::csv::Stop;

/// A row is longer or shorter than the first.
pub static ROW_LENGTH: TypedKind<Place> = TypedKind::new(ErrorKind {
    code: "ERR_CSV_ROW_LENGTH",
    summary: "A row does not have as many fields as the first.",
    fix: "Correct the row, or pass `flexible: true` to accept it.",
});

/// The text is not UTF-8.
pub static NOT_TEXT: TypedKind<Place> = TypedKind::new(ErrorKind {
    code: "ERR_CSV_NOT_TEXT",
    summary: "A field is not UTF-8.",
    fix: "Convert the file to UTF-8.",
});

/// There is no first row.
pub static HEADER: ErrorKind = ErrorKind {
    code: "ERR_CSV_HEADER",
    summary: "The file has no header: it is empty.",
    fix: "Pass a file whose first row has the names of the columns.",
};

/// Where the fault is.
#[derive(Data)]
pub struct Place {
    /// The line in which the row begins, from 1.
    pub line: f64,
    /// The number of the row, from 1.
    pub row: f64,
}

/// The error of a command that reads a file.
pub fn in_file(stop: Stop, path: &Path) -> Error {
    failure(stop, path, "path")
}

/// The error of a command that reads what comes in.
pub fn in_input(stop: Stop) -> Error {
    failure(stop, Path::new("input"), "input")
}

fn failure(stop: Stop, path: &Path, parameter: &str) -> Error {
    let error = match stop {
        Stop::Caller(error) => return error,
        Stop::Csv(error) => error,
    };
    let place = error.position().map_or(
        Place {
            line: 0.0,
            row: 0.0,
        },
        place,
    );
    let whole = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(&error, path),
        UnequalLengths {
            expected_len, len, ..
        } => {
            let message = format!("expected {expected_len} fields, as in the first row, got {len}");
            ROW_LENGTH.error(message, place).within(parameter)
        }
        _ => NOT_TEXT.error(whole, place).within(parameter),
    }
}

fn place(position: &Position) -> Place {
    Place {
        line: position.line() as f64,
        row: (position.record() + 1) as f64,
    }
}
