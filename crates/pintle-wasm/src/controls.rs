//! What a caller can do while a call runs: cancel it, and receive its progress.
//!
//! Nothing else runs in the meantime, so only the progress listener can cancel.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use js_sys::Function;
use pintle_core::{CancelToken, Context, Progress};
use wasm_bindgen::JsValue;

use crate::sink::JsSink;

/// The controls of running calls, by the number that JavaScript holds.
#[derive(Default)]
struct Controls {
    last: u32,
    open: HashMap<u32, Control>,
}

#[derive(Clone)]
struct Control {
    token: CancelToken,
    on_progress: Option<Function>,
}

thread_local! {
    static CONTROLS: RefCell<Controls> = RefCell::default();
}

/// Opens a control for the next call.
pub(crate) fn open(on_progress: Option<Function>) -> u32 {
    CONTROLS.with_borrow_mut(|controls| {
        controls.last = controls.last.wrapping_add(1);
        let token = CancelToken::new();
        let control = Control { token, on_progress };
        controls.open.insert(controls.last, control);
        controls.last
    })
}

/// Cancels the call of that control; does nothing once it has ended.
pub(crate) fn cancel(number: u32) {
    if let Some(control) = get(number) {
        control.token.cancel();
    }
}

fn get(number: u32) -> Option<Control> {
    CONTROLS.with_borrow(|controls| controls.open.get(&number).cloned())
}

/// Runs a call with the context of its control, and closes that.
pub(crate) fn with<T>(number: Option<u32>, work: impl FnOnce(&Context) -> T) -> T {
    let Some((number, control)) = number.and_then(|number| Some((number, get(number)?))) else {
        return work(&Context::DETACHED);
    };
    let mut context = Context::default().with_cancel(control.token);
    if control.on_progress.is_some() {
        context = context.with_progress(Some(Arc::new(move |progress| report(number, progress))));
    }
    let outcome = work(&context);
    CONTROLS.with_borrow_mut(|controls| controls.open.remove(&number));
    outcome
}

fn report(number: u32, progress: Progress) {
    let Some(listener) = get(number).and_then(|control| control.on_progress) else {
        return;
    };
    if let Ok(argument) = progress.write(JsSink) {
        // `lib/wasm/binding.ts` handles the listener's exceptions.
        let _ = listener.call1(&JsValue::UNDEFINED, &argument);
    }
}
