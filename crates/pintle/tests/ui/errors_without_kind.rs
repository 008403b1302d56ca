use pintle::{Error, ErrorKind, command};

/// An error of one's own.
#[derive(Debug)]
pub struct Mine;

/// Returns a text as its error.
#[command]
fn text() -> Result<u32, String> {
    Err("no".to_owned())
}

/// Returns an error that cannot become one of Pintle's.
#[command]
fn mine() -> Result<u32, Mine> {
    Err(Mine)
}

/// Names something that has no kinds.
#[command(errors(Mine))]
fn named() -> Result<u32, Error> {
    Ok(1)
}

/// A kind.
pub static KIND: ErrorKind = ErrorKind {
    code: "ERR_TEST",
    summary: "It failed.",
    fix: "Do not.",
};

fn main() {}
