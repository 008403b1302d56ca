//! What a step does: one call, or a block for each item of a list.

use super::{
    super::{Block, MAX_DEPTH, Outputs, Step, Work, document::PlanStep, reference::Reference},
    Checker, OpenBlock, invalid, time_limit,
};
use crate::{Error, errors, schema::Schema};

impl Checker<'_> {
    pub(super) fn step(
        &mut self,
        index: usize,
        step: PlanStep,
        place: &str,
    ) -> Result<Step, Error> {
        let id = self.open().ids[index].as_str().into();
        for (position, name) in step.depends_on.iter().flatten().enumerate() {
            let place = format!("{place}/dependsOn/{position}");
            self.find(name).map_err(|error| error.at(&place))?;
        }
        let time_limit = time_limit(step.timeout_ms, place)?;
        let work = match (&step.for_each, &step.method, &step.steps) {
            (None, Some(_), None) if step.outputs.is_some() => {
                return Err(invalid("outputs are only allowed for a block of steps")
                    .at("/outputs")
                    .at(place));
            }
            (None, Some(_), None) => self.call(step, place)?,
            (Some(_), Some(_), None) | (Some(_), None, Some(_)) => self.for_each(step, place)?,
            (None, None, Some(_)) => {
                return Err(invalid("steps inside a step require forEach")
                    .at("/forEach")
                    .at(place));
            }
            (_, Some(_), Some(_)) => {
                return Err(
                    invalid("a step must have either a method or steps, not both").at(place),
                );
            }
            (_, None, None) => {
                return Err(invalid("a step needs a method").at("/method").at(place));
            }
        };
        Ok(Step::new(id, place, time_limit, work))
    }

    fn for_each(&mut self, mut step: PlanStep, place: &str) -> Result<Work, Error> {
        let over = step
            .for_each
            .take()
            .unwrap_or_else(|| unreachable!("checked by the caller"));
        let list_place = format!("{place}/forEach");
        let (list, list_type) = self.reference(over, &list_place)?;
        let item = list_type.item(self.contract.defs()).ok_or_else(|| {
            let message = "expected a reference to a list, got one to something else";
            Error::new(&errors::INVALID_TYPE, message).at(&list_place)
        })?;
        let (body, _) = match step.steps.take() {
            Some(steps) => {
                if step.params.is_some() || step.refs.is_some() {
                    let message = "params and refs are only allowed for the inner steps";
                    return Err(invalid(message).at(place));
                }
                let outputs = step.outputs.take();
                self.block(steps, outputs, &format!("{place}/steps"), place, Some(item))?
            }
            None => self.single(step, place, item)?,
        };
        Ok(Work::ForEach { list, body })
    }

    /// The body of a step with one call for each item.
    fn single(
        &mut self,
        mut step: PlanStep,
        place: &str,
        item: Schema,
    ) -> Result<(Block, Schema), Error> {
        if step.outputs.is_some() {
            return Err(invalid("outputs are only allowed for a block of steps")
                .at("/outputs")
                .at(place));
        }
        if self.blocks.len() > MAX_DEPTH {
            let message = format!("forEach nests at most {MAX_DEPTH} levels deep");
            return Err(Error::new(&errors::PLAN_LIMIT, message).at(place));
        }
        let id = format!("{place}#item");
        step.depends_on = None;
        let results = self.results(std::slice::from_ref(&step), place)?;
        self.blocks.push(OpenBlock {
            results,
            ids: vec![id.clone()],
            item: Some(item),
            needs: vec![Vec::new()],
            current: 0,
        });
        let work = self.call(step, place);
        self.blocks.pop();
        let step = Step::new(id.as_str().into(), place, None, work?);
        let output = Reference::Step {
            out: 0,
            index: 0,
            id,
            path: Vec::new(),
        };
        let block = Block::new(vec![step], vec![0], Some(Outputs::One(output)));
        Ok((block, Schema::Any))
    }
}
