//! What a callback takes: a tuple of values.

use crate::{
    Describe, Encode, Error,
    data::Sink,
    schema::{Defs, Schema},
};

/// The arguments of a callback: a tuple of up to six values that can be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the arguments of a callback",
    label = "write a tuple of types of Rust, such as `(String,)` or `()`",
    note = "each of them implements `Encode`; a struct does with `#[derive(pintle::Data)]`"
)]
pub trait CallbackArguments {
    /// The types of the arguments.
    fn schemas(defs: &mut Defs) -> Vec<Schema>;
    /// Writes the arguments.
    ///
    /// # Errors
    /// Those of writing one, with its place.
    fn encode<K: Sink>(self, sink: K) -> Result<Vec<K::Output>, Error>;
}

macro_rules! tuples {
    ($(($($type:ident $name:ident $place:literal),*))*) => {$(
        impl<$($type: Encode),*> CallbackArguments for ($($type,)*) {
            fn schemas(_defs: &mut Defs) -> Vec<Schema> {
                vec![$(<$type as Describe>::schema(_defs)),*]
            }

            fn encode<K: Sink>(self, _sink: K) -> Result<Vec<K::Output>, Error> {
                let ($($name,)*) = self;
                Ok(vec![$($name.encode(_sink).map_err(|error| error.at($place))?),*])
            }
        }
    )*};
}

tuples! {
    ()
    (A a "/0")
    (A a "/0", B b "/1")
    (A a "/0", B b "/1", C c "/2")
    (A a "/0", B b "/1", C c "/2", D d "/3")
    (A a "/0", B b "/1", C c "/2", D d "/3", E e "/4")
    (A a "/0", B b "/1", C c "/2", D d "/3", E e "/4", F f "/5")
}
