//! The plan document as written.

use std::borrow::Cow;

use pintle_macros::Data;

use crate::{
    Decode, Describe, Encode, Error, Name, Value,
    data::{Sink, Source},
    errors, pointer,
    schema::{Defs, Schema},
};

/// What happens to the other steps when one fails.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum OnError {
    /// No further step starts, and running ones are cancelled.
    #[default]
    Stop,
    /// Steps that do not need the failed one continue.
    Continue,
}

/// A plan as it crosses the boundary: plain JSON, which any language can write.
#[derive(Data)]
pub(super) struct PlanDocument {
    /// The version of the format: 1.
    pub(super) version: Option<u32>,
    /// Whether the other steps continue when one fails. `stop` by default.
    pub(super) on_error: Option<OnError>,
    /// How many blocking steps may run simultaneously.
    pub(super) concurrency: Option<u32>,
    /// How many milliseconds the plan may take.
    pub(super) timeout_ms: Option<f64>,
    /// The steps. Their order matters only where nothing else orders them.
    pub(super) steps: Vec<PlanStep>,
    /// What the plan returns.
    pub(super) outputs: Option<OutputsDocument>,
}

/// A step: one call, or with `forEach` one call or a block of steps for each item of a list.
#[derive(Data)]
pub(super) struct PlanStep {
    /// The name by which other steps and the report refer to it.
    pub(super) id: Option<String>,
    /// The command to call, such as `tree.walk`.
    pub(super) method: Option<String>,
    /// The parameters by name, options among them.
    pub(super) params: Option<Value>,
    /// References that are filled into the parameters, by their place (JSON Pointer, RFC 6901).
    pub(super) refs: Option<Ordered<Reference>>,
    /// Steps that must finish first, although nothing refers to them.
    pub(super) depends_on: Option<Vec<String>>,
    /// How many milliseconds the step may take.
    pub(super) timeout_ms: Option<f64>,
    /// The list whose items the step is done for.
    pub(super) for_each: Option<Reference>,
    /// The steps that are done for each item.
    pub(super) steps: Option<Vec<PlanStep>>,
    /// What these steps return for each item.
    pub(super) outputs: Option<OutputsDocument>,
}

/// Where a value comes from: a step's result, the plan's input, or the item of the enclosing
/// `forEach`.
#[derive(Data)]
pub(super) struct Reference {
    /// The id of a step.
    pub(super) result_of: Option<String>,
    /// A JSON Pointer into the plan's input.
    pub(super) input: Option<String>,
    /// A JSON Pointer into the item of the enclosing `forEach`.
    pub(super) item: Option<String>,
    /// A JSON Pointer into the step's result.
    pub(super) path: Option<String>,
}

/// The outputs of a block: one value, or named ones.
pub(super) enum OutputsDocument {
    One(Reference),
    Named(Ordered<Reference>),
}

/// An object with free names, in the order in which they are written.
pub(super) struct Ordered<T>(pub(super) Vec<(Name, T)>);

impl PlanDocument {
    /// Reads a document, or the bare array that is the smallest plan. Steps of an array have the
    /// pointer `/0` and so on, those of a document `/steps/0`.
    pub(super) fn read(value: &Value) -> Result<(Self, &'static str), Error> {
        let bare = matches!(value, Value::List(_));
        let read = if bare {
            Vec::decode(value.view()).map(|steps| Self {
                version: None,
                on_error: None,
                concurrency: Some(1),
                timeout_ms: None,
                steps,
                outputs: None,
            })
        } else {
            Self::decode(value.view())
        };
        let document = read.map_err(as_invalid_plan)?;
        match document.version {
            None | Some(1) => Ok((document, if bare { "" } else { "/steps" })),
            Some(other) => {
                let message =
                    format!("expected version 1, got {other}; this is a plan for another Pintle");
                Err(Error::new(&errors::INVALID_PLAN, message).at("/version"))
            }
        }
    }
}

/// Faults in the document's shape have their own code: those of arguments belong to commands.
fn as_invalid_plan(error: Error) -> Error {
    Error::new(&errors::INVALID_PLAN, error.message()).at(error.pointer())
}

impl Reference {
    /// Whether an object is a reference, rather than a list of named ones, whose values are
    /// objects.
    fn looks_like_one(value: &Value) -> bool {
        ["resultOf", "input", "item"]
            .iter()
            .any(|name| matches!(value.get(name), Some(Value::String(_))))
    }
}

impl<T: Describe> Describe for Ordered<T> {
    fn schema(defs: &mut Defs) -> Schema {
        Schema::Map {
            key: Box::new(Schema::String),
            value: Box::new(T::schema(defs)),
        }
    }
}

impl<T: Decode> Decode for Ordered<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let mut entries = Vec::new();
        let mut visit = |name: &str, value: S| {
            let value = T::decode(value).map_err(|error| error.at(&pointer::token(name)))?;
            entries.push((Cow::Owned(name.to_owned()), value));
            Ok(())
        };
        source
            .properties(&mut visit)
            .map_err(|fault| fault.expected("an object", source))?;
        Ok(Self(entries))
    }
}

impl<T: Encode> Encode for Ordered<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.map(
            self.0
                .into_iter()
                .map(|(name, value)| (name.into_owned(), value.encode(sink))),
        )
    }
}

impl Describe for OutputsDocument {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Ref(super::schema::OUTPUTS.into())
    }
}

impl Decode for OutputsDocument {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        if Reference::looks_like_one(&source.value()?) {
            Reference::decode(source).map(Self::One)
        } else {
            Ordered::decode(source).map(Self::Named)
        }
    }
}

impl Encode for OutputsDocument {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        match self {
            Self::One(reference) => reference.encode(sink),
            Self::Named(references) => references.encode(sink),
        }
    }
}
