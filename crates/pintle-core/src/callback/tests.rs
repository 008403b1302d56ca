use std::{
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use super::*;
use crate::{Context, task::block_on};

/// Answers with twice the number, on a thread for each; negative numbers are kept unanswered.
#[derive(Default)]
struct Twice {
    scope: Arc<Scope>,
    kept: Mutex<Vec<(Answer<i64>, Asking)>>,
}

impl Function<(i64,), i64> for Twice {
    fn ask(&self, (number,): (i64,), answer: Answer<i64>) {
        let asking = match self.scope.ask(&answer) {
            Ok(asking) => asking,
            Err(error) => return answer.give(Err(error)),
        };
        if number < 0 {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            return kept.push((answer, asking));
        }
        thread::spawn(move || {
            answer.give(Ok(2 * number));
            drop(asking);
        });
    }

    fn answers_here(&self) -> bool {
        false
    }
}

fn ended() -> Error {
    Error::new(&errors::CALLBACK, "over")
}

#[test]
fn answers_arrive_whoever_asks_and_however() {
    let callback = Callback::new(Arc::new(Twice::default()));
    thread::scope(|scope| {
        for number in 0..20 {
            let callback = callback.clone();
            scope.spawn(move || {
                assert_eq!(callback.call((number,)).unwrap(), 2 * number);
                let awaited = callback.call_async((number,));
                assert_eq!(block_on(awaited, &Context::default()).unwrap(), 2 * number);
            });
        }
    });
}

#[test]
fn the_end_is_the_answer_to_what_waits_and_to_what_is_asked_later() {
    let function = Arc::new(Twice::default());
    let callback = Callback::new(Arc::clone(&function) as Arc<dyn Function<(i64,), i64>>);
    let waiting = {
        let callback = callback.clone();
        thread::spawn(move || callback.call((-1,)))
    };
    let awaited = callback.call_async((-1,));
    while function.kept.lock().unwrap().len() < 2 {
        thread::sleep(Duration::from_millis(1));
    }
    function.scope.end(ended());
    assert_eq!(waiting.join().unwrap().unwrap_err().message(), "over");
    assert!(block_on(awaited, &Context::default()).is_err());
    assert_eq!(callback.call((1,)).unwrap_err().message(), "over");
    // The first reason stays, and a late answer is nobody's.
    function
        .scope
        .end(Error::new(&errors::CANCELLED, "another"));
    assert_eq!(callback.call((1,)).unwrap_err().message(), "over");
    for (answer, _asking) in function.kept.lock().unwrap().drain(..) {
        answer.give(Ok(1));
    }
}

#[test]
fn a_question_that_nobody_can_answer_does_not_wait_forever() {
    let function = Arc::new(Twice::default());
    let callback = Callback::new(Arc::clone(&function) as Arc<dyn Function<(i64,), i64>>);
    let awaited = callback.call_async((-1,));
    function.kept.lock().unwrap().clear();
    let error = block_on(awaited, &Context::default()).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_CALLBACK");
}
