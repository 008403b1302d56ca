//! The end of a stream that a command has.

use std::{
    any::Any,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    Context, Encode, Error, OnCancel, Value,
    data::ValueSink,
    stream::{Queue, Sent},
};

/// Where a command's results go as they come. `#[command]` passes it to a blocking or async function
/// with a parameter `out: &Output<T>`.
///
/// ```ignore
/// use pintle::{Error, command, stream::Output};
///
/// /// The squares of the numbers below `end`.
/// #[command(blocking, portable)]
/// pub fn squares(end: u32, out: &Output<f64>) -> Result<(), Error> {
///     for number in 0..end {
///         out.send(f64::from(number) * f64::from(number))?;
///     }
///     Ok(())
/// }
/// ```
pub struct Output<T> {
    to: To<T>,
    context: Context,
    /// Wakes a sender that waits.
    _woken: OnCancel,
}

enum To<T> {
    /// Whoever empties the queue knows the type.
    Items(Arc<Queue<T>>),
    /// It does not.
    Values(Arc<Queue<Value>>, Counted),
    /// Nobody takes anything before the command has ended.
    List(Mutex<Vec<T>>),
}

/// Whether what is sent is an answer to the caller, and so counts towards its budget.
type Counted = bool;

/// Where a command's results are to go as they come.
#[derive(Clone, Debug)]
pub struct Target {
    queue: Arc<dyn Any + Send + Sync>,
    counted: Counted,
}

impl Target {
    /// To the caller. `T` is the type that the command sends, or [`Value`], whatever it sends.
    pub fn caller<T: Send + 'static>(queue: Arc<Queue<T>>) -> Self {
        let counted = true;
        Self { queue, counted }
    }

    /// To another command of the same caller.
    pub fn command(queue: Arc<Queue<Value>>) -> Self {
        let counted = false;
        Self { queue, counted }
    }
}

impl<T: Encode + Send + 'static> Output<T> {
    /// Where the results of a command with this context go.
    #[doc(hidden)]
    pub fn of(context: &Context) -> Self {
        let (to, woken) = match context.output() {
            Some(Target { queue, counted }) => match Arc::clone(queue).downcast() {
                Ok(items) => (To::Items(Arc::clone(&items)), wake(items, context)),
                Err(other) => match other.downcast() {
                    Ok(values) => (
                        To::Values(Arc::clone(&values), *counted),
                        wake(values, context),
                    ),
                    Err(_) => (To::List(Mutex::default()), OnCancel::never()),
                },
            },
            None => (To::List(Mutex::default()), OnCancel::never()),
        };
        Self {
            to,
            context: context.clone(),
            _woken: woken,
        }
    }

    /// Sends a result, and waits while whoever receives it is behind. Any thread may send.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED` when nobody takes the results any longer or the call was cancelled,
    /// `ERR_PINTLE_TIMEOUT`, and what is wrong with the item, such as a path that is not UTF-8. The
    /// command returns it: `out.send(item)?`.
    pub fn send(&self, item: T) -> Result<(), Error> {
        let bytes = item.footprint();
        match &self.to {
            To::Items(queue) => queue.send(item, bytes, &self.context),
            To::Values(queue, counted) => {
                let value = self.value(item, *counted)?;
                queue.send(value, bytes, &self.context)
            }
            To::List(items) => {
                self.context.take(bytes)?;
                let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
                if items.len().is_multiple_of(256) {
                    self.context.check()?;
                }
                items.push(item);
                Ok(())
            }
        }
    }

    /// The same for async commands: waits without a thread. The item is lost when the future is dropped
    /// before it is ready.
    ///
    /// # Errors
    /// As [`Output::send`]: `out.send_async(item).await?`.
    pub async fn send_async(&self, item: T) -> Result<(), Error> {
        let bytes = item.footprint();
        match &self.to {
            To::Items(queue) => queue.send_async(item, bytes, &self.context).await,
            To::Values(queue, counted) => {
                let value = self.value(item, *counted)?;
                queue.send_async(value, bytes, &self.context).await
            }
            To::List(_) => self.send(item), // It never waits.
        }
    }

    fn value(&self, item: T, counted: Counted) -> Result<Value, Error> {
        let value = item.encode(ValueSink)?;
        if counted {
            self.context.give(&value)?;
        }
        Ok(value)
    }

    /// What is left to return.
    #[doc(hidden)]
    pub fn finish(self) -> Sent<T> {
        match self.to {
            To::Items(_) | To::Values(..) => Sent::All,
            To::List(items) => {
                let items = items.into_inner().unwrap_or_else(PoisonError::into_inner);
                Sent::List(items)
            }
        }
    }
}

fn wake<T: Send + 'static>(queue: Arc<Queue<T>>, context: &Context) -> OnCancel {
    context.on_cancel(move || queue.wake())
}

impl<T> fmt::Debug for Output<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Output")
    }
}
