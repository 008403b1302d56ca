//! A call: its command, its parameters, and what references fill in.

use super::{
    super::{Call, Filled, Work, document::PlanStep},
    Checker, invalid,
};
use crate::{
    Error, Value, errors,
    places::{Misplaced, Places},
    pointer,
};

impl Checker<'_> {
    pub(super) fn call(&mut self, step: PlanStep, place: &str) -> Result<Work, Error> {
        let name = step
            .method
            .unwrap_or_else(|| unreachable!("checked by the caller"));
        let method = self.method(&name, place)?;
        let command = method
            .command()
            .map_err(|error| error.at("/method").at(place))?;
        if method.direct_only() {
            let message =
                format!("{name} changes its caller's memory and cannot be part of a plan");
            return Err(Error::new(&errors::DIRECT_ONLY, message)
                .at("/method")
                .at(place));
        }
        let mut params = step.params.unwrap_or_else(Value::empty_object);
        let mut refs = Vec::new();
        let mut places = Places::default();
        for (target, reference) in step.refs.into_iter().flat_map(|refs| refs.0) {
            let at = |error: Error| error.at(&format!("{place}/refs{}", pointer::token(&target)));
            let tokens = pointer::tokens(&target)
                .filter(|tokens| !tokens.is_empty())
                .ok_or_else(|| {
                    at(invalid(
                        "expected a JSON Pointer into the parameters, such as \"/root\"",
                    ))
                })?;
            let ref_place = format!("{place}/refs{}", pointer::token(&target));
            let (reference, from) = self.reference(reference, &ref_place)?;
            self.fits(&name, &tokens, &from).map_err(at)?;
            let place = places.put(&mut params, &tokens, Value::Pending);
            let place = place.map_err(|misplaced| at(cannot_fill(&misplaced)))?;
            refs.push(Filled {
                pointer: target.into_owned(),
                place,
                reference,
            });
        }
        let method = self.method(&name, place)?;
        method
            .check_params(params.view(), self.contract.defs())
            .map_err(|error| error.at("/params").at(place))?;
        Ok(Work::Call(Call {
            method: name,
            command,
            params,
            refs,
        }))
    }
}

fn cannot_fill(misplaced: &Misplaced) -> Error {
    match misplaced {
        Misplaced::Taken => invalid("another reference already fills in this place"),
        Misplaced::Nowhere(token) => invalid(format!(
            "the parameters have no place {}",
            pointer::token(token)
        )),
    }
}
