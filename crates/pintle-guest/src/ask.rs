use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Error, host};

/// The host's answer.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Result(Value),
    Error(Error),
}

/// The outcome of a plan, as far as [`run_plan`] uses it.
#[derive(Deserialize)]
struct Report {
    ok: bool,
    outputs: Value,
    steps: Vec<Step>,
    #[serde(default)]
    error: Option<Error>,
}

#[derive(Deserialize)]
struct Step {
    #[serde(default)]
    error: Option<Error>,
}

/// Sends a request to the host: a call, or a plan, which results in a report.
///
/// # Errors
/// Those of the command, and `ERR_PINTLE_DENIED` for what the policy does not allow.
pub fn ask(request: &impl Serialize) -> Result<Value, Error> {
    let answer = host::exchange(&serde_json::to_vec(request)?);
    match serde_json::from_slice(&answer)? {
        Answer::Result(result) => Ok(result),
        Answer::Error(error) => Err(error),
    }
}

/// Runs a command.
///
/// # Errors
/// As [`ask`].
pub fn call(method: &str, params: impl Serialize) -> Result<Value, Error> {
    ask(&json!({ "method": method, "params": serde_json::to_value(params)? }))
}

/// Runs a plan, and returns its outputs.
///
/// # Errors
/// As [`ask`], and the error of the first step that failed.
pub fn run_plan(plan: &impl Serialize) -> Result<Value, Error> {
    let report: Report = serde_json::from_value(ask(plan)?)?;
    if report.ok {
        return Ok(report.outputs);
    }
    let failed = report.steps.into_iter().find_map(|step| step.error);
    Err(report
        .error
        .or(failed)
        .unwrap_or_else(|| Error::new("PLAN_FAILED", "the plan did not run to its end")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_host;

    #[test]
    fn a_call_is_sent_as_the_host_reads_it() {
        let sum = with_host(
            |request| {
                let expected = json!({ "method": "math.add", "params": { "a": 2, "b": 40 } });
                assert_eq!(request, expected);
                Ok(json!(42))
            },
            || call("math.add", json!({ "a": 2, "b": 40 })),
        );
        assert_eq!(sum, Ok(json!(42)));
    }

    #[test]
    fn what_is_denied_is_an_error() {
        let denied = Error::new("ERR_PINTLE_DENIED", "no rule allows it");
        let answer = denied.clone();
        let outcome = with_host(move |_| Err(answer.clone()), || call("a.b", json!({})));
        assert_eq!(outcome, Err(denied));
    }

    #[test]
    fn a_plan_gives_its_outputs_or_what_its_step_failed_with() {
        let run = |report: Value| {
            let plan = json!({ "steps": [] });
            with_host(move |_| Ok(report.clone()), move || run_plan(&plan))
        };
        let good = json!({ "ok": true, "outputs": { "n": 1 }, "steps": [] });
        assert_eq!(run(good), Ok(json!({ "n": 1 })));
        let error = json!({ "code": "ERR_PINTLE_OVERFLOW", "message": "it does not fit" });
        let steps =
            json!([{ "status": "ok", "error": null }, { "status": "error", "error": error }]);
        let bad = json!({ "ok": false, "outputs": null, "steps": steps });
        assert_eq!(run(bad).unwrap_err().code, "ERR_PINTLE_OVERFLOW");
        let stopped = json!({ "ok": false, "outputs": null, "steps": [], "error": error });
        assert_eq!(run(stopped).unwrap_err().message, "it does not fit");
    }
}
