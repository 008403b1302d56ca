//! A command that sends its results as they come: each is a line of JSON.

use std::{
    io::{BufWriter, Write, stdout},
    sync::Arc,
};

use pintle::{
    Context, Value,
    command::CallError,
    contract::Method,
    json, panic, pool,
    stream::{Queue, Taken, Target},
};

use crate::exit::Failure;

/// How the command ended.
type Outcome = Result<Value, CallError>;

/// Runs a command, and writes each of its results as it comes. It ends when nobody reads them any longer.
pub(super) fn call(method: &Method, params: &Value, context: &Context) -> Result<Outcome, Failure> {
    let queue = Arc::new(Queue::default());
    let written = Arc::clone(&queue);
    let writer = pool::thread("items").spawn(move || {
        let outcome = panic::catch(|| Ok(write(&written)));
        written.leave();
        outcome.unwrap_or_else(|panicked| Err(Failure::Failed(panicked)))
    });
    let writer = writer.map_err(|error| Failure::Failed(error.into()))?;
    let target = Target::caller(Arc::clone(&queue));
    let outcome = method.call(params, &context.clone().with_output(Some(target)));
    queue.end(Ok(()));
    writer.join().unwrap_or(Ok(()))?;
    Ok(outcome)
}

fn write(queue: &Queue<Value>) -> Result<(), Failure> {
    let mut output = BufWriter::new(stdout().lock());
    loop {
        let taken = queue.wait_and_take(usize::MAX, &Context::DETACHED);
        match taken.map_err(Failure::Failed)? {
            Taken::Items(items) => {
                for item in &items {
                    let line = json::to_json(item).map_err(Failure::Failed)?;
                    writeln!(output, "{line}").map_err(Failure::Lost)?;
                }
                output.flush().map_err(Failure::Lost)?;
            }
            Taken::End(_) => return Ok(()),
            Taken::Nothing => {}
        }
    }
}
