//! A host of commands that misbehave.

#![allow(missing_docs)]

use std::{
    io::{self, Cursor, Write},
    sync::{Arc, Mutex},
};

use pintle::{CancelToken, Context, command, panic};
use pintle_host::{Framing, Host, Limits, serve};
use serde_json::{Value, json};

mod test {
    use super::*;

    #[command]
    pub fn fail(times: u32) -> u32 {
        assert!(times == 0, "on purpose, {times} times");
        times
    }

    #[command(blocking)]
    pub fn fail_later() -> u32 {
        panic!("on purpose");
    }

    #[command]
    pub fn nothing() {}

    #[command]
    pub fn not_finite() -> f64 {
        f64::NAN
    }

    #[command]
    pub fn not_finite_column() -> Vec<f64> {
        vec![1.0, f64::INFINITY]
    }

    /// So many lists inside each other.
    #[command]
    pub fn deep(levels: u32) -> pintle::Value {
        lists(levels)
    }

    /// Reports so many lists inside each other.
    #[command(blocking)]
    pub fn tell_deep(levels: u32, context: &Context) {
        context.progress(pintle::Progress {
            detail: Some(lists(levels)),
            ..pintle::Progress::default()
        });
    }

    fn lists(levels: u32) -> pintle::Value {
        let list = |inner, _| pintle::Value::list(vec![inner]);
        (0..levels).fold(pintle::Value::Null, list)
    }

    /// Reports far more often than anybody wants to hear.
    #[command(blocking)]
    pub fn chatter(times: u32, context: &Context) -> u32 {
        for done in 1..=times {
            context.progress(pintle::Progress {
                done: f64::from(done),
                ..pintle::Progress::default()
            });
        }
        times
    }

    /// Reports what no message could.
    #[command(blocking)]
    pub fn tell_amounts(context: &Context) {
        for (amount, detail) in [
            (f64::NAN, pintle::Value::from("NaN")),
            (f64::INFINITY, pintle::Value::from("infinite")),
            (-1.0, pintle::Value::from("negative")),
            (2.0, pintle::Value::Number(f64::NAN)),
            (3.0, lists(100_000)),
            (4.0, pintle::Value::from("four")),
        ] {
            context.progress(pintle::Progress {
                done: amount,
                total: Some(amount),
                detail: Some(detail),
            });
        }
    }
}

