//! The fast path: two numbers in, one out, and no JavaScript value in between.

use pintle_core::{
    Context, Encode, Error, Value, ValueRef,
    command::{Arguments, Callable},
    data::{Columnar, InPlace, ValueSink},
    errors,
};

/// Two numbers as arguments.
struct Pair([f64; 2]);

/// The result of a command on two numbers; NaN, which no command returns, if it takes something
/// else or fails. Then the ordinary call is made, which says why.
pub(crate) fn call<C: Callable>(a: f64, b: f64) -> f64 {
    if C::NAMES.len() != 2 {
        return f64::NAN;
    }
    let run = || C::call(C::decode(&Pair([a, b]))?, &Context::DETACHED)?.encode(ValueSink);
    match run() {
        Ok(Value::Number(number)) => number,
        _ => f64::NAN,
    }
}

impl<'s> Arguments<'s> for Pair {
    type Source = ValueRef<'s>;

    #[inline]
    fn argument(&self, index: usize, _name: &'static str) -> Option<ValueRef<'s>> {
        self.0.get(index).copied().map(ValueRef::Number)
    }

    fn options(&self, _names: &'static [&'static str]) -> Option<ValueRef<'s>> {
        self.argument(1, "options")
    }

    fn in_place<T: Columnar>(
        &self,
        _index: usize,
        name: &'static str,
    ) -> Result<InPlace<'s, T>, Error> {
        Err(Error::new(&errors::INVALID_TYPE, "expected memory, got a number").within(name))
    }

    fn only(&self, _names: &'static [&'static str], _options: bool) -> Result<(), Error> {
        Ok(())
    }
}
