//! The arguments of a direct call.

use std::{cell::RefCell, ptr::NonNull};

use js_sys::{Array, Uint8Array};
use pintle_core::{
    Error,
    command::Arguments,
    data::{
        Columnar, InPlace,
        javascript::{in_place_fault, too_many_arguments},
        missing_argument,
    },
};
use typed_arena::Arena;
use wasm_bindgen::JsValue;

use crate::{columns, js_host, source::JsSource};

/// What JavaScript passed, by position.
pub(crate) struct Positional {
    values: Vec<JsValue>,
    /// How many were passed, which may be more than there are parameters.
    passed: usize,
    arena: Arena<JsValue>,
    /// The copies of memory that a command changes.
    lent: RefCell<Vec<Lent>>,
}

/// A copy of the caller's memory, which is written back after the command has run.
struct Lent {
    copy: Vec<u64>,
    memory: Uint8Array,
}

impl Positional {
    pub(crate) fn new(arguments: &Array, names: &[&str]) -> Self {
        let passed = arguments.length() as usize;
        let read = passed.min(names.len());
        Self {
            values: (0..read as u32).map(|index| arguments.get(index)).collect(),
            passed,
            arena: Arena::with_capacity(0),
            lent: RefCell::default(),
        }
    }

    /// Writes back what the command changed.
    pub(crate) fn give_back(&self) {
        for Lent { copy, memory } in self.lent.borrow().iter() {
            let length = memory.length() as usize;
            // SAFETY: the copy was allocated with that many bytes, which are initialised.
            memory.copy_from(unsafe { std::slice::from_raw_parts(copy.as_ptr().cast(), length) });
        }
    }

    /// Whether another argument uses some of that memory.
    fn is_shared(&self, memory: &Uint8Array, index: usize) -> bool {
        let others = self.values.iter().enumerate();
        others
            .filter(|(other, view)| *other != index && js_host::kind(view).is_typed_array())
            .filter_map(|(_, view)| columns::memory(view).ok())
            .any(|other| columns::overlap(memory, &other))
    }
}

impl<'s> Arguments<'s> for &'s Positional {
    type Source = JsSource<'s>;

    fn argument(&self, index: usize, _name: &'static str) -> Option<JsSource<'s>> {
        let Positional { values, arena, .. } = *self;
        values.get(index).map(|value| JsSource { arena, value })
    }

    fn options(&self, names: &'static [&'static str]) -> Option<JsSource<'s>> {
        let options = self.argument(names.len() - 1, "options")?;
        (!options.value.is_undefined()).then_some(options)
    }

    fn in_place<T: Columnar>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<InPlace<'s, T>, Error> {
        let Some(source) = self.argument(index, name) else {
            return Err(missing_argument(name));
        };
        let memory = columns::memory_of::<T>(source.value)
            .map_err(|fault| in_place_fault::<T>(fault, name, source))?;
        let is_shared = self.is_shared(&memory, index);
        let bytes = memory.length() as usize;
        // Of the widest element, so that it is aligned for every type.
        let mut copy = vec![0_u64; bytes.div_ceil(size_of::<u64>())];
        let start = NonNull::from(&mut copy[..]).cast::<u8>();
        // SAFETY: the copy has room for that many bytes.
        unsafe { memory.raw_copy_to_ptr(start.as_ptr()) };
        self.lent.borrow_mut().push(Lent { copy, memory });
        // SAFETY: the copy stays where it is while the arguments live, and nothing else uses it
        // until the command has run; every element type is a number, for which any bytes are valid.
        let column = unsafe { InPlace::new(start.cast::<T>(), bytes / size_of::<T>()) };
        Ok(column.shared(is_shared))
    }

    fn only(&self, names: &'static [&'static str], _options: bool) -> Result<(), Error> {
        if self.passed > names.len() {
            Err(too_many_arguments(names, self.passed))
        } else {
            Ok(())
        }
    }
}
