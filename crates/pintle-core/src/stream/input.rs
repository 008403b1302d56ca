//! What a command receives as it comes.

use std::{fmt, sync::Arc, vec};

use crate::{
    Context, Decode, Describe, Error, Name, OnCancel, Value,
    resource::Scope,
    schema::{Defs, Schema},
    stream::{Queue, Taken},
};

/// Items that come while the command runs. A blocking command takes it by value and iterates over
/// it; an async one awaits [`Input::next_async`]. When it is dropped, whoever sends items ends.
///
/// ```ignore
/// use pintle::{Error, command, stream::Input};
///
/// /// The sum of all numbers.
/// #[command(blocking, portable)]
/// pub fn sum(numbers: Input<f64>) -> Result<f64, Error> {
///     let mut sum = 0.0;
///     for number in numbers {
///         sum += number?;
///     }
///     Ok(sum)
/// }
/// ```
pub struct Input<T> {
    from: From<T>,
    name: &'static str,
    /// How many items have been read.
    read: usize,
    ended: bool,
    context: Context,
    /// Wakes the command when it waits.
    woken: OnCancel,
}

enum From<T> {
    List(vec::IntoIter<T>),
    /// Whoever sends knows the type.
    Items(Arc<Queue<T>>, vec::IntoIter<T>),
    /// It does not.
    Values(Arc<Queue<Value>>, vec::IntoIter<Value>),
}

/// What the inputs of a call are fed by, by the names of the parameters.
pub type Inputs = [(Name, Arc<Queue<Value>>)];

impl<T: Decode + Send + 'static> Input<T> {
    /// All of the items.
    #[doc(hidden)]
    pub fn of_list(items: Vec<T>) -> Self {
        Self::new(From::List(items.into_iter()))
    }

    /// The items that will be in a queue.
    #[doc(hidden)]
    pub fn of_items(queue: Arc<Queue<T>>) -> Self {
        Self::new(From::Items(queue, Vec::new().into_iter()))
    }

    /// The values that will be in a queue.
    #[doc(hidden)]
    pub fn of_values(queue: Arc<Queue<Value>>) -> Self {
        Self::new(From::Values(queue, Vec::new().into_iter()))
    }

    fn new(from: From<T>) -> Self {
        Self {
            from,
            name: "",
            read: 0,
            ended: false,
            context: Context::DETACHED,
            woken: OnCancel::never(),
        }
    }

    /// The same in a running call, as the parameter of that name.
    #[doc(hidden)]
    #[must_use]
    pub fn within(mut self, name: &'static str, context: &Context) -> Self {
        self.name = name;
        self.context = context.clone();
        self.woken = match &self.from {
            From::List(_) => OnCancel::never(),
            From::Items(queue, _) => wake(queue, context),
            From::Values(queue, _) => wake(queue, context),
        };
        self
    }

    /// The next item, as `next` of the iterator, but waits without a thread: for async commands. Nothing
    /// is lost when the future is dropped before it is ready.
    ///
    /// ```ignore
    /// while let Some(number) = numbers.next_async().await {
    ///     sum += number?;
    /// }
    /// ```
    pub async fn next_async(&mut self) -> Option<Result<T, Error>> {
        if !self.ended {
            match &mut self.from {
                From::Items(queue, taken) if taken.len() == 0 => queue.ready().await,
                From::Values(queue, taken) if taken.len() == 0 => queue.ready().await,
                _ => {}
            }
        }
        self.next() // Has something to take now, or knows the end.
    }

    fn take(&mut self) -> Result<Option<T>, Error> {
        match &mut self.from {
            From::List(items) => Ok(items.next()),
            From::Items(queue, taken) => next(queue, taken, &self.context),
            From::Values(queue, taken) => {
                let Some(value) = next(queue, taken, &self.context)? else {
                    return Ok(None);
                };
                // A caller that only JSON reaches has resources by their numbers.
                let table = self.context.resources().map(|lease| lease.table());
                let scope = table.map(|table| Scope::enter(Some(table)));
                let decoded = T::decode(value.view());
                drop(scope);
                let place = format!("/{}", self.read);
                decoded
                    .map(Some)
                    .map_err(|error| error.at(&place).within(self.name))
            }
        }
    }
}

fn wake<T: Send + 'static>(queue: &Arc<Queue<T>>, context: &Context) -> OnCancel {
    let queue = Arc::clone(queue);
    context.on_cancel(move || queue.wake())
}

fn next<T>(
    queue: &Queue<T>,
    taken: &mut vec::IntoIter<T>,
    context: &Context,
) -> Result<Option<T>, Error> {
    if let Some(item) = taken.next() {
        return Ok(Some(item));
    }
    match queue.wait_and_take(usize::MAX, context)? {
        Taken::Items(items) => *taken = items.into_iter(),
        Taken::End(outcome) => outcome?,
        Taken::Nothing => {}
    }
    Ok(taken.next())
}

impl<T: Decode + Send + 'static> Iterator for Input<T> {
    type Item = Result<T, Error>;

    /// The next item; waits for it on this thread. An error is the last.
    fn next(&mut self) -> Option<Result<T, Error>> {
        if self.ended {
            return None;
        }
        let item = self.take().transpose();
        self.ended = !matches!(item, Some(Ok(_)));
        self.read += 1;
        item
    }
}

impl<T: Describe> Describe for Input<T> {
    /// A list of any type, even of numbers, which have columns otherwise.
    fn schema(defs: &mut Defs) -> Schema {
        Schema::List(Box::new(T::schema(defs)))
    }
}

impl<T> Drop for Input<T> {
    fn drop(&mut self) {
        match &self.from {
            From::List(_) => {}
            From::Items(queue, _) => queue.leave(),
            From::Values(queue, _) => queue.leave(),
        }
    }
}

impl<T> fmt::Debug for Input<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Input({} read)", self.read)
    }
}
