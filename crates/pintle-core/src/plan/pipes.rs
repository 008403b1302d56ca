//! Which steps pass their results on as they come, instead of as one list.
//!
//! A step whose command has an output is a *source* if exactly one other step of its block uses it, and
//! uses all of it: the list of that one's `forEach`, or one of its inputs. The source has a thread of
//! its own, which its consumer starts, and a bounded queue between them. So whatever a source waits for,
//! its consumer waits for too, and it never waits for anything that its consumer could hold up.
//!
//! In the body of a `forEach` the steps run one after the other. There a source runs beside its
//! consumer only if it would have been next to it anyway: other steps could change what it reads.

use super::{
    Block, Call, Filled, Outputs, Plan, Step, Work,
    reference::Reference,
    threads::{IN_A_PLAN, Threads},
};
use crate::{Guard, Name, command::ParamKind, pool};

/// The pipes between the steps of a block.
#[derive(Debug)]
pub(super) struct Pipes {
    /// By consumer: what it reads from.
    pub(super) sources: Vec<Vec<Pipe>>,
    /// By source: who reads from it.
    pub(super) consumers: Vec<Option<usize>>,
    /// By step: whether its result is needed as a whole.
    pub(super) used: Vec<bool>,
    /// By step: the pipes in the body of a `forEach`.
    bodies: Vec<Option<Self>>,
}

/// Where the results of a source go.
#[derive(Debug)]
pub(super) struct Pipe {
    pub(super) source: usize,
    /// The parameter; none if it is the list of a `forEach`.
    pub(super) input: Option<Name>,
}

impl Pipe {
    /// Whether a parameter comes through one of these.
    pub(super) fn fills(pipes: &[Self], filled: &Filled) -> bool {
        pipes.iter().any(|pipe| {
            let name = pipe.input.as_deref();
            name.is_some_and(|name| crate::pointer::token(name) == filled.pointer)
        })
    }
}

impl Pipes {
    /// The pipes of a plan for a caller that `guard` decides about, and the threads for them; `None` if it
    /// has none. With `reports_results` a plan without outputs reports the results of its steps, and so
    /// keeps them.
    pub(super) fn of(
        plan: &Plan,
        reports_results: bool,
        guard: Option<&dyn Guard>,
    ) -> Option<(Self, Threads)> {
        if !plan.streams || !pool::HAS_THREADS {
            return None;
        }
        let mut layer = Layer {
            guard,
            threads: 0,
            concurrency: plan.concurrency,
        };
        let place = if reports_results && plan.block.outputs.is_none() {
            Place::Reported
        } else {
            Place::Plan
        };
        let pipes = layer.lay(&plan.block, place)?;
        Some((pipes, Threads::take(layer.threads)?))
    }

    /// The pipes in the body of a step that is a `forEach`.
    pub(super) fn body(&self, step: usize) -> Option<&Self> {
        self.bodies[step].as_ref()
    }
}

/// Where a block is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is the plan's own.
    Plan,
    /// The same, and all results are reported.
    Reported,
    /// It is the body of a `forEach`.
    Body,
}

/// Lays the pipes of a plan.
struct Layer<'g> {
    guard: Option<&'g dyn Guard>,
    /// How many threads the sources so far may have simultaneously.
    threads: usize,
    /// How many items of a `forEach` may run simultaneously.
    concurrency: usize,
}

