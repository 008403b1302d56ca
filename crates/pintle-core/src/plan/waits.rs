//! Which steps of a plan wait for which, where some pass their results on as they come.

use super::{Block, pipes::Pipes};

/// What the steps of a plan wait for.
#[derive(Debug)]
pub(super) struct Waits {
    /// By step: the steps that must finish before it can start. Those of a source are its consumer's
    /// too, which it does not wait for.
    after: Vec<Vec<usize>>,
    /// The other way round; nobody waits for a source, and a source for nobody.
    before: Vec<Vec<usize>>,
}

impl Waits {
    pub(super) fn of(block: &Block, pipes: &Pipes) -> Self {
        let count = block.steps.len();
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
        for index in &block.order {
            let mut own = Vec::new();
            for need in &block.steps[*index].after {
                if pipes.consumers[*need] == Some(*index) {
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
            for need in needs.iter().filter(|_| pipes.consumers[index].is_none()) {
                before[*need].push(index);
            }
        }
        Self { after, before }
    }

    pub(super) fn after(&self, step: usize) -> &[usize] {
        &self.after[step]
    }

    pub(super) fn before(&self, step: usize) -> &[usize] {
        &self.before[step]
    }
}
