//! A client's answers to the questions of the host.

use pintle::Value;

/// An answer.
#[derive(Debug, PartialEq)]
pub(crate) struct Response {
    /// The id of the question.
    pub(crate) number: u64,
    pub(crate) outcome: Result<Value, Failed>,
}

/// Why a function of the client has failed.
#[derive(Debug, PartialEq)]
pub(crate) struct Failed {
    /// The code of JSON-RPC.
    pub(crate) code: i64,
    pub(crate) message: String,
}

impl Response {
    /// The answer that a message is, if it is one.
    pub(crate) fn of(message: &Value) -> Option<Self> {
        let Value::Object(fields) = message else {
            return None;
        };
        let known = ["jsonrpc", "id", "result", "error"];
        if fields.iter().any(|(name, _)| !known.contains(&&**name)) {
            return None;
        }
        let number = match message.get("id") {
            Some(Value::Number(number)) if *number >= 1.0 && number.fract() == 0.0 => {
                *number as u64
            }
            _ => return None,
        };
        let outcome = match (message.get("result"), message.get("error")) {
            (Some(result), None) => Ok(result.clone()),
            (None, Some(error)) => Err(Failed::of(error)?),
            _ => return None,
        };
        Some(Self { number, outcome })
    }
}

impl Failed {
    fn of(error: &Value) -> Option<Self> {
        match (error.get("code"), error.get("message")) {
            (Some(Value::Number(code)), Some(Value::String(message))) => Some(Self {
                code: *code as i64,
                message: message.to_string(),
            }),
            _ => None,
        }
    }
}
