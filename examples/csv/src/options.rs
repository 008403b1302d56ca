//! What a CSV text looks like.

use std::io::Read;

use pintle::{Data, Error, errors};

/// What the CSV looks like.
#[derive(Data)]
#[data(default)]
pub struct CsvOptions {
    /// The character between two fields; one of ASCII.
    #[data(default = ",".to_owned())]
    pub delimiter: String,
    /// The character around a field that contains others of these; one of ASCII.
    #[data(default = "\"".to_owned())]
    pub quote: String,
    /// Whether rows may have more or fewer fields than the first.
    pub flexible: bool,
}

impl CsvOptions {
    /// A reader, for which the header is a row like the others.
    pub fn reader<R: Read>(&self, from: R) -> Result<csv::Reader<R>, Error> {
        Ok(csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(character(&self.delimiter, "delimiter")?)
            .quote(character(&self.quote, "quote")?)
            .flexible(self.flexible)
            .from_reader(from))
    }
}

fn character(text: &str, option: &'static str) -> Result<u8, Error> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !b"\r\n\0".contains(byte) => Ok(*byte),
        _ => {
            let message = format!("expected one ASCII character that ends no line, got {text:?}");
            Err(Error::new(&errors::INVALID_VALUE, message).within(option))
        }
    }
}
