//! Requests of async commands hold no threads of the host while they wait.

#![allow(missing_docs)]

mod serving;

use std::{
    future::poll_fn,
    sync::Mutex,
    task::{Poll, Waker},
};

use pintle::{
    Callback, Context, Error, Progress, command,
    stream::{Input, Output},
};
use serde_json::{Value, json};
use serving::{LONG, Served, code};

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

    /// Sends numbers.
    #[command]
    pub async fn numbers(end: u32, out: &Output<u32>) -> Result<(), Error> {
        for number in 0..end {
            out.send_async(number).await?;
        }
        Ok(())
    }

    /// Sends a number, and then panics.
    #[command]
    pub async fn break_off(out: &Output<u32>) -> Result<(), Error> {
        out.send_async(1).await?;
        panic!("on purpose")
    }

    #[command]
    pub async fn sum(mut numbers: Input<f64>) -> Result<f64, Error> {
        let mut sum = 0.0;
        while let Some(number) = numbers.next_async().await {
            sum += number?;
        }
        Ok(sum)
    }

    #[command(blocking)]
    pub fn ask(answer: Callback<(), u32>) -> Result<u32, Error> {
        answer.call(())
    }
}

pintle::families! { test => [ask, break_off, fail, never, numbers, open, sum, wait] }

#[test]
fn a_thousand_that_wait_hold_up_nobody() {
    const MANY: u32 = 1000;
    let served = Served::new(FAMILIES);
    for id in 1..=MANY {
        served.request(id, "test.wait", json!([id]));
    }
    // Far more than there are threads: this would wait for them.
    served.request(0, "test.open", json!([]));
    let mut answers: Vec<_> = (0..=MANY).map(|_| served.next()).collect();
    answers.sort_by_key(|answer| answer["id"].as_u64());
    for (answer, id) in answers.iter().zip(0..) {
        assert_eq!(*answer, json!({"jsonrpc": "2.0", "id": id, "result": id}));
    }
    served.ends();
}

#[test]
fn one_that_waits_ends_when_it_is_cancelled() {
    let served = Served::new(FAMILIES);
    served.request(1, "test.never", json!([]));
    served.request(2, "pintle.cancel", json!({"id": 1}));
    let mut answers = [served.next(), served.next()];
    answers.sort_by_key(|answer| answer["id"].as_u64());
    assert_eq!(code(&answers[0]), "ERR_PINTLE_CANCELLED");
    assert_eq!(answers[0]["error"]["data"]["command"], "test.never");
    served.ends();
}

#[test]
fn the_end_of_the_input_ends_what_waits() {
    let served = Served::new(FAMILIES);
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
    let served = Served::new(FAMILIES);
    served.request(1, "test.fail", json!([]));
    let answer = served.next();
    assert_eq!(code(&answer), "ERR_PINTLE_PANIC");
    assert_eq!(answer["error"]["data"]["command"], "test.fail");
    served.request(2, "test.wait", json!(["two"]));
    let answer = served.next();
    assert_eq!(code(&answer), "ERR_PINTLE_INVALID_TYPE");
    assert_eq!(answer["error"]["data"]["pointer"], "/number");
    served.request(3, "test.ask", json!([1]));
    let answer = served.next();
    assert_eq!(code(&answer), "ERR_PINTLE_NOT_CARRIED");
    assert_eq!(answer["error"]["data"]["pointer"], "/answer");
    served.request(4, "test.ask", json!([]));
    assert_eq!(code(&served.next()), "ERR_PINTLE_MISSING_ARG");
    served.ends();
}

#[test]
fn streams_whose_clients_have_no_room_hold_up_nobody() {
    const MANY: u32 = 300;
    let served = Served::new(FAMILIES);
    for id in 1..=MANY {
        // More than one message.
        served.request_with(id, "test.numbers", json!([2000]), json!({"window": 1}));
    }
    for _ in 0..MANY {
        assert_eq!(served.next()["method"], "pintle.items");
    }
    served.request(0, "test.sum", json!([[1, 2]]));
    assert_eq!(served.next()["result"], 3);
    for id in 1..=MANY {
        served.notify("pintle.more", json!({"id": id, "messages": 1}));
    }
    let mut ended = 0;
    while ended < MANY {
        let message = served.next();
        if message["method"].is_null() {
            assert_eq!(message["result"], Value::Null, "{message}");
            ended += 1;
        } else {
            let id = &message["params"]["id"];
            served.notify("pintle.more", json!({"id": id, "messages": 1}));
        }
    }
    served.ends();
}

#[test]
fn the_answer_comes_after_the_items_even_if_the_command_panics() {
    let served = Served::new(FAMILIES);
    served.request_with(1, "test.breakOff", json!([]), json!({"window": 1}));
    assert_eq!(served.next()["params"]["items"], json!([1]));
    assert_eq!(code(&served.next()), "ERR_PINTLE_PANIC");
    served.request(2, "test.numbers", json!([3]));
    assert_eq!(served.next()["result"], json!([0, 1, 2]));
    served.ends();
}

#[test]
fn a_client_that_cancels_while_it_has_no_room_gets_the_answer() {
    let served = Served::new(FAMILIES);
    served.request_with(1, "test.numbers", json!([2000]), json!({"window": 1}));
    assert_eq!(served.next()["method"], "pintle.items");
    served.notify("pintle.cancel", json!({"id": 1}));
    assert_eq!(code(&served.next()), "ERR_PINTLE_CANCELLED");
    served.ends();
}
