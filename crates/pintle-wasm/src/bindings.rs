//! What the module exports: the commands, and what the TypeScript client needs besides them.
//!
//! Failures throw the data of an error, from which `lib/wasm/binding.ts` creates errors.

use js_sys::{Array, Function};
use pintle_core::{
    Error, Value,
    data::{Source, javascript::Kind},
};
use typed_arena::Arena;
use wasm_bindgen::prelude::*;

use crate::{
    addon, controls,
    js_host::{self, JsHost},
    panics,
    plans::Prepared,
    resources,
    sink::error_data,
    source::JsSource,
};

/// Passes in what JavaScript does for us, and the names of the commands that are not portable.
/// Once for each instance.
#[wasm_bindgen]
pub fn initialize(host: JsHost, not_portable: Vec<String>) {
    panics::install_hook();
    js_host::set(host);
    addon::initialize(not_portable);
}

/// The names of what a value of JavaScript can be; `JsHost.kind` answers with places in this list.
#[wasm_bindgen]
pub fn kinds() -> Vec<String> {
    Kind::ALL
        .iter()
        .map(|kind| kind.name().to_owned())
        .collect()
}

/// The contract, as JSON text.
#[wasm_bindgen]
pub fn contract() -> String {
    addon::contract().text().to_owned()
}

/// How each command is called, as JSON text: by method, in the order of the contract.
#[wasm_bindgen]
pub fn calls() -> String {
    addon::contract().calls()
}

/// Runs the command at that index in the contract.
#[wasm_bindgen]
pub fn call(index: usize, control: Option<u32>, arguments: &Array) -> Result<JsValue, JsValue> {
    let outcome = controls::with(control, |context| {
        context.check()?;
        addon::entry(index).call(arguments, context)
    });
    outcome.map_err(|error| {
        let method = addon::contract().methods()[index].name();
        error_data(&error.of_command(method))
    })
}

/// Runs that command on two numbers. NaN if it does not return a number: then `call` says why.
#[wasm_bindgen(js_name = callPair)]
pub fn call_pair(index: usize, a: f64, b: f64) -> f64 {
    addon::entry(index).call_pair(a, b)
}

/// The methods of each type of resources, as JSON text.
#[wasm_bindgen]
pub fn resources() -> String {
    addon::contract().resources()
}

/// Drops the resource of that number.
#[wasm_bindgen(js_name = disposeResource)]
pub fn dispose_resource(number: f64) {
    resources::dispose(number);
}

/// Opens a control for the next call, which closes it when it ends.
#[wasm_bindgen(js_name = createControl)]
pub fn create_control(on_progress: Option<Function>) -> u32 {
    controls::open(on_progress)
}

/// Cancels the call of that control.
#[wasm_bindgen]
pub fn cancel(control: u32) {
    controls::cancel(control);
}

/// Throws what a call with these parameters by name would throw.
#[wasm_bindgen(js_name = checkParams)]
pub fn check_params(method: &str, params: &JsValue) -> Result<(), JsValue> {
    let check = || {
        let contract = addon::contract();
        let method = contract.method(method)?;
        let params = value(params).map_err(|error| error.of_command(method.name()))?;
        method.check_params(params.view(), contract.defs())
    };
    check().map_err(|error| error_data(&error))
}

/// Throws when a value cannot be a result of that command.
#[wasm_bindgen(js_name = checkResult)]
pub fn check_result(method: &str, result: &JsValue) -> Result<(), JsValue> {
    let check = || {
        let contract = addon::contract();
        let method = contract.method(method)?;
        let result = value(result).map_err(|error| error.of_command(method.name()))?;
        method.check_result(result.view(), contract.defs())
    };
    check().map_err(|error| error_data(&error))
}

/// Checks a plan, given as JSON text.
#[wasm_bindgen(js_name = preparePlan)]
pub fn prepare_plan(text: &str) -> Result<Prepared, JsValue> {
    Prepared::new(text).map_err(|error| error_data(&error))
}

/// Runs a plan and returns its report.
#[wasm_bindgen(js_name = runPlan)]
pub fn run_plan(
    control: Option<u32>,
    plan: &Prepared,
    input: &JsValue,
    wants_steps: bool,
) -> Result<JsValue, JsValue> {
    controls::with(control, |context| plan.run(input, wants_steps, context))
        .map_err(|error| error_data(&error))
}

/// Reads the words of a command line. Request and answer are JSON.
#[wasm_bindgen(js_name = readWords)]
pub fn read_words(request: &str) -> Result<String, JsValue> {
    pintle_command_line::read_words(addon::contract(), request).map_err(|error| error_data(&error))
}

/// All commands, each with its signature and summary, as JSON.
#[wasm_bindgen(js_name = listCommands)]
pub fn list_commands() -> Result<String, JsValue> {
    pintle_command_line::list_commands(addon::contract()).map_err(|error| error_data(&error))
}

/// The data of the panic that ended the last call, or undefined. The instance is unusable then.
#[wasm_bindgen(js_name = takePanic)]
pub fn take_panic(method: Option<String>) -> JsValue {
    panics::take().map_or(JsValue::UNDEFINED, |error| match method {
        Some(method) => error_data(&error.of_command(&method)),
        None => error_data(&error),
    })
}

fn value(value: &JsValue) -> Result<Value, Error> {
    let arena = Arena::with_capacity(0);
    JsSource {
        arena: &arena,
        value,
    }
    .value()
}
