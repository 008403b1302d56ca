//! Checks of values against a contract that was read: of this module, or of a program elsewhere.

use pintle_core::{Contract, Error, contract::Method, data::Source, schema::Defs};
use typed_arena::Arena;
use wasm_bindgen::prelude::*;

use crate::{addon, sink::error_data, source::JsSource};

/// A contract that was read, or the module's own. JavaScript's garbage collector frees it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ContractChecks(Option<Contract>);

#[wasm_bindgen]
impl ContractChecks {
    /// Reads a contract's document, or takes the module's own contract.
    #[wasm_bindgen(constructor)]
    pub fn new(text: Option<String>) -> Result<ContractChecks, JsValue> {
        let read = text.map(|text| Contract::from_document(&text)).transpose();
        read.map(Self).map_err(|error| error_data(&error))
    }

    /// Throws unless there is such a command, and it can be called from elsewhere.
    #[wasm_bindgen(js_name = checkCallable)]
    pub fn check_callable(&self, method: &str) -> Result<(), JsValue> {
        self.with(method, &JsValue::UNDEFINED, |method, _, _| {
            method.check_callable()
        })
    }

    /// Throws what a direct call with these parameters by name would throw before it runs.
    #[wasm_bindgen(js_name = checkCall)]
    pub fn check_call(&self, method: &str, params: &JsValue) -> Result<(), JsValue> {
        self.with(method, params, |method, params, defs| {
            method.check_callable()?;
            method.check_params(params, defs)
        })
    }

    /// Throws what a direct call with this item of an input would throw, which comes after `index` others.
    #[wasm_bindgen(js_name = checkItem)]
    pub fn check_item(
        &self,
        method: &str,
        input: &str,
        index: u32,
        item: &JsValue,
    ) -> Result<(), JsValue> {
        self.with(method, item, |method, item, defs| {
            method.check_item(input, index.into(), item, defs)
        })
    }

    /// Throws when a callback of the command may not return a value.
    #[wasm_bindgen(js_name = checkReply)]
    pub fn check_reply(
        &self,
        method: &str,
        callback: &str,
        reply: &JsValue,
    ) -> Result<(), JsValue> {
        self.with(method, reply, |method, reply, defs| {
            method.check_reply(callback, reply, defs)
        })
    }

    /// Throws what a direct call with these options would throw because of them.
    #[wasm_bindgen(js_name = checkOptions)]
    pub fn check_options(&self, method: &str, options: &JsValue) -> Result<(), JsValue> {
        self.with(method, options, |method, options, defs| {
            method.check_options(options, defs)
        })
    }

    /// Throws when a value cannot be a result of that command.
    #[wasm_bindgen(js_name = checkAnswer)]
    pub fn check_answer(&self, method: &str, result: &JsValue) -> Result<(), JsValue> {
        self.with(method, result, |method, result, defs| {
            method.check_result(result, defs)
        })
    }

    fn with(
        &self,
        method: &str,
        value: &JsValue,
        check: impl FnOnce(&Method, JsSource<'_>, &Defs) -> Result<(), Error>,
    ) -> Result<(), JsValue> {
        let contract = self.0.as_ref().unwrap_or_else(|| addon::contract());
        let arena = Arena::with_capacity(0);
        let source = JsSource {
            arena: &arena,
            value,
        };
        let method = contract.method(method);
        let checked = method.and_then(|method| check(method, source, contract.defs()));
        checked.map_err(|error| error_data(&error))
    }
}

/// Throws when a value, which is called `name`, cannot cross.
#[wasm_bindgen(js_name = checkValue)]
pub fn check_value(name: &str, value: &JsValue) -> Result<(), JsValue> {
    let arena = Arena::with_capacity(0);
    let source = JsSource {
        arena: &arena,
        value,
    };
    let checked = source.value().map_err(|error| error.within(name));
    checked.map(drop).map_err(|error| error_data(&error))
}
