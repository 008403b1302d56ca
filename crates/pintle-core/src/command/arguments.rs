//! The arguments of a call.

use std::sync::Arc;

use crate::{
    Decode, Error, Name, Value, ValueRef,
    data::{Columnar, InPlace, Source, missing_argument, unknown_argument},
    errors,
    stream::{Input, Inputs},
};

/// The arguments of one call, however they were passed: by position from JavaScript, by name from
/// JSON.
pub trait Arguments<'s>: Sized {
    /// The source of a single argument.
    type Source: Source<'s>;

    /// The argument, or `None` if there is none.
    fn argument(&self, index: usize, name: &'static str) -> Option<Self::Source>;

    /// The options object: the last of `names`. The others are the parameters before it.
    fn options(&self, names: &'static [&'static str]) -> Option<Self::Source>;

    /// Memory of the caller.
    fn in_place<T: Columnar>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<InPlace<'s, T>, Error>;

    /// An input: a list, unless there is something that feeds it.
    fn input<T: Decode + Send + 'static>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<Input<T>, Error> {
        argument(self, index, name, || None, Source::input)
    }

    /// An error if there are more arguments than `names`. With `options` by name, every name that is
    /// not a parameter belongs to the options, which check it.
    fn only(&self, names: &'static [&'static str], options: bool) -> Result<(), Error>;
}

/// Reads one argument; called by generated code.
#[inline]
pub fn argument<'s, A: Arguments<'s>, T>(
    arguments: &A,
    index: usize,
    name: &'static str,
    absent: fn() -> Option<T>,
    decode: impl FnOnce(A::Source) -> Result<T, Error>,
) -> Result<T, Error> {
    match arguments.argument(index, name) {
        Some(source) => decode(source).map_err(|error| error.within(name)),
        None => absent().ok_or_else(|| missing_argument(name)),
    }
}

/// Reads the options object; called by generated code. Without one, every option is left out.
pub fn options<'s, A: Arguments<'s>, T: Decode>(
    arguments: &A,
    names: &'static [&'static str],
) -> Result<T, Error> {
    let Some(source) = arguments.options(names) else {
        return T::decode(ValueRef::Fields {
            fields: &[],
            except: &[],
        });
    };
    T::decode(source).map_err(|error| in_options(error, names[names.len() - 1]))
}

/// Inside the options the pointer has their own names, as in JSON.
pub(crate) fn in_options(error: Error, name: &str) -> Error {
    if error.pointer().is_empty() {
        error.within(name)
    } else {
        error
    }
}

/// Arguments by name: an object.
#[derive(Clone, Copy, Debug)]
pub struct Params<'a> {
    fields: &'a [(Name, Value)],
    inputs: &'a Inputs,
}

impl<'a> Params<'a> {
    /// The parameters in `value`, which must be an object.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_TYPE`.
    pub fn new(value: &'a Value) -> Result<Self, Error> {
        match value {
            Value::Object(fields) => Ok(Self {
                fields,
                inputs: &[],
            }),
            other => {
                let message = format!(
                    "expected an object of parameters, got {}",
                    other.view().describe()
                );
                Err(Error::new(&errors::INVALID_TYPE, message))
            }
        }
    }
}

impl<'a> Params<'a> {
    /// The same, some of which are inputs that are fed.
    #[must_use]
    pub fn with_inputs(self, inputs: &'a Inputs) -> Self {
        Self { inputs, ..self }
    }
}

impl<'s> Arguments<'s> for Params<'s> {
    type Source = ValueRef<'s>;

    fn input<T: Decode + Send + 'static>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<Input<T>, Error> {
        match self.inputs.iter().find(|(input, _)| input == name) {
            Some((_, queue)) => Ok(Input::of_values(Arc::clone(queue))),
            None => argument(self, index, name, || None, Source::input),
        }
    }

    fn argument(&self, _index: usize, name: &'static str) -> Option<ValueRef<'s>> {
        self.fields
            .iter()
            .find_map(|(key, value)| (key == name).then(|| value.view()))
    }

    fn options(&self, names: &'static [&'static str]) -> Option<ValueRef<'s>> {
        let except = &names[..names.len() - 1];
        Some(ValueRef::Fields {
            fields: self.fields,
            except,
        })
    }

    fn in_place<T: Columnar>(
        &self,
        _index: usize,
        name: &'static str,
    ) -> Result<InPlace<'s, T>, Error> {
        Err(Error::new(
            &errors::DIRECT_ONLY,
            "only a direct call can change its caller's memory",
        )
        .within(name))
    }

    fn only(&self, names: &'static [&'static str], options: bool) -> Result<(), Error> {
        if options {
            return Ok(());
        }
        match self
            .fields
            .iter()
            .find(|(name, _)| !names.contains(&name.as_ref()))
        {
            Some((name, _)) => Err(unknown_argument(name, names)),
            None => Ok(()),
        }
    }
}
