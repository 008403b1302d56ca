//! What a command may fail with: what `#[command]` calls about the error type of a function.

use std::marker::PhantomData;

use crate::{DeclaredKind, Error, ErrorKind, ErrorKinds};

/// An error that a command can return.
#[diagnostic::on_unimplemented(
    message = "a command cannot return the error `{Self}`",
    label = "it cannot become a `pintle::Error`",
    note = "return `pintle::Error` with a kind: `Error::new(&KIND, message)`",
    note = "or write an enum of your errors with `#[derive(pintle::ErrorKinds)]`",
    note = "or `impl From<{Self}> for pintle::Error`; for `anyhow::Error`, enable the feature `anyhow` of the crate `pintle`"
)]
pub trait IntoError {
    /// The error that the caller sees.
    fn into_error(self) -> Error;
}

#[diagnostic::do_not_recommend]
impl<E: Into<Error>> IntoError for E {
    fn into_error(self) -> Error {
        self.into()
    }
}

/// The error that the caller sees.
pub fn failure(error: impl IntoError) -> Error {
    error.into_error()
}

/// A `Result`, whatever its name.
pub trait Fallible {
    /// The error.
    type Error;
}

impl<T, E> Fallible for Result<T, E> {
    type Error = E;
}

/// Has the kinds of the error type `E` as its constant `KINDS`, and those of [`UnknownKinds`] if they
/// are not known.
#[derive(Debug)]
pub struct KindsOf<E>(PhantomData<E>);

impl<E: ErrorKinds> KindsOf<E> {
    /// The kinds.
    pub const KINDS: &'static [DeclaredKind] = E::KINDS;
}

/// The kinds of an error type that does not say which it has.
pub trait UnknownKinds {
    /// None.
    const KINDS: &'static [DeclaredKind] = &[];
}

impl<E> UnknownKinds for KindsOf<E> {}

/// How many kinds there are in all of the lists.
pub const fn count_kinds(lists: &[&[DeclaredKind]]) -> usize {
    let (mut all, mut index) = (0, 0);
    while index < lists.len() {
        all += lists[index].len();
        index += 1;
    }
    all
}

/// The lists as one, of the length that [`count_kinds`] says.
///
/// # Panics
/// When it has another length.
pub const fn join_kinds<const N: usize>(lists: &[&[DeclaredKind]]) -> [DeclaredKind; N] {
    static NONE: ErrorKind = ErrorKind {
        code: "",
        summary: "",
        fix: "",
    };
    let mut all = [NONE.declared(); N];
    let (mut length, mut list) = (0, 0);
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            all[length] = lists[list][index];
            length += 1;
            index += 1;
        }
        list += 1;
    }
    assert!(length == N, "not all of the kinds");
    all
}
