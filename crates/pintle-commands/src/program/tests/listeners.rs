//! What hears the outputs as they come.

use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use pintle::Progress;

use super::*;

fn lines_of(progress: &Progress) -> (String, Vec<String>) {
    let detail = progress.detail.as_ref().expect("it has a detail");
    let (Some(Value::String(stream)), Some(Value::Strings(lines))) =
        (detail.get("stream"), detail.get("lines"))
    else {
        panic!("these are not lines: {detail:?}")
    };
    (
        stream.to_string(),
        lines.iter().map(str::to_owned).collect(),
    )
}

#[test]
fn lines_are_heard_while_the_program_runs() {
    let (sender, heard) = mpsc::channel();
    let sender = Mutex::new(sender);
    let listen = move |progress: Progress| {
        let _ = sender.lock().unwrap().send(lines_of(&progress));
    };
    let context = Context::default().with_progress(Some(Arc::new(listen)));
    let runner = thread::spawn(move || {
        let script = "echo 1; sleep 0.3; printf 2 >&2; sleep 0.3; echo 3; echo 4";
        sh_in(script, RunOptions::default(), &context)
    });
    let next = || heard.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(next(), ("stdout".to_owned(), vec!["1".to_owned()]));
    assert!(!runner.is_finished());
    let mut rest: Vec<_> = std::iter::from_fn(|| heard.recv_timeout(Duration::from_secs(20)).ok())
        .flat_map(|(stream, lines)| lines.into_iter().map(move |line| (stream.clone(), line)))
        .collect();
    // Between the two outputs there is no order.
    rest.sort();
    let expected = [("stderr", "2"), ("stdout", "3"), ("stdout", "4")];
    assert_eq!(
        rest,
        expected.map(|(stream, line)| (stream.to_owned(), line.to_owned()))
    );
    assert_eq!(&*runner.join().unwrap().unwrap().stdout, b"1\n3\n4\n");
}

/// Keeps what it hears for a while, as a busy JavaScript thread does.
#[test]
fn a_slow_listener_holds_the_program_up_and_misses_nothing() {
    let kept: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let numbers: Arc<Mutex<Vec<String>>> = Arc::default();
    let most: Arc<Mutex<usize>> = Arc::default();
    let listen = {
        let kept = Arc::clone(&kept);
        move |progress| kept.lock().unwrap().push(progress)
    };
    let context = Context::default().with_progress(Some(Arc::new(listen)));
    let options = RunOptions {
        max_output_bytes: 100.0,
        overflow: Overflow::Truncate,
        ..RunOptions::default()
    };
    let runner = thread::spawn(move || sh_in("seq 1000000", options, &context));
    loop {
        let is_over = runner.is_finished();
        let heard = std::mem::take(&mut *kept.lock().unwrap());
        let bytes: usize = heard
            .iter()
            .flat_map(|one| lines_of(one).1)
            .map(|line| line.len())
            .sum();
        let mut most = most.lock().unwrap();
        *most = bytes.max(*most);
        numbers
            .lock()
            .unwrap()
            .extend(heard.iter().flat_map(|one| lines_of(one).1));
        if is_over {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
    runner.join().unwrap().unwrap();
    let expected: Vec<String> = (1..=1_000_000).map(|number| number.to_string()).collect();
    assert!(*numbers.lock().unwrap() == expected);
    // One reading may overshoot.
    assert!(
        *most.lock().unwrap() < 4 << 20,
        "{} were reported ahead",
        most.lock().unwrap()
    );
}
