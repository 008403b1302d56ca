//! Where a value is read from.

use std::borrow::Cow;

use crate::{
    AnyResource, Bytes, Callback, Date, Decode, Error, Value,
    callback::{self, CallbackArguments},
    data::{Columnar, Kinds, Lent},
    errors,
    stream::Input,
};

/// Something a value can be read from: a JavaScript value, or a [`Value`] of JSON or of an earlier
/// step. Every method reads strictly one type.
pub trait Source<'s>: Copy {
    /// Whether this is `null` or `undefined`.
    fn is_absent(self) -> bool;
    /// Reads a boolean.
    fn bool(self) -> Result<bool, Fault>;
    /// Reads a number, which may still be NaN or infinite.
    fn number(self) -> Result<f64, Fault>;
    /// Reads a signed 64-bit integer.
    fn int64(self) -> Result<i64, Fault>;
    /// Reads an unsigned 64-bit integer.
    fn uint64(self) -> Result<u64, Fault>;
    /// Reads text.
    fn string(self) -> Result<Cow<'s, str>, Fault>;
    /// Reads binary data.
    fn bytes(self) -> Result<Cow<'s, [u8]>, Fault>;
    /// Reads binary data to keep.
    fn owned_bytes(self) -> Result<Bytes, Fault> {
        Ok(self.bytes()?.into_owned().into())
    }
    /// Reads a column of numbers.
    fn column<T: Columnar>(self) -> Result<Cow<'s, [T]>, Fault>;
    /// Reads binary data to lend it to a function that may run later.
    fn lent_bytes(self) -> Result<Lent<u8>, Fault> {
        self.owned_bytes().map(Lent::from)
    }
    /// Reads a column of numbers to lend it to a function that may run later.
    fn lent_column<T: Columnar>(self) -> Result<Lent<T>, Fault> {
        Ok(self.column::<T>()?.into_owned().into())
    }
    /// The length of a list.
    fn list_len(self) -> Result<u32, Fault>;
    /// An item of a list, below its length.
    fn item(self, index: u32) -> Result<Self, Error>;
    /// Visits the items of a list of that length, in order. An error of an item has its index.
    fn each(
        self,
        length: u32,
        visit: &mut dyn FnMut(Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for index in 0..length {
            let visited = self.item(index).and_then(&mut *visit);
            visited.map_err(|error| error.at(&format!("/{index}")))?;
        }
        Ok(())
    }
    /// Reads one property of an object. What is not the object's own may be found too.
    fn property(self, name: &str) -> Result<Option<Self>, Fault>;
    /// Reads a moment.
    fn date(self) -> Result<Date, Fault>;
    /// Visits the items of a set, in order.
    fn set_items(self, visit: &mut dyn FnMut(u32, Self) -> Result<(), Error>) -> Result<(), Fault>;
    /// Visits the properties of an object, in order, without those that are `undefined`.
    fn properties(
        self,
        visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>,
    ) -> Result<(), Fault>;
    /// Visits the properties of an object, in order, including those that are `undefined`. JSON has
    /// none.
    fn entries(self, visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>) -> Result<(), Fault> {
        self.properties(visit)
    }
    /// Reads a handle to a resource of any type.
    fn resource(self) -> Result<Cow<'s, AnyResource>, Fault> {
        Err(Fault::WrongType)
    }
    /// The type of the resource that this is a handle to, whoever has the resource itself; `None` if
    /// only reading it will tell.
    fn resource_type(self) -> Result<Option<Cow<'s, str>>, Fault> {
        self.resource()
            .map(|resource| Some(Cow::Borrowed(resource.kind().name())))
    }
    /// Reads an input: a list of all items, whatever lists of them are otherwise.
    fn input<T: Decode + Send + 'static>(self) -> Result<Input<T>, Error> {
        super::decode::decode_items(self, T::decode).map(Input::of_list)
    }
    /// Reads a function. In JSON it is a number of the caller, if that answers.
    fn callback<A, R>(self) -> Result<Callback<A, R>, Fault>
    where
        A: CallbackArguments + Send + 'static,
        R: Decode + Send + 'static,
    {
        Err(callback::not_carried("in JSON").into())
    }
    /// Whether this is a function.
    fn is_function(self) -> bool {
        false
    }
    /// Reads any value.
    fn value(self) -> Result<Value, Error>;
    /// The value, for a message: `1.5`, `"text"`, `an object`.
    fn describe(self) -> String;
    /// The kind of the value.
    fn kinds(self) -> Kinds;
    /// Whether this is `undefined`, which JSON does not have.
    fn is_undefined(self) -> bool {
        false
    }
    /// Whether a plan has still to fill this in.
    fn is_pending(self) -> bool {
        false
    }
    /// Whether this is a list with items that a plan has still to fill in.
    fn has_gaps(self) -> bool {
        false
    }
}

/// Why a source could not be read as a type.
#[derive(Debug)]
pub enum Fault {
    /// It has another type.
    WrongType,
    /// It has that type, but is outside its range.
    OutOfRange,
    /// It has that type, but something is wrong with it, as the text says.
    Invalid(&'static str),
    /// Something inside it failed, and the error says what.
    Inside(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Inside(error)
    }
}

impl Fault {
    /// The error that a caller sees, given what was expected in words and what was passed.
    #[cold]
    pub fn expected<'s>(self, expected: &str, given: impl Source<'s>) -> Error {
        let kind = match self {
            Self::WrongType => &errors::INVALID_TYPE,
            Self::OutOfRange => &errors::OUT_OF_RANGE,
            Self::Invalid(reason) => {
                let message = format!("expected {expected}, got {reason}");
                return Error::new(&errors::INVALID_VALUE, message);
            }
            Self::Inside(error) => return error,
        };
        Error::new(
            kind,
            format!("expected {expected}, got {}", given.describe()),
        )
    }
}
