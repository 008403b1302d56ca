//! The order of steps.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::super::Step;
use crate::{Error, errors};

/// Records which steps wait for which, and finds cycles. Returns the steps in an order in which
/// they can run one after the other: of those that can start, the first in the document is next.
pub(super) fn order(
    steps: &mut [Step],
    needs: Vec<Vec<usize>>,
    place: &str,
) -> Result<Vec<usize>, Error> {
    for (index, mut needs) in needs.into_iter().enumerate() {
        needs.sort_unstable();
        needs.dedup();
        for need in &needs {
            steps[*need].before.push(index);
        }
        steps[index].after = needs;
    }
    let mut waiting: Vec<usize> = steps.iter().map(|step| step.after.len()).collect();
    let free = (0..steps.len()).filter(|index| waiting[*index] == 0);
    let mut free: BinaryHeap<Reverse<usize>> = free.map(Reverse).collect();
    let mut order = Vec::with_capacity(steps.len());
    while let Some(Reverse(index)) = free.pop() {
        order.push(index);
        for next in &steps[index].before {
            waiting[*next] -= 1;
            if waiting[*next] == 0 {
                free.push(Reverse(*next));
            }
        }
    }
    let Some(start) = waiting.iter().position(|count| *count > 0) else {
        return Ok(order);
    };
    // Every waiting step needs another waiting step, so following them leads to a cycle.
    let mut seen: Vec<usize> = Vec::new();
    let mut here = start;
    while !seen.contains(&here) {
        seen.push(here);
        let need = steps[here].after.iter().find(|need| waiting[**need] > 0);
        here = need.copied().unwrap_or(here);
    }
    let from = seen.iter().position(|index| *index == here).unwrap_or(0);
    let mut circle: Vec<&str> = seen[from..]
        .iter()
        .map(|index| &*steps[*index].id)
        .collect();
    circle.push(&steps[here].id);
    let message = format!("steps wait for each other: {}", circle.join(" needs "));
    Err(Error::new(&errors::PLAN_CYCLE, message).at(&format!("{place}/{here}")))
}
