use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::Error;

/// Runs the guest on its input, and returns its answer as JSON.
pub fn answer<I: DeserializeOwned, O: Serialize>(
    input: &[u8],
    run: fn(I) -> Result<O, Error>,
) -> Vec<u8> {
    let outcome = serde_json::from_slice(input)
        .map_err(|error| Error::new("INVALID_INPUT", format!("the input: {error}")))
        .and_then(run)
        .and_then(|result| Ok(serde_json::to_value(result)?));
    let answer: Value = match outcome {
        Ok(result) => json!({ "result": result }),
        Err(error) => json!({ "error": error }),
    };
    answer.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn double(number: i64) -> Result<i64, Error> {
        number
            .checked_mul(2)
            .ok_or_else(|| Error::new("TOO_LARGE", "it is too large"))
    }

    fn text(input: &str) -> String {
        String::from_utf8(answer(input.as_bytes(), double)).unwrap()
    }

    #[test]
    fn a_result_and_an_error_are_told_apart() {
        assert_eq!(text("21"), r#"{"result":42}"#);
        let error: Value = serde_json::from_str(&text("9223372036854775807")).unwrap();
        assert_eq!(error["error"]["code"], "TOO_LARGE");
        assert_eq!(error["error"]["message"], "it is too large");
    }

    #[test]
    fn an_input_of_another_type_is_an_error() {
        let error: Value = serde_json::from_str(&text("\"21\"")).unwrap();
        assert_eq!(error["error"]["code"], "INVALID_INPUT");
    }
}
