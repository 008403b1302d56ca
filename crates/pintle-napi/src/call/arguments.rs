//! The arguments of a direct call.

use std::ptr;

use napi::sys;
use pintle_core::{
    Decode, Error,
    command::Arguments,
    data::{
        Columnar, InPlace, Source,
        javascript::{in_place_fault, too_many_arguments},
        missing_argument,
    },
    stream::Input,
};

use crate::{
    call::{environment::CallbackData, feed::Feed, handles::held},
    value::source::JsSource,
};

/// The maximum number of parameters of a command.
pub(crate) const MAX: usize = 12;

/// What JavaScript passed, by position.
pub(crate) struct Positional<'s> {
    pub(crate) data: &'s CallbackData,
    values: [sys::napi_value; MAX],
    /// How many were passed, which may be more than there are parameters.
    passed: usize,
    /// How many precede the first parameter.
    leading: usize,
    /// Whether the call takes memory that it was given.
    takes: bool,
}

impl<'s> Positional<'s> {
    /// Reads `leading + count` arguments of a callback.
    ///
    /// # Safety
    /// `info` is what Node passed to the running callback, whose data is a [`CallbackData`].
    #[inline]
    pub(crate) unsafe fn read(
        env: sys::napi_env,
        info: sys::napi_callback_info,
        count: usize,
        leading: usize,
    ) -> Self {
        let mut values = [ptr::null_mut(); MAX];
        let mut passed = count + leading;
        let mut data = ptr::null_mut();
        // SAFETY: there is room for `passed` values, and `info` is of the running callback.
        unsafe {
            sys::napi_get_cb_info(
                env,
                info,
                &raw mut passed,
                values.as_mut_ptr(),
                ptr::null_mut(),
                &raw mut data,
            );
        }
        // SAFETY: the caller promises that the data is a `CallbackData`, which lives as long as the
        // environment that is calling.
        let data = unsafe { &*data.cast::<CallbackData>() };
        Self {
            data,
            values,
            passed,
            leading,
            takes: false,
        }
    }

    /// The same, of a call that takes memory that it was given; see [`Taking`](crate::value::taking::Taking).
    #[inline]
    pub(crate) fn taking(self) -> Self {
        Self {
            takes: true,
            ..self
        }
    }

    /// The argument at a position before the first parameter.
    pub(crate) fn leading(&self, index: usize) -> JsSource<'s> {
        self.source(index)
    }

    #[inline]
    fn source(&self, position: usize) -> JsSource<'s> {
        // SAFETY: the environment outlives every call into it.
        let environment = unsafe { &*self.data.environment };
        JsSource::new(&environment.realm, self.values[position]).taking(self.takes)
    }
}

impl<'s> Arguments<'s> for Positional<'s> {
    type Source = JsSource<'s>;

    #[inline]
    fn argument(&self, index: usize, _name: &'static str) -> Option<JsSource<'s>> {
        let position = index + self.leading;
        (position < self.passed).then(|| self.source(position))
    }

    fn options(&self, names: &'static [&'static str]) -> Option<JsSource<'s>> {
        let options = self.argument(names.len() - 1, "options")?;
        (!options.is_undefined()).then_some(options)
    }

    fn input<T: Decode + Send + 'static>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<Input<T>, Error> {
        let Some(source) = self.argument(index, name) else {
            return Err(missing_argument(name));
        };
        if source.is(sys::ValueType::napi_external) {
            // SAFETY: the environment outlives every call into it.
            let environment = unsafe { &*self.data.environment };
            return Ok(held::<Feed>(environment, source)?.bind(name));
        }
        source.input().map_err(|error| error.within(name))
    }

    fn in_place<T: Columnar>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<InPlace<'s, T>, Error> {
        let Some(source) = self.argument(index, name) else {
            return Err(missing_argument(name));
        };
        let memory = source
            .memory::<T>()
            .map_err(|fault| in_place_fault::<T>(fault, name, source))?;
        // SAFETY: V8 keeps the memory for the time of a synchronous call, it is initialised and
        // aligned, shared memory was refused, and the other arguments are compared by `exclusive`.
        Ok(unsafe { InPlace::new(memory.start, memory.length) })
    }

    #[inline]
    fn only(&self, names: &'static [&'static str], _options: bool) -> Result<(), Error> {
        let passed = self.passed.saturating_sub(self.leading);
        if passed > names.len() {
            Err(too_many_arguments(names, passed))
        } else {
            Ok(())
        }
    }
}
