//! JSON-RPC errors, which have a number in addition to Pintle's code.

use std::sync::Arc;

use pintle::{Error, Name, Value};

/// The codes of JSON-RPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// The text is not JSON.
    Parse = -32700,
    /// It is not a request, or larger than the limits allow.
    Request = -32600,
    /// There is no such method here.
    Method = -32601,
    /// The parameters do not match the contract.
    Params = -32602,
    /// The command failed.
    Command = -32000,
}

/// The origin of an error: what a function of the client threw when it was asked that question.
#[derive(Debug)]
pub(crate) struct Thrown(pub(crate) u64);

/// Why a request is answered with an error.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    error: Error,
}

impl Code {
    /// Its name in the specification.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Parse => Some("Parse error"),
            Self::Request => Some("Invalid Request"),
            Self::Method => Some("Method not found"),
            Self::Params => Some("Invalid params"),
            Self::Command => None,
        }
    }

    /// A failure with this code.
    pub(crate) fn of(self, error: Error) -> Failure {
        Failure { code: self, error }
    }
}

impl Failure {
    /// Names the method that failed.
    pub(crate) fn of_command(self, method: &str) -> Self {
        Self {
            error: self.error.of_command(method),
            ..self
        }
    }

    /// The failure as the member `error` of an answer.
    pub(crate) fn to_value(&self) -> Value {
        let message = match self.code.name() {
            Some(name) => format!("{name}: {}", self.error),
            None => self.error.to_string(),
        };
        let mut data = self.error.to_value();
        let origin = self.error.origin();
        if let Some(Thrown(question)) = origin.and_then(|origin| origin.downcast_ref())
            && let Value::Object(fields) = data
        {
            let mut fields = Arc::unwrap_or_clone(fields).into_vec();
            fields.push(("question".into(), Value::Number(*question as f64)));
            data = Value::object(fields);
        }
        [
            (
                Name::Borrowed("code"),
                Value::Number((self.code as i32).into()),
            ),
            (Name::Borrowed("message"), message.into()),
            (Name::Borrowed("data"), data),
        ]
        .into_iter()
        .collect()
    }
}
