//! Steps in the body of a `forEach` that read what others send. The sources of a step run beside it, each
//! on a thread of its own, and end with it.

use std::{panic, sync::Arc, thread};

use super::{
    Work,
    activity::{Activity, take_results},
    body::{self, Body},
    feed::{Feed, Outlet},
    perform::{self, limited},
    reference::Scope,
};
use crate::{Context, Error, Name, Value, pool, stream::Taken};

/// Runs a step together with its sources. If one of these fails, that is why the step does.
pub(super) fn fed(
    body: Body<'_>,
    index: usize,
    scope: &Scope<'_>,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    thread::scope(|threads| {
        let mut failed = None;
        let mut feeds = Vec::new();
        let mut sources = Vec::new();
        for pipe in body.pipes_to(index) {
            let (feed, outlet) = Feed::open(context, activity);
            let source = move || produce(body, pipe.source, scope, &outlet, activity);
            match pool::thread("pintle-pipe").spawn_scoped(threads, source) {
                Ok(source) => sources.push(source),
                Err(error) => {
                    feed.fail();
                    failed.get_or_insert(Error::from(error));
                }
            }
            feeds.push((pipe.input.clone(), feed));
        }
        let outcome = consume(body, index, &feeds, scope, context, activity);
        for (_, feed) in &feeds {
            // It need not have read anything.
            feed.leave();
        }
        for source in sources {
            let ended = pool::while_waiting(|| source.join());
            if let Err(error) = ended.unwrap_or_else(|panicked| panic::resume_unwind(panicked)) {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(outcome, Err)
    })
}

/// Runs a source. Its error is none if it is that nobody wants more.
fn produce(
    body: Body<'_>,
    index: usize,
    scope: &Scope<'_>,
    outlet: &Outlet,
    activity: &Activity,
) -> Result<(), Error> {
    let outcome = if body.pipes_to(index).is_empty() {
        let step = &body.block.steps[index];
        let call = step.source();
        let context = limited(&outlet.context, step);
        perform::params(step, call, &[], scope)
            .and_then(|params| perform::invoke(step, call, &params, &context, activity))
    } else {
        fed(body, index, scope, &outlet.context, activity)
    };
    outlet.end(outcome.is_ok());
    if outlet.is_left(&outcome) {
        return Ok(());
    }
    outcome.map(drop)
}

/// Runs a step on what its sources send.
fn consume(
    body: Body<'_>,
    index: usize,
    feeds: &[(Option<Name>, Feed)],
    scope: &Scope<'_>,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    let step = &body.block.steps[index];
    let context = limited(context, step);
    match &step.work {
        Work::Call(call) => {
            let params = perform::params(step, call, body.pipes_to(index), scope)?;
            let inputs = feeds.iter().filter_map(|(name, feed)| {
                let name = name.clone()?;
                Some((name, Arc::clone(&feed.queue)))
            });
            let fed = context.into_owned().with_pipes(inputs.collect());
            perform::invoke(step, call, &params, &fed, activity)
        }
        Work::ForEach { body: block, .. } => {
            let keeps = body.pipes.is_none_or(|pipes| pipes.used[index]);
            let inside = body.inside(index, block);
            let mut results = Vec::new();
            for (_, feed) in feeds {
                each(feed, &context, activity, |item| {
                    let result = body::run(inside, Some(item.view()), scope, &context, activity)?;
                    if keeps {
                        take_results(1, &context)?;
                        results.push(result);
                    }
                    Ok(())
                })?;
            }
            Ok(Value::list(results))
        }
    }
}

/// Passes each item to `take`, as it comes.
fn each(
    feed: &Feed,
    context: &Context,
    activity: &Activity,
    mut take: impl FnMut(&Value) -> Result<(), Error>,
) -> Result<(), Error> {
    let queue = Arc::clone(&feed.queue);
    let _woken = context.on_cancel(move || queue.wake());
    loop {
        match feed.queue.wait_and_take(usize::MAX, context)? {
            Taken::Items(items) => {
                // A call is running, the source's.
                activity.began(context);
                items.into_iter().try_for_each(|item| take(&item))?;
            }
            Taken::End(outcome) => return outcome,
            Taken::Nothing => {}
        }
    }
}
