use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The error of a command, or of the guest itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Error {
    /// The kind of failure: `ERR_PINTLE_…` from the host, anything from a guest.
    #[serde(default)]
    pub code: String,
    /// One sentence for people.
    pub message: String,
    /// The command that failed, if it was a command.
    #[serde(default)]
    pub command: Option<String>,
    /// Where in the parameters (JSON Pointer, RFC 6901).
    #[serde(default)]
    pub pointer: String,
    /// Facts about this case.
    #[serde(default)]
    pub details: Box<Value>,
}

impl Error {
    /// A failure of the guest itself.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            command: None,
            pointer: String::new(),
            details: Box::default(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::new("INVALID_JSON", error.to_string())
    }
}
