//! A command that sends its results as they come: each is a line of JSON.

use std::{
    io::{BufWriter, Write, stdout},
    sync::Arc,
};

use pintle::{
    Context, Error, Value,
    command::CallError,
    contract::Method,
    json, panic, pool,
    stream::{Queue, Taken, Target},
};

/// Runs a command, and writes each of its results as it comes.
pub(super) fn call(method: &Method, params: &Value, context: &Context) -> Result<Value, CallError> {
    let queue = Arc::new(Queue::default());
    let written = Arc::clone(&queue);
    let writer = pool::thread("items").spawn(move || {
        let outcome = panic::catch(|| write(&written));
        // Nobody reads any longer: that is not the command's failure.
        written.leave();
        outcome
    });
    let writer = writer.map_err(Error::from)?;
    let context = context
        .clone()
        .with_output(Some(Target::caller(Arc::clone(&queue))));
    let outcome = method.call(params, &context);
    queue.end(Ok(()));
    let lost = writer.join().map_or(Ok(()), |outcome| outcome);
    match (outcome, lost) {
        (Err(_) | Ok(_), Err(lost)) => Err(lost.into()),
        (outcome, Ok(())) => outcome,
    }
}

fn write(queue: &Queue<Value>) -> Result<(), Error> {
    let mut output = BufWriter::new(stdout().lock());
    loop {
        match queue.wait_and_take(usize::MAX, &Context::DETACHED)? {
            Taken::Items(items) => {
                for item in &items {
                    writeln!(output, "{}", json::to_json(item)?)?;
                }
                output.flush()?;
            }
            Taken::End(_) => return Ok(()),
            Taken::Nothing => {}
        }
    }
}
