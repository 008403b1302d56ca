//! A conversation, from its first message to the end of its input.
//!
//! - `conversation`: its state
//! - `dispatch`: handling a message
//! - `methods`: the methods of the host itself
//! - `params`: parameters by position become parameters by name
//! - `call`: a request that runs on the pool
//! - `items`: the results of a command as they come
//! - `feed`: what the client sends to an input of a command
//! - `questions`: what a command asks functions of the client
//! - `task`: what a request is to run
//! - `work`: how many of those run simultaneously
//! - `running`: the unanswered requests, so that they can be cancelled
//! - `progress`: their progress
//! - `reply`: where an answer goes
//! - `output`: the one thread that writes

mod call;
mod conversation;
mod dispatch;
mod feed;
mod items;
mod methods;
mod output;
mod params;
mod progress;
mod questions;
mod reply;
mod running;
mod task;
mod work;

use std::{
    io::{self, BufRead, Write},
    sync::{Arc, mpsc},
    time::Duration,
};

use pintle::{CancelToken, Error, errors, panic, pool};

use crate::{Framing, Host, Limits, exit::tell};
use conversation::Conversation;

/// How long to wait for a side that does nothing, if others are waiting too.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a conversation ends.
enum End {
    /// There is no more input, or it cannot be read.
    Input(io::Result<()>),
    /// The output cannot be written.
    Output,
    /// The process was asked to exit.
    Stopped,
}

/// Answers the messages of `input` until it ends, `output` cannot be written, or `stop` is cancelled.
/// Running requests are cancelled then, and have ended when this returns.
///
/// # Errors
/// If `input` cannot be read, or something could not be written, even because nobody reads it.
pub fn serve(
    host: Arc<Host>,
    framing: Framing,
    limits: Limits,
    input: impl BufRead + Send + 'static,
    output: impl Write + Send + 'static,
    stop: &CancelToken,
) -> io::Result<()> {
    let conversation = Arc::new(Conversation::new(host, framing, limits));
    let (sender, receiver) = mpsc::channel();
    start("output", &sender, {
        let conversation = Arc::clone(&conversation);
        move || (!conversation.output.write_all(output)).then_some(End::Output)
    })?;
    start("input", &sender, {
        let conversation = Arc::clone(&conversation);
        move || Some(End::Input(dispatch::read_all(&conversation, input)))
    })?;
    let _asked = stop.on_cancel(move || drop(sender.send(End::Stopped)));
    let end = receiver.recv().unwrap_or(End::Stopped);
    conversation.end();
    if let Some(error) = conversation.output.lost() {
        return Err(error);
    }
    match end {
        End::Input(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
            tell("warning: the input ended inside a message");
            Ok(())
        }
        End::Input(result) => result,
        End::Output | End::Stopped => Ok(()),
    }
}

/// Starts a thread that reports how it ended, if that ends the conversation.
fn start(
    name: &str,
    sender: &mpsc::Sender<End>,
    work: impl FnOnce() -> Option<End> + Send + 'static,
) -> io::Result<()> {
    let sender = sender.clone();
    let body = move || {
        // A bug in Pintle must not leave the others waiting for this thread.
        let end = panic::catch(|| Ok(work())).unwrap_or_else(|error| Some(End::panicked(&error)));
        if let Some(end) = end {
            drop(sender.send(end));
        }
    };
    pool::thread(name).spawn(body).map(drop)
}

impl End {
    fn panicked(error: &Error) -> Self {
        debug_assert_eq!(*error.kind(), errors::PANIC);
        Self::Input(Err(io::Error::other(error.to_string())))
    }
}
