//! Sessions of callers that are not trusted. Their calls come as JSON, on whatever thread their guest
//! runs.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

use pintle_core::{
    Caller, CancelToken, Context, Contract, Error, Guard, Name, Value, errors, json,
};
use pintle_policy::{Policy, Request, Session};

/// The sessions of all threads by their numbers: a guest is started on one thread, and runs on
/// another.
static SESSIONS: LazyLock<Mutex<Sessions>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Sessions {
    last: u32,
    open: HashMap<u32, Open>,
}

#[derive(Clone)]
struct Open {
    guard: Arc<Session>,
    cancel: CancelToken,
}

/// Opens a session of a caller under a policy and returns its number.
pub(crate) fn open(policy: Policy, caller: Caller) -> u32 {
    let session = Open {
        guard: Arc::new(Session::new(Arc::new(policy), Arc::new(caller))),
        cancel: CancelToken::new(),
    };
    let mut sessions = lock();
    sessions.last += 1;
    let number = sessions.last;
    sessions.open.insert(number, session);
    number
}

/// Cancels what runs and forgets the session.
pub(crate) fn close(number: u32) {
    let session = lock().open.remove(&number);
    if let Some(session) = session {
        session.cancel.cancel();
    }
}

/// Executes a request, and returns `{ "result": … }` or `{ "error": … }`.
pub(crate) fn ask(number: u32, request: &[u8], contract: &Contract) -> Vec<u8> {
    let outcome = answer(number, request, contract);
    let answer = |name: &'static str, value| Value::from_iter([(Name::Borrowed(name), value)]);
    let failed = |error: &Error| {
        let text = json::to_json(&answer("error", error.to_value()));
        text.unwrap_or_default()
    };
    let text = match outcome {
        Ok(result) => {
            json::to_json(&answer("result", result)).unwrap_or_else(|error| failed(&error))
        }
        Err(error) => failed(&error),
    };
    text.into_bytes()
}

fn answer(number: u32, request: &[u8], contract: &Contract) -> Result<Value, Error> {
    let session = lock().open.get(&number).cloned();
    let session =
        session.ok_or_else(|| Error::new(&errors::CANCELLED, "the session has been closed"))?;
    let request = Request::read(&parse(request)?.1)?;
    let context = Context::default().with_cancel(session.cancel);
    let context = match session.guard.resources() {
        Some(resources) => context.with_resources(resources),
        None => context,
    };
    let context = context.with_guard(session.guard);
    request.run(contract, &context)
}

/// Reads JSON in UTF-8: its text, and what it says.
pub(crate) fn parse(bytes: &[u8]) -> Result<(&str, Value), Error> {
    let text = str::from_utf8(bytes)
        .map_err(|error| Error::new(&errors::INVALID_JSON, format!("it is not UTF-8: {error}")))?;
    Ok((text, json::from_json(text)?))
}

fn lock() -> MutexGuard<'static, Sessions> {
    SESSIONS.lock().unwrap_or_else(PoisonError::into_inner)
}
