//! A host on threads of the test's own process, and a client that speaks to it in lines.

#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    io::{self, BufReader, Read, Write},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use pintle::{CancelToken, Family, panic};
use pintle_host::{Framing, Host, Limits, serve};
use serde_json::{Value, json};

/// Longer than anything in these tests takes.
pub const LONG: Duration = Duration::from_secs(60);

/// A host that serves this thread.
pub struct Served {
    pub input: mpsc::Sender<String>,
    pub output: mpsc::Receiver<Value>,
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
    pub fn new(families: &'static [Family]) -> Self {
        Self::of(Host::new("test", "1.0.0", families), Limits::default())
    }

    pub fn of(host: Host, limits: Limits) -> Self {
        panic::install_hook();
        let ((input, given), (taken, output)) = (mpsc::channel(), mpsc::channel());
        thread::spawn(move || {
            let reader = BufReader::new(Input(given, Vec::new()));
            let writer = Output(taken, Vec::new());
            let stop = CancelToken::new();
            serve(
                Arc::new(host),
                Framing::Lines,
                limits,
                reader,
                writer,
                &stop,
            )
            .unwrap();
        });
        Self { input, output }
    }

    pub fn send(&self, message: &Value) {
        self.input.send(format!("{message}\n")).unwrap();
    }

    pub fn request(&self, id: u32, method: &str, params: Value) {
        self.request_with(id, method, params, json!({}));
    }

    /// A request with more members.
    pub fn request_with(&self, id: u32, method: &str, params: Value, more: Value) {
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let Value::Object(more) = more else {
            panic!("{more} is not an object")
        };
        message.as_object_mut().unwrap().extend(more);
        self.send(&message);
    }

    pub fn notify(&self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The next message.
    pub fn next(&self) -> Value {
        self.output.recv_timeout(LONG).unwrap()
    }

    /// Ends the input; nothing more may come.
    pub fn ends(self) {
        drop(self.input);
        assert!(self.output.recv_timeout(LONG).is_err());
    }
}

/// The code of the error that an answer is.
pub fn code(answer: &Value) -> &str {
    let code = answer["error"]["data"]["code"].as_str();
    code.unwrap_or_else(|| panic!("{answer} is not an error"))
}
