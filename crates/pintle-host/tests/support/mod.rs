//! A client, written after `docs/protocol.md` alone.

#![allow(
    dead_code,
    missing_docs,
    unused_imports,
    reason = "each test uses what it needs"
)]

mod folder;
mod shell;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

pub use folder::Folder;
pub use shell::exits;

/// Nothing takes longer, even on a machine that has other things to do.
pub const LONGEST: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Framing {
    Lines,
    Blobs,
}

pub const BOTH: [Framing; 2] = [Framing::Lines, Framing::Blobs];

/// A running host.
pub struct Host {
    pub child: Child,
    pub stdin: Option<ChildStdin>,
    framing: Framing,
    messages: Receiver<Message>,
}

/// A host's messages.
#[derive(Debug)]
pub struct Message {
    pub json: Value,
    pub blobs: Vec<Vec<u8>>,
}

pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_pintle-host"))
}

impl Host {
    pub fn start(framing: Framing) -> Self {
        Self::with(framing, &[])
    }

    pub fn with(framing: Framing, args: &[&str]) -> Self {
        let name = match framing {
            Framing::Lines => "lines",
            Framing::Blobs => "blobs",
        };
        let mut child = program()
            .args(["--framing", name])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, messages) = mpsc::channel();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            while let Some(message) = receive(framing, &mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            stdin: child.stdin.take(),
            child,
            framing,
            messages,
        }
    }

    pub fn send(&mut self, message: &Value) {
        self.send_text(&message.to_string());
    }

    pub fn send_text(&mut self, text: &str) {
        let bytes = match self.framing {
            Framing::Lines => format!("{text}\n").into_bytes(),
            Framing::Blobs => frame(text, &[]),
        };
        self.send_bytes(&bytes);
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.stdin.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// The next message, whatever it is.
    pub fn next(&mut self) -> Message {
        let message = self.messages.recv_timeout(LONGEST);
        message.expect("the host says nothing any more")
    }

    /// The next message, which has no blobs.
    pub fn json(&mut self) -> Value {
        let Message { json, blobs } = self.next();
        assert!(blobs.is_empty(), "{json}");
        json
    }

    /// Calls a method and returns its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.send(&json!({"jsonrpc": "2.0", "id": "ask", "method": method, "params": params}));
        let answer = self.json();
        assert_eq!(
            (&answer["jsonrpc"], &answer["id"]),
            (&json!("2.0"), &json!("ask")),
            "{answer}"
        );
        answer
    }

    /// Calls a method and returns its result.
    pub fn result(&mut self, method: &str, params: Value) -> Value {
        let mut answer = self.ask(method, params);
        assert_eq!(answer.get("error"), None);
        answer["result"].take()
    }

    /// Calls a method and returns its error.
    pub fn error(&mut self, method: &str, params: Value) -> Value {
        let mut answer = self.ask(method, params);
        assert_eq!(answer.get("result"), None);
        answer["error"].take()
    }

    /// Asserts that the host says nothing but what it is asked for now: so it lives, and has
    /// answered nothing that needs no answer.
    pub fn lives(&mut self) {
        assert_eq!(self.result("math.add", json!([40, 2])), json!(42));
    }

    /// Ends the input and waits for the end of the process.
    pub fn end(mut self) -> ExitStatus {
        self.stdin = None;
        self.exit()
    }

    /// Waits for the end of the process.
    pub fn exit(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < LONGEST, "the host does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A frame, as the framing with blobs has it.
pub fn frame(text: &str, blobs: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let lengths = [text.len(), blobs.len()];
    for length in lengths
        .into_iter()
        .chain(blobs.iter().map(|blob| blob.len()))
    {
        bytes.extend(u32::try_from(length).unwrap().to_be_bytes());
    }
    bytes.extend(text.bytes());
    bytes.extend(blobs.concat());
    bytes
}

/// Reads a message; nothing at the end.
pub fn receive(framing: Framing, stdout: &mut impl BufRead) -> Option<Message> {
    let mut text = Vec::new();
    let mut blobs = Vec::new();
    if framing == Framing::Lines {
        stdout.read_until(b'\n', &mut text).ok()?;
        assert!(text.is_empty() || text.pop() == Some(b'\n'), "half a line");
    } else {
        let mut length = || {
            let mut bytes = [0; 4];
            stdout.read_exact(&mut bytes).ok()?;
            Some(u32::from_be_bytes(bytes) as usize)
        };
        text = vec![0; length()?];
        let count = length()?;
        blobs = (0..count).map(|_| vec![0; length().unwrap()]).collect();
        stdout.read_exact(&mut text).unwrap();
        for blob in &mut blobs {
            stdout.read_exact(blob).unwrap();
        }
    }
    if text.is_empty() {
        return None;
    }
    let json = serde_json::from_slice(&text).expect("a message is JSON");
    Some(Message { json, blobs })
}

/// The number of an error of JSON-RPC, the code of Pintle's, and where.
pub fn told(error: &Value) -> (i64, &str, &str) {
    (
        error["code"].as_i64().unwrap(),
        error["data"]["code"].as_str().unwrap(),
        error["data"]["pointer"].as_str().unwrap(),
    )
}

/// Asserts that a command was cancelled.
pub fn is_cancelled(answer: &Value) {
    let expected = (-32000, "ERR_PINTLE_CANCELLED", "");
    assert_eq!(told(&answer["error"]), expected, "{answer}");
}

/// The request for a program that takes long.
pub fn sleep(id: u32) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": "program.run", "params": ["sleep", ["60"]]})
}
