//! Which steps pass their results on as they come, instead of as one list.
//!
//! A step whose command has an output is a *source* if exactly one other step uses it, and uses all of
//! it: the list of that one's `forEach`, or one of its inputs. The source has a thread of its own, which
//! its consumer starts, and a bounded queue between them. So whatever a source waits for, its consumer
//! waits for too, and it never waits for anything that its consumer could hold up.

use super::{Block, Call, Filled, Outputs, Step, Work, reference::Reference};
use crate::{Name, command::ParamKind};

/// The pipes between the steps of a plan, and what these wait for because of them.
#[derive(Debug)]
pub(super) struct Pipes {
    /// By consumer: what it reads from.
    pub(super) sources: Vec<Vec<Pipe>>,
    /// By source: who reads from it.
    pub(super) consumers: Vec<Option<usize>>,
    /// By step: the steps that must finish before it can start. That of a source are those of its
    /// consumer too.
    pub(super) after: Vec<Vec<usize>>,
    /// The other way round; nobody waits for a source.
    pub(super) before: Vec<Vec<usize>>,
    /// By step: whether anything refers to its result.
    pub(super) used: Vec<bool>,
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
    /// The pipes of a plan; `None` if it has none. A plan without outputs reports all results, and so
    /// keeps them.
    pub(super) fn of(block: &Block) -> Option<Self> {
        block.outputs.as_ref()?;
        let counts = uses(block);
        let count = block.steps.len();
        let mut sources: Vec<Vec<Pipe>> = (0..count).map(|_| Vec::new()).collect();
        let mut consumers = vec![None; count];
        for (consumer, step) in block.steps.iter().enumerate() {
            let mut add = |reference: &Reference, input: Option<Name>| {
                if let Some(source) = whole(reference)
                    && counts[source] == 1
                    && sends(&block.steps[source])
                    && block.steps[source].before == [consumer]
                {
                    sources[consumer].push(Pipe { source, input });
                    consumers[source] = Some(consumer);
                }
            };
            match &step.work {
                Work::ForEach { list, .. } => add(list, None),
                Work::Call(call) => {
                    for (name, reference) in inputs(call) {
                        add(reference, Some(name));
                    }
                }
            }
        }
        if sources.iter().all(Vec::is_empty) {
            return None;
        }
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
        for index in &block.order {
            let mut own = Vec::new();
            for need in &block.steps[*index].after {
                if consumers[*need] == Some(*index) {
                    own.extend(&after[*need]);
                } else {
                    own.push(*need);
                }
            }
            own.sort_unstable();
            own.dedup();
            after[*index] = own;
        }
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (index, needs) in after.iter().enumerate() {
            for need in needs.iter().filter(|_| consumers[index].is_none()) {
                before[*need].push(index);
            }
        }
        let used = counts.into_iter().map(|count| count > 0).collect();
        Some(Self {
            sources,
            consumers,
            after,
            before,
            used,
        })
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
