//! Requests of async commands hold no threads of the host while they wait.

#![allow(missing_docs)]

use std::{
    future::poll_fn,
    io::{self, BufReader, Read, Write},
    sync::{Arc, Mutex, mpsc},
    task::{Poll, Waker},
    thread,
    time::Duration,
};

use pintle::{Callback, CancelToken, Context, Error, Progress, command, panic};
use pintle_host::{Framing, Host, Limits, serve};
use serde_json::{Value, json};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

static GATE: Mutex<(bool, Vec<Waker>)> = Mutex::new((false, Vec::new()));

mod test {
    use super::*;

    /// Waits until the gate is open.
    #[command]
    pub async fn wait(number: u32, context: &Context) -> Result<u32, Error> {
        context.progress(Progress::default());
        poll_fn(|polling| {
            let mut gate = GATE.lock().unwrap();
            if gate.0 {
                return Poll::Ready(());
            }
            gate.1.push(polling.waker().clone());
            Poll::Pending
        })
        .await;
        context.check()?;
        Ok(number)
    }

    /// Opens the gate.
    #[command(blocking)]
    pub fn open() -> u32 {
        let mut gate = GATE.lock().unwrap();
        gate.0 = true;
        let wakers = std::mem::take(&mut gate.1);
        drop(gate);
        wakers.into_iter().for_each(Waker::wake);
        0
    }

    /// Waits for nothing that ever happens.
    #[command]
    pub async fn never() -> u32 {
        std::future::pending().await
    }

    #[expect(clippy::unused_async, reason = "it panics when it is polled")]
    #[command]
    pub async fn fail() -> u32 {
        panic!("on purpose")
    }

    #[command(blocking)]
    pub fn ask(answer: Callback<(), u32>) -> Result<u32, Error> {
        answer.call(())
    }
}

pintle::families! { test => [ask, fail, never, open, wait] }

/// A host that serves this thread.
struct Served {
    input: mpsc::Sender<String>,
    output: mpsc::Receiver<Value>,
}

struct Input(mpsc::Receiver<String>, Vec<u8>);

impl Read for Input {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.1.is_empty() {
            self.1 = self.0.recv().unwrap_or_default().into_bytes();
        }
        let read = self.1.len().min(bytes.len());
        bytes[..read].copy_from_slice(&self.1[..read]);
        self.1.drain(..read);
        Ok(read)
    }
}

struct Output(mpsc::Sender<Value>, Vec<u8>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.extend_from_slice(bytes);
        while let Some(end) = self.1.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.1.drain(..=end).collect();
            let _ = self.0.send(serde_json::from_slice(&line).unwrap());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Served {
    fn new() -> Self {
        panic::install_hook();
        let ((input, given), (taken, output)) = (mpsc::channel(), mpsc::channel());
        let host = Arc::new(Host::new("test", "1.0.0", FAMILIES));
        thread::spawn(move || {
            serve(
                host,
                Framing::Lines,
                Limits::default(),
                BufReader::new(Input(given, Vec::new())),
                Output(taken, Vec::new()),
                &CancelToken::new(),
            )
            .unwrap();
        });
        Self { input, output }
    }

    fn request(&self, id: u32, method: &str, params: Value) {
        let message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.input.send(format!("{message}\n")).unwrap();
    }

    fn answer(&self) -> Value {
        self.output.recv_timeout(LONG).unwrap()
    }

    fn ends(self) {
        drop(self.input);
        assert!(self.output.recv_timeout(LONG).is_err());
    }
}

fn code(answer: &Value) -> &str {
    answer["error"]["data"]["code"].as_str().unwrap()
}

#[test]
fn a_thousand_that_wait_hold_up_nobody() {
    const MANY: u32 = 1000;
    let served = Served::new();
    for id in 1..=MANY {
        served.request(id, "test.wait", json!([id]));
    }
    // Far more than there are threads: this would wait for them.
    served.request(0, "test.open", json!([]));
    let mut answers: Vec<_> = (0..=MANY).map(|_| served.answer()).collect();
    answers.sort_by_key(|answer| answer["id"].as_u64());
    for (answer, id) in answers.iter().zip(0..) {
        assert_eq!(*answer, json!({"jsonrpc": "2.0", "id": id, "result": id}));
    }
    served.ends();
}

#[test]
fn one_that_waits_ends_when_it_is_cancelled() {
    let served = Served::new();
    served.request(1, "test.never", json!([]));
    served.request(2, "pintle.cancel", json!({"id": 1}));
    let mut answers = [served.answer(), served.answer()];
    answers.sort_by_key(|answer| answer["id"].as_u64());
    assert_eq!(code(&answers[0]), "ERR_PINTLE_CANCELLED");
    assert_eq!(answers[0]["error"]["data"]["command"], "test.never");
    served.ends();
}

#[test]
fn the_end_of_the_input_ends_what_waits() {
    let served = Served::new();
    for id in 1..=100 {
        served.request(id, "test.never", json!([]));
    }
    let Served { input, output } = served;
    drop(input);
    for _ in 1..=100 {
        assert_eq!(
            code(&output.recv_timeout(LONG).unwrap()),
            "ERR_PINTLE_CANCELLED"
        );
    }
    assert!(output.recv_timeout(LONG).is_err());
}

#[test]
fn errors_are_those_of_other_commands() {
    let served = Served::new();
    served.request(1, "test.fail", json!([]));
    let answer = served.answer();
    assert_eq!(code(&answer), "ERR_PINTLE_PANIC");
    assert_eq!(answer["error"]["data"]["command"], "test.fail");
    served.request(2, "test.wait", json!(["two"]));
    let answer = served.answer();
    assert_eq!(code(&answer), "ERR_PINTLE_INVALID_TYPE");
    assert_eq!(answer["error"]["data"]["pointer"], "/number");
    served.request(3, "test.ask", json!([1]));
    let answer = served.answer();
    assert_eq!(code(&answer), "ERR_PINTLE_NOT_CARRIED");
    assert_eq!(answer["error"]["data"]["pointer"], "/answer");
    served.request(4, "test.ask", json!([]));
    assert_eq!(code(&served.answer()), "ERR_PINTLE_MISSING_ARG");
    served.ends();
}