pintle::families! {
    test => [
        fail, fail_later, nothing, not_finite, not_finite_column, chatter, tell_amounts, deep, tell_deep,
    ]
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the host says to these messages.
fn said(messages: &[Value]) -> Vec<Value> {
    lines(messages)
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The same as text.
fn lines(messages: &[Value]) -> Vec<String> {
    panic::install_hook();
    let host = Arc::new(Host::new("test", "1.0.0", FAMILIES));
    let lines: Vec<String> = messages.iter().map(Value::to_string).collect();
    let input = lines.join("\n");
    let written = Written::default();
    serve(
        host,
        Framing::Lines,
        Limits::default(),
        Cursor::new(input.into_bytes()),
        written.clone(),
        &CancelToken::new(),
    )
    .unwrap();
    let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn request(id: u32, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

#[test]
fn results_and_details_nest_a_thousand_levels_and_no_more() {
    let nested = format!("{}null{}", "[".repeat(1000), "]".repeat(1000));
    let too_deep = "expected at most 1000 levels of nesting, got more (or a cycle)";
    let [deep] = &lines(&[request(1, "test.deep", json!([1000]))])[..] else {
        panic!("one answer");
    };
    assert!(deep.contains(&format!(r#""result":{nested}"#)));
    let [deeper] = &said(&[request(1, "test.deep", json!([1001]))])[..] else {
        panic!("one answer");
    };
    assert_eq!(
        deeper["error"]["data"]["code"],
        json!("ERR_PINTLE_INVALID_VALUE")
    );
    let told = |levels: u32| {
        let request = request(1, "test.tellDeep", json!([levels]));
        told_lines(request, |written| written)
    };
    assert!(told(1000)[0].contains(&format!(r#""detail":{nested}"#)));
    let told: Value = serde_json::from_str(&told(1001)[0]).unwrap();
    assert_eq!(told["params"]["detail"], json!({ "error": too_deep }));
}

#[test]
fn a_panic_is_an_error_and_the_host_lives() {
    let answers = said(&[
        request(1, "test.fail", json!([3])),
        request(2, "test.fail", json!([0])),
        json!([
            request(3, "test.fail", json!([1])),
            request(4, "test.fail", json!([0]))
        ]),
    ]);
    let error = &answers[0]["error"];
    assert_eq!(
        (&error["code"], &error["data"]["code"]),
        (&json!(-32000), &json!("ERR_PINTLE_PANIC"))
    );
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("on purpose, 3 times")
    );
    assert_eq!(answers[1]["result"], json!(0));
    assert_eq!(
        answers[2][0]["error"]["data"]["command"],
        json!("test.fail")
    );
    assert_eq!(answers[2][1]["result"], json!(0));
}

#[test]
fn a_command_without_a_result_gives_null() {
    let answers = said(&[request(1, "test.nothing", json!([]))]);
    assert_eq!(
        answers,
        [json!({"jsonrpc": "2.0", "id": 1, "result": null})]
    );
}

#[test]
fn a_result_that_json_cannot_hold_is_an_error() {
    for method in ["test.notFinite", "test.notFiniteColumn"] {
        let answers = said(&[request(1, method, json!([]))]);
        let data = &answers[0]["error"]["data"];
        assert_eq!(data["code"], json!("ERR_PINTLE_NOT_FINITE"));
        assert_eq!(data["command"], json!(method));
    }
}

/// Input that ends only when the answer is there.
struct Open(Cursor<Vec<u8>>, Written);

impl io::Read for Open {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(bytes)?;
        let is_answered = || {
            let written = self.1.0.lock().unwrap();
            written.windows(8).any(|text| text == b"\"result\"")
        };
        while read == 0 && !is_answered() {
            std::thread::yield_now();
        }
        Ok(read)
    }
}

/// What the host reports for a request with progress, and its answer, as text.
fn told_lines<W: Write + Send + 'static>(
    mut message: Value,
    output: impl FnOnce(Written) -> W,
) -> Vec<String> {
    message["progress"] = json!(true);
    let written = Written::default();
    let input = Open(
        Cursor::new(format!("{message}\n").into_bytes()),
        written.clone(),
    );
    let host = Arc::new(Host::new("test", "1.0.0", FAMILIES));
    serve(
        host,
        Framing::Lines,
        Limits::default(),
        io::BufReader::new(input),
        output(written.clone()),
        &CancelToken::new(),
    )
    .unwrap();
    let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The same as values: the progress and the answer.
fn told<W: Write + Send + 'static>(
    message: Value,
    output: impl FnOnce(Written) -> W,
) -> (Vec<Value>, Value) {
    let mut lines: Vec<Value> = told_lines(message, output)
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let answer = lines.pop().unwrap();
    (lines, answer)
}

#[test]
fn progress_is_what_a_message_can_carry() {
    let (told, answer) = told(request(1, "test.tellAmounts", json!({})), |written| written);
    assert_eq!(answer["result"], Value::Null);
    let heard: Vec<_> = told
        .iter()
        .map(|line| {
            let params = &line["params"];
            (&params["done"], &params["total"], &params["detail"])
        })
        .collect();
    // Those without a detail may be combined.
    for detail in ["NaN", "infinite", "negative"] {
        assert!(
            heard.contains(&(&json!(0), &Value::Null, &json!(detail))),
            "{heard:?}"
        );
    }
    assert!(
        heard.contains(&(&json!(4), &json!(4), &json!("four"))),
        "{heard:?}"
    );
}

#[test]
fn a_result_that_is_too_deep_is_an_error_and_the_host_lives() {
    let answers = said(&[
        request(1, "test.deep", json!([100_000])),
        request(2, "test.deep", json!([3])),
    ]);
    assert_eq!(
        answers[0]["error"]["data"]["code"],
        json!("ERR_PINTLE_INVALID_VALUE")
    );
    assert_eq!(answers[1]["result"], json!([[[null]]]));
}

#[test]
fn progress_does_not_fill_the_pipe() {
    struct Slow(Written);
    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.0.write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (told, answer) = told(request(1, "test.chatter", json!([100_000])), Slow);
    assert!((1..10_000).contains(&told.len()), "{}", told.len());
    assert_eq!(answer["result"], json!(100_000));
    let done: Vec<_> = told
        .iter()
        .map(|line| line["params"]["done"].as_f64().unwrap())
        .collect();
    assert!(done.is_sorted());
    assert_eq!(done.last(), Some(&100_000.0));
}

#[test]
fn a_writer_that_fails_ends_the_conversation() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    /// Input that never ends.
    struct Endless(Cursor<Vec<u8>>);
    impl io::Read for Endless {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(bytes)?;
            if read > 0 {
                return Ok(read);
            }
            loop {
                std::thread::park();
            }
        }
    }
    let input = format!("{}\n", request(1, "test.failLater", json!({})));
    let host = Arc::new(Host::new("test", "1.0.0", FAMILIES));
    let served = serve(
        host,
        Framing::Lines,
        Limits::default(),
        io::BufReader::new(Endless(Cursor::new(input.into_bytes()))),
        Full,
        &CancelToken::new(),
    );
    assert_eq!(served.unwrap_err().kind(), io::ErrorKind::StorageFull);
}
