//! Values that are deeper than the stack: any Rust code can make them, and no one must end the process.

use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
};

use pintle_core::{
    Context, Encode, Error, ErrorKind, Name, Progress, Value,
    data::{Decode, MAX_NESTING, ValueSink},
    json::to_json,
};

/// A level of a value that was dropped by recursion would take more than the whole stack.
const DEEP: usize = 50_000;

static FAILED: ErrorKind = ErrorKind {
    code: "ERR_TEST_FAILED",
    summary: "It failed.",
    fix: "Do not.",
};

/// Runs a test on a thread that has little stack.
fn on_small_stack(test: impl FnOnce() + Send + 'static) {
    let small = thread::Builder::new().stack_size(256 << 10);
    small.spawn(test).unwrap().join().unwrap();
}

fn in_list(value: Value) -> Value {
    Value::list(vec![Value::Null, value])
}

fn in_object(value: Value) -> Value {
    let names = ["a", "b"].map(Name::Borrowed).into_iter();
    names.zip([Value::from("text"), value]).collect()
}

/// So many levels of lists and objects, in turn.
fn deep(levels: usize) -> Value {
    (0..levels).fold(Value::Bool(true), |value, level| {
        if level % 3 == 0 {
            in_object(value)
        } else {
            in_list(value)
        }
    })
}

#[test]
fn is_dropped() {
    on_small_stack(|| drop(deep(DEEP)));
}

#[test]
fn is_dropped_by_the_last_that_shares_it() {
    on_small_stack(|| {
        let shared = deep(DEEP);
        let copies: Vec<_> = (0..4).map(|_| in_list(shared.clone())).collect();
        drop(shared);
        drop(copies);
        // Where it is shared inside, too.
        let inner = deep(DEEP);
        let mut outer = inner.clone();
        for _ in 0..1000 {
            outer = Value::list(vec![inner.clone(), outer]);
        }
        drop(inner);
        drop(outer);
    });
}

#[test]
fn is_dropped_by_threads_that_let_go_of_it_together() {
    for _ in 0..5 {
        // All of its levels are shared, so that many of them have their last two owners racing.
        let mut levels = vec![deep(1)];
        for _ in 0..20_000 {
            levels.push(in_list(levels.last().unwrap().clone()));
        }
        let copies = levels.clone();
        let start = Arc::new(std::sync::Barrier::new(2));
        let threads = [levels, copies].map(|levels| {
            let start = Arc::clone(&start);
            let small = thread::Builder::new().stack_size(256 << 10);
            let drop_them = move || {
                start.wait();
                levels.into_iter().for_each(drop);
            };
            small.spawn(drop_them).unwrap()
        });
        for thread in threads {
            thread.join().unwrap();
        }
    }
}

#[test]
fn is_cloned_compared_and_counted() {
    on_small_stack(|| {
        let (one, other) = (deep(DEEP), deep(DEEP));
        assert_eq!(one.clone(), one);
        assert!(one == other);
        assert!(one != deep(DEEP - 1) && deep(DEEP + 1) != one);
        // An object: "a", "text", "b"; a list: null; each with 8 for either; and `true`.
        let lists = DEEP - DEEP.div_ceil(3);
        let expected = DEEP.div_ceil(3) * (8 + 1 + 4 + 8 + 1) + lists * (8 + 8 + 8) + 8;
        assert_eq!(one.size(u64::MAX), expected as u64);
        assert!(one.size(1000) > 1000);
    });
}

#[test]
fn is_shown_as_far_as_there_is_room() {
    on_small_stack(|| {
        assert!(format!("{:?}", deep(DEEP)).contains('…'));
        assert_eq!(
            format!("{:?}", in_object(in_list(Value::Number(1.0)))),
            r#"Object([("a", String("text")), ("b", List([Null, Number(1.0)]))])"#
        );
    });
}

/// A command's result is rejected, and so is the progress it reports, and both are dropped.
#[test]
fn does_not_cross() {
    on_small_stack(|| {
        let refused = |error: Error| assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE");
        refused(deep(DEEP).encode(ValueSink).unwrap_err());
        refused(vec![deep(DEEP)].encode(ValueSink).unwrap_err());
        let value = deep(DEEP);
        refused(Value::decode(value.view()).unwrap_err());
        refused(Vec::<Value>::decode(Value::list(vec![value.clone()]).view()).unwrap_err());
        refused(to_json(&value).unwrap_err());
        assert!(
            Error::new(&FAILED, "x")
                .with_details(value)
                .details()
                .is_none()
        );
    });
}

#[test]
fn is_written_as_json_up_to_the_limit() {
    let limit = MAX_NESTING as usize;
    let text = to_json(&deep(limit)).unwrap();
    assert_eq!(text.matches(['[', '{']).count(), limit);
    assert_eq!(
        to_json(&deep(2 * limit)).unwrap_err().code(),
        "ERR_PINTLE_INVALID_VALUE"
    );
    let infinite = to_json(&Value::Number(f64::INFINITY)).unwrap_err();
    assert_eq!(infinite.code(), "ERR_PINTLE_NOT_FINITE");
}

#[test]
fn is_an_error_as_a_detail_of_progress() {
    on_small_stack(|| {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&heard);
        let listener = move |progress: Progress| all.lock().unwrap().push(progress);
        let context = Context::DETACHED.with_progress(Some(Arc::new(listener)));
        for detail in [deep(DEEP), deep(3)] {
            context.progress(Progress {
                done: 1.0,
                total: None,
                detail: Some(detail),
            });
        }
        let details: Vec<_> = heard
            .lock()
            .unwrap()
            .iter()
            .map(|told| told.detail.clone())
            .collect();
        let [Some(failed), whole] = &details[..] else {
            panic!("expected two details, got {details:?}");
        };
        let Some(Value::String(message)) = failed.get("error") else {
            panic!("expected an error, got {failed:?}");
        };
        assert!(message.contains("levels of nesting"), "{message}");
        assert_eq!(*whole, Some(deep(3)));
    });
}

/// The last owner drops it: here a thread that only receives.
#[test]
fn is_dropped_where_it_is_sent_to() {
    let (sender, receiver) = mpsc::channel();
    let small = thread::Builder::new().stack_size(256 << 10);
    let thread = small.spawn(move || receiver.iter().for_each(drop)).unwrap();
    for _ in 0..3 {
        sender.send(deep(DEEP)).unwrap();
    }
    drop(sender);
    thread.join().unwrap();
}
