//! What a caller requests: one call, or a plan.

use std::sync::Arc;

use pintle_core::{
    Context, Contract, Error, Name, Value, errors,
    plan::Plan,
    resource::{RELEASE, numbers_to_release},
};

/// A request in JSON.
#[derive(Clone, Debug)]
pub enum Request {
    /// `{ "method": …, "params": … }`.
    Call {
        /// The method.
        method: String,
        /// The parameters by name.
        params: Value,
    },
    /// A plan, as an object with `steps` or as a list of them.
    Plan {
        /// The document.
        document: Value,
        /// The input that its references refer to.
        input: Value,
    },
    /// `{ "method": "pintle.release", "params": { "resources": [ … ] } }`.
    Release {
        /// The numbers of resources that the caller no longer needs.
        resources: Vec<f64>,
    },
}

impl Request {
    /// Reads a request. `{ "action": "run_binary", "program": …, "args": […] }` is another spelling
    /// of a call of `program.run`.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_REQUEST`.
    pub fn read(value: &Value) -> Result<Self, Error> {
        if let Value::List(_) = value {
            let (document, input) = (value.clone(), Value::Null);
            return Ok(Self::Plan { document, input });
        }
        let Value::Object(fields) = value else {
            return Err(invalid("expected an object or a list"));
        };
        if value.get("steps").is_some() {
            let input = value.get("input").cloned().unwrap_or(Value::Null);
            let document = fields.iter().filter(|(name, _)| name != "input");
            let document = document.cloned().collect();
            return Ok(Self::Plan { document, input });
        }
        if let Some(action) = value.get("action") {
            return run_binary(action, fields);
        }
        let Some(Value::String(method)) = value.get("method") else {
            return Err(invalid("expected \"method\", \"steps\" or \"action\""));
        };
        if let Some((name, _)) = fields
            .iter()
            .find(|(name, _)| name != "method" && name != "params")
        {
            return Err(invalid(&format!("there is no property \"{name}\"")).within(name));
        }
        let params = value.get("params").cloned();
        if **method == *RELEASE {
            let params = params.unwrap_or_else(Value::empty_object);
            let resources =
                numbers_to_release(&params).map_err(|error| error.of_command(RELEASE))?;
            return Ok(Self::Release { resources });
        }
        Ok(Self::Call {
            method: method.to_string(),
            params: params.unwrap_or_else(Value::empty_object),
        })
    }

    /// Executes the request.
    ///
    /// # Errors
    /// Those of the command, and those of a plan that cannot be started. The outcome of a plan's
    /// steps is in its report.
    pub fn run(&self, contract: &Contract, context: &Context) -> Result<Value, Error> {
        match self {
            Self::Call { method, params } => {
                numbered(contract.method(method)?.call(params, context)?, context)
            }
            Self::Release { resources } => {
                if let Some(lease) = context.resources() {
                    lease.table().release_all(resources);
                }
                Ok(Value::Null)
            }
            Self::Plan { document, input } => {
                let plan = Plan::prepare(document, contract)?;
                if let Some(guard) = context.guard() {
                    plan.foresee(&**guard)?;
                }
                let report = Arc::new(plan).run(input.clone(), context);
                numbered(report.to_value(), context)
            }
        }
    }
}

/// An answer whose resources the caller has by their numbers.
fn numbered(answer: Value, context: &Context) -> Result<Value, Error> {
    match context.resources() {
        Some(lease) => lease.numbered(answer),
        None => Ok(answer),
    }
}

fn run_binary(action: &Value, fields: &[(Name, Value)]) -> Result<Request, Error> {
    if *action != Value::from("run_binary") {
        return Err(invalid("expected the action \"run_binary\"").within("action"));
    }
    let params = fields.iter().filter(|(name, _)| name != "action");
    Ok(Request::Call {
        method: crate::programs::RUN.to_owned(),
        params: params.cloned().collect(),
    })
}

fn invalid(message: &str) -> Error {
    Error::new(&errors::INVALID_REQUEST, message)
}
