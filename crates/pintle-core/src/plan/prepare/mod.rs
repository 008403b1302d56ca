//! Checking a plan before anything runs.

use std::{collections::HashMap, time::Duration};

use super::{
    Block, DEFAULT_CONCURRENCY, MAX_CONCURRENCY, MAX_DEPTH, MAX_STEPS, Outputs, Plan,
    document::{OutputsDocument, PlanDocument, PlanStep},
};
use crate::{Contract, Error, Value, contract::Method, errors, pointer, schema::Schema};

mod call;
mod order;
mod references;
mod step;

use order::order;

pub(super) fn prepare(document: &Value, contract: &Contract) -> Result<Plan, Error> {
    let (document, place) = PlanDocument::read(document)?;
    let concurrency = document.concurrency.unwrap_or(DEFAULT_CONCURRENCY);
    if concurrency == 0 {
        return Err(invalid("expected at least 1, got 0").at("/concurrency"));
    }
    let mut checker = Checker {
        contract,
        ids: HashMap::new(),
        steps: 0,
        references: 0,
        blocks: Vec::new(),
    };
    let (block, _) = checker.block(document.steps, document.outputs, place, "", None)?;
    let (mut effects, mut variables, mut streams) = (Vec::new(), Vec::new(), false);
    block.each_call(&mut |call| {
        add_new(&mut effects, call.command.effects);
        add_new(&mut variables, call.command.variables);
        streams |= call.command.item.is_some();
    });
    Ok(Plan {
        on_error: document.on_error.unwrap_or_default(),
        concurrency: concurrency.min(MAX_CONCURRENCY) as usize,
        time_limit: time_limit(document.timeout_ms, "")?,
        blocks: block.steps.iter().any(|step| step.blocks),
        effects,
        variables,
        streams,
        block,
    })
}

fn add_new<T: Copy + PartialEq>(all: &mut Vec<T>, some: &[T]) {
    for one in some {
        if !all.contains(one) {
            all.push(*one);
        }
    }
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(&errors::INVALID_PLAN, message)
}

fn time_limit(milliseconds: Option<f64>, place: &str) -> Result<Option<Duration>, Error> {
    let limit = milliseconds.map(|milliseconds| {
        Duration::try_from_secs_f64(milliseconds / 1000.0).map_err(|_| {
            let message = format!("expected a time of at least 0 ms, got {milliseconds}");
            invalid(message).at("/timeoutMs").at(place)
        })
    });
    limit.transpose()
}

struct Checker<'c> {
    contract: &'c Contract,
    /// Every id, with the depth and the number of its block and its index there.
    ids: HashMap<String, (usize, usize)>,
    steps: usize,
    references: usize,
    /// The blocks that are open, the outermost first.
    blocks: Vec<OpenBlock>,
}

/// A block while it is checked.
struct OpenBlock {
    /// The number of its first step among all.
    results: Vec<Schema>,
    /// Its steps' ids, so that those of closed blocks are not visible.
    ids: Vec<String>,
    /// The type of the items, inside a `forEach`.
    item: Option<Schema>,
    /// For each of its steps, which others it refers to.
    needs: Vec<Vec<usize>>,
    /// The step that is being checked.
    current: usize,
}

impl Checker<'_> {
    fn block(
        &mut self,
        steps: Vec<PlanStep>,
        outputs: Option<OutputsDocument>,
        place: &str,
        outputs_place: &str,
        item: Option<Schema>,
    ) -> Result<(Block, Schema), Error> {
        self.steps += steps.len();
        if self.steps > MAX_STEPS {
            let message = format!("a plan has at most {MAX_STEPS} steps");
            return Err(Error::new(&errors::PLAN_LIMIT, message).at(place));
        }
        if self.blocks.len() > MAX_DEPTH {
            let message = format!("forEach nests at most {MAX_DEPTH} levels deep");
            return Err(Error::new(&errors::PLAN_LIMIT, message).at(place));
        }
        let depth = self.blocks.len();
        let ids = self.name(&steps, place, depth)?;
        let results = self.results(&steps, place)?;
        let needs = vec![Vec::new(); steps.len()];
        self.blocks.push(OpenBlock {
            results,
            ids,
            item,
            needs,
            current: 0,
        });

        let mut checked = Vec::with_capacity(steps.len());
        for (index, step) in steps.into_iter().enumerate() {
            self.open().current = index;
            let place = format!("{place}/{index}");
            checked.push(self.step(index, step, &place)?);
        }
        let (outputs, output_type) = self.outputs(outputs, &format!("{outputs_place}/outputs"))?;
        let open = self
            .blocks
            .pop()
            .unwrap_or_else(|| unreachable!("the block was opened above"));
        for id in &open.ids {
            // Inner steps are not visible from outside, but their ids stay taken.
            self.ids.insert(id.clone(), (usize::MAX, 0));
        }
        let order = order(&mut checked, open.needs, place)?;
        Ok((Block::new(checked, order, outputs), output_type))
    }

    fn open(&mut self) -> &mut OpenBlock {
        self.blocks
            .last_mut()
            .unwrap_or_else(|| unreachable!("steps are only checked in a block"))
    }

    /// The ids of a block's steps; a step without one is named by its index.
    fn name(
        &mut self,
        steps: &[PlanStep],
        place: &str,
        depth: usize,
    ) -> Result<Vec<String>, Error> {
        let mut ids = Vec::with_capacity(steps.len());
        for (index, step) in steps.iter().enumerate() {
            let default = if depth == 0 {
                index.to_string()
            } else {
                format!("{place}/{index}")
            };
            let id = step.id.clone().unwrap_or(default);
            if self.ids.insert(id.clone(), (depth, index)).is_some() {
                let message = format!("there is already a step \"{id}\"");
                let place = format!("{place}/{index}/id");
                return Err(Error::new(&errors::DUPLICATE_STEP, message).at(&place));
            }
            ids.push(id);
        }
        Ok(ids)
    }

    /// The types of the steps' results, as far as they are known before the steps are checked.
    fn results(&self, steps: &[PlanStep], place: &str) -> Result<Vec<Schema>, Error> {
        let result = |(index, step): (usize, &PlanStep)| {
            let Some(method) = &step.method else {
                return Ok(Schema::List(Box::new(Schema::Any)));
            };
            let result = self
                .method(method, &format!("{place}/{index}"))?
                .result()
                .clone();
            Ok(if step.for_each.is_some() {
                Schema::List(Box::new(result))
            } else {
                result
            })
        };
        steps.iter().enumerate().map(result).collect()
    }

    fn method(&self, name: &str, place: &str) -> Result<&Method, Error> {
        self.contract
            .method(name)
            .map_err(|error| error.at("/method").at(place))
    }

    fn outputs(
        &mut self,
        outputs: Option<OutputsDocument>,
        place: &str,
    ) -> Result<(Option<Outputs>, Schema), Error> {
        // An output waits for everything anyway, so it adds no needs to any step.
        let steps = self.open().needs.len();
        self.open().current = steps;
        Ok(match outputs {
            None => (None, Schema::Null),
            Some(OutputsDocument::One(reference)) => {
                let (reference, schema) = self.reference(reference, place)?;
                (Some(Outputs::One(reference)), schema)
            }
            Some(OutputsDocument::Named(entries)) => {
                let mut named = Vec::with_capacity(entries.0.len());
                for (name, reference) in entries.0 {
                    let place = format!("{place}{}", pointer::token(&name));
                    named.push((name, self.reference(reference, &place)?.0));
                }
                (Some(Outputs::Named(named)), Schema::Any)
            }
        })
    }
}
