//! The direct call: one callback for each command, generated at compile time.

use napi::sys;
use pintle_core::{
    Context, Encode,
    command::{
        AsyncCallable, Asynchronous, Blocking, BlockingCallable, Callable, Mode, Synchronous,
    },
    panic, pool,
};

use crate::{
    call::{
        arguments::{MAX, Positional},
        caller, promise, stream,
        throw::throw,
    },
    value::{functions::Reading, javascript::Callback, taking::Taking},
};

/// Which callbacks a command has.
pub trait DirectMode<C> {
    /// The callback that starts the command and returns a promise, or the handle to its stream.
    const START: Option<Callback>;
}

impl<C: Callable> DirectMode<C> for Synchronous {
    const START: Option<Callback> = None;
}

impl<C: BlockingCallable> DirectMode<C> for Blocking {
    const START: Option<Callback> = Some(if C::ITEM.is_some() {
        stream::open::<C>
    } else {
        promise::start::<C>
    });
}

impl<C: AsyncCallable> DirectMode<C> for Asynchronous {
    const START: Option<Callback> = Some(if C::ITEM.is_some() {
        stream::open_async::<C>
    } else {
        promise::start_async::<C>
    });
}

/// The context of every call that needs nothing from its caller.
static DETACHED: Context = Context::DETACHED;

/// Runs a command and returns its result, or throws.
///
/// This is the hot path. It reads strictly, checks everything and catches panics, and still costs
/// about as much as the same function in C.
pub(crate) unsafe extern "C" fn call<C: Callable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    const {
        assert!(
            C::NAMES.len() < MAX,
            "a command has too many parameters: use an options struct"
        );
    };
    // SAFETY: Node runs this callback, which was created with a `CallbackData` as its data.
    let mut arguments = unsafe { Positional::read(env, info, C::NAMES.len(), 0) };
    if C::Mode::BLOCKING {
        arguments = arguments.taking();
    }
    let data = arguments.data;
    // SAFETY: the environment outlives every call into it.
    let environment = unsafe { &*data.environment };
    let outcome = panic::catch(|| {
        if const { !C::Mode::BLOCKING && caller::is_unasked(C::EFFECTS, C::VARIABLES) } {
            // Creating and dropping a context takes a sixth of such a call.
            return C::call(C::decode(&arguments)?, &DETACHED)?.encode(environment.sink());
        }
        let context = |variables| caller::context(&environment.realm, C::EFFECTS, variables);
        let (decoded, context) = if C::Mode::BLOCKING {
            pool::call_gathered(); // It may wait for what one of them holds.
            // Nobody could call a function while this thread waits.
            let _reading = Reading::begin(env, &environment.realm.functions, false);
            let taking = Taking::begin(&environment.realm);
            let decoded = C::decode(&arguments)?;
            let context = context(C::variables(&decoded))?;
            taking.take()?;
            (decoded, context)
        } else {
            // Before any memory is borrowed: it may run JavaScript.
            let context = context(C::VARIABLES)?;
            (C::decode(&arguments)?, context)
        };
        let outcome = C::call(decoded, &context);
        if C::Mode::BLOCKING {
            environment.realm.moves.free_returned(env);
        }
        outcome?.encode(environment.sink())
    });
    match outcome {
        Ok(value) => value,
        Err(error) => throw(environment, &error.of_command(data.method)),
    }
}