impl Layer<'_> {
    fn lay(&mut self, block: &Block, place: Place) -> Option<Pipes> {
        let count = block.steps.len();
        let counts = uses(block);
        let mut sources: Vec<Vec<Pipe>> = (0..count).map(|_| Vec::new()).collect();
        let mut consumers = vec![None; count];
        if place != Place::Reported {
            let positions = positions(block);
            // How many steps next to each other each one and its sources are.
            let mut spans = vec![1; count];
            for consumer in block.order.iter().copied() {
                let mut candidates = candidates(block, consumer);
                candidates.sort_by_key(|pipe| std::cmp::Reverse(positions[pipe.source]));
                for pipe in candidates {
                    let Pipe { source, input } = &pipe;
                    let next = positions[consumer] + 1 - spans[consumer];
                    if counts[*source] == 1
                        && (place != Place::Body || positions[*source] + 1 == next)
                        && self.allows(&block.steps[*source], None)
                        && self.allows(&block.steps[consumer], input.as_deref())
                        && self.takes_thread(place)
                    {
                        spans[consumer] += spans[*source];
                        consumers[*source] = Some(consumer);
                        sources[consumer].push(pipe);
                    }
                }
                sources[consumer].sort_by_key(|pipe| pipe.source);
            }
        }
        let bodies: Vec<_> = block
            .steps
            .iter()
            .map(|step| match &step.work {
                Work::ForEach { body, .. } => self.lay(body, Place::Body),
                Work::Call(_) => None,
            })
            .collect();
        if consumers.iter().all(Option::is_none) && bodies.iter().all(Option::is_none) {
            return None;
        }
        let is_used = |count| place == Place::Reported || count > 0;
        Some(Pipes {
            sources,
            consumers,
            used: counts.into_iter().map(is_used).collect(),
            bodies,
        })
    }

    /// Whether a call may run while another reads from it or feeds its input of that name.
    fn allows(&self, step: &Step, input: Option<&str>) -> bool {
        match (self.guard, &step.work) {
            (Some(guard), Work::Call(call)) => guard.streams(&call.method, call.command, input),
            // The calls of its items wait for nothing.
            (Some(_), Work::ForEach { .. }) | (None, _) => true,
        }
    }

    fn takes_thread(&mut self, place: Place) -> bool {
        let threads = match place {
            Place::Body => self.concurrency,
            Place::Plan | Place::Reported => 1,
        };
        let fits = self.threads + threads <= IN_A_PLAN;
        if fits {
            self.threads += threads;
        }
        fits
    }
}

/// By step: when it is its turn if the steps run one after the other.
fn positions(block: &Block) -> Vec<usize> {
    let mut positions = vec![0; block.steps.len()];
    for (position, index) in block.order.iter().enumerate() {
        positions[*index] = position;
    }
    positions
}

/// What a step could read from, if nothing else needs it.
fn candidates(block: &Block, consumer: usize) -> Vec<Pipe> {
    let pipe = |reference: &Reference, input: Option<Name>| {
        let source = whole(reference)?;
        let step = &block.steps[source];
        (sends(step) && step.before == [consumer]).then_some(Pipe { source, input })
    };
    match &block.steps[consumer].work {
        Work::ForEach { list, .. } => pipe(list, None).into_iter().collect(),
        Work::Call(call) => inputs(call)
            .filter_map(|(name, reference)| pipe(reference, Some(name)))
            .collect(),
    }
}

/// How often each step of a block is referred to, from inside it and from its outputs.
fn uses(block: &Block) -> Vec<usize> {
    let mut uses = vec![0; block.steps.len()];
    count(block, 0, &mut uses);
    uses
}

fn count(block: &Block, depth: usize, uses: &mut [usize]) {
    let mut one = |reference: &Reference| {
        if let Reference::Step { out, index, .. } = reference
            && *out == depth
        {
            uses[*index] += 1;
        }
    };
    match &block.outputs {
        None => {}
        Some(Outputs::One(reference)) => one(reference),
        Some(Outputs::Named(all)) => all.iter().for_each(|(_, reference)| one(reference)),
    }
    for step in &block.steps {
        match &step.work {
            Work::Call(call) => call.refs.iter().for_each(|filled| one(&filled.reference)),
            Work::ForEach { list, .. } => one(list),
        }
    }
    for step in &block.steps {
        if let Work::ForEach { body, .. } = &step.work {
            count(body, depth + 1, uses);
        }
    }
}

/// The step of the same block that a reference is to, if it is to all of its result.
fn whole(reference: &Reference) -> Option<usize> {
    match reference {
        Reference::Step {
            out: 0,
            index,
            path,
            ..
        } if path.is_empty() => Some(*index),
        _ => None,
    }
}

fn sends(step: &Step) -> bool {
    matches!(&step.work, Work::Call(call) if call.command.item.is_some())
}

/// The inputs of a call that are references, by name.
fn inputs(call: &Call) -> impl Iterator<Item = (Name, &Reference)> {
    let inputs = call
        .command
        .params
        .iter()
        .filter(|param| param.kind == ParamKind::Input);
    inputs.filter_map(|param| {
        let pointer = crate::pointer::token(param.name);
        let filled = call.refs.iter().find(|filled| filled.pointer == pointer)?;
        Some((Name::Borrowed(param.name), &filled.reference))
    })
}
