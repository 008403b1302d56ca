//! Prepared plans.

use std::sync::Arc;

use pintle_core::{Context, Error, data::Source, plan::Plan};
use typed_arena::Arena;
use wasm_bindgen::prelude::*;

use crate::{addon, moves::Taking, sink::JsSink, source::JsSource};

/// A checked plan that can run many times. JavaScript's garbage collector frees it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Prepared(Arc<Plan>);

impl Prepared {
    pub(crate) fn new(text: &str) -> Result<Self, Error> {
        Plan::from_json(text, addon::contract()).map(|plan| Self(Arc::new(plan)))
    }

    /// Runs it; if it succeeds, the report includes the steps only if they are wanted.
    pub(crate) fn run(
        &self,
        input: &JsValue,
        wants_steps: bool,
        context: &Context,
    ) -> Result<JsValue, Error> {
        let arena = Arena::with_capacity(0);
        let source = JsSource {
            arena: &arena,
            value: input,
        };
        let taking = Taking::begin(true);
        let input = source.value().map_err(|error| error.at("/input"))?;
        taking.take();
        let report = if wants_steps {
            self.0.run(input, context).to_value()
        } else {
            self.0.outcome(input, context)
        };
        pintle_core::data::Sink::value(JsSink, report)
    }
}
