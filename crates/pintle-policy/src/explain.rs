//! The verdict on a request, without running it.

use std::sync::Arc;

use pintle_core::{Caller, Contract, Error, Name, Value, contract::Method, plan::Plan};

use crate::{Policy, Request, Session, matcher::Known};

/// A policy's verdict on one request.
#[derive(Debug)]
pub enum Verdict {
    /// It may run.
    Allowed {
        /// The rule that allows it; none for a plan, whose steps each have a rule.
        rule: Option<String>,
        /// The parameters that the command would get.
        params: Value,
    },
    /// It may not.
    Denied(Error),
}

impl Policy {
    /// The policy's verdict on a request: for a plan, the verdict before it runs. Relative paths
    /// start from the folder of `caller`.
    ///
    /// # Errors
    /// Those of a request for something that does not exist.
    pub fn explain(
        self: &Arc<Self>,
        request: &Request,
        contract: &Contract,
        caller: &Arc<Caller>,
    ) -> Result<Verdict, Error> {
        match request {
            Request::Call { method, params } => {
                let method = contract.method(method)?;
                let verdict = self.explain_call(method, params, caller)?;
                if let Verdict::Allowed { params, .. } = &verdict {
                    // The policy does not check more than it needs, but the command does.
                    method.check_params(params.view(), contract.defs())?;
                }
                Ok(verdict)
            }
            // What a caller has, it may give up.
            Request::Release { .. } => Ok(Verdict::Allowed {
                rule: None,
                params: Value::Null,
            }),
            Request::Plan { document, .. } => {
                let session = Session::new(self.clone(), Arc::clone(caller));
                let foreseen = Plan::prepare(document, contract)?.foresee(&session);
                Ok(match foreseen {
                    Ok(()) => Verdict::Allowed {
                        rule: None,
                        params: Value::Null,
                    },
                    Err(error) => Verdict::Denied(error),
                })
            }
        }
    }

    fn explain_call(
        &self,
        method: &Method,
        params: &Value,
        caller: &Caller,
    ) -> Result<Verdict, Error> {
        let invocation = method.invocation(params)?;
        let output = self.limits().output_bytes;
        Ok(
            match self.judge(&invocation, Known::Complete, output, caller) {
                Ok(admitted) => Verdict::Allowed {
                    rule: Some(admitted.rule),
                    params: admitted.params.into_owned(),
                },
                Err(error) => Verdict::Denied(error.of_command(method.name())),
            },
        )
    }
}

impl Verdict {
    /// The verdict as a value: `{ allowed, rule, params, error }`.
    pub fn to_value(&self) -> Value {
        let (allowed, rule, params, error) = match self {
            Self::Allowed { rule, params } => {
                let rule = rule.as_deref().map_or(Value::Null, Value::from);
                (true, rule, params.clone(), Value::Null)
            }
            Self::Denied(error) => (false, Value::Null, Value::Null, error.to_value()),
        };
        [
            (Name::Borrowed("allowed"), Value::Bool(allowed)),
            (Name::Borrowed("rule"), rule),
            (Name::Borrowed("params"), params),
            (Name::Borrowed("error"), error),
        ]
        .into_iter()
        .collect()
    }
}
