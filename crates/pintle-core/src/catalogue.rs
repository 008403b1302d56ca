//! The catalogue of failures that do not belong to one command.

use std::{borrow::Cow, io};

use pintle_macros::Data;

use crate::{DeclaredKind, ErrorKind, TypedKind};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $(($details:ty))?: $summary:literal, $fix:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: kinds!(@type $($details)?) = kinds!(@kind [$($details)?] ErrorKind {
                code: concat!("ERR_PINTLE_", stringify!($name)),
                summary: $summary,
                fix: $fix,
            });
        )*
        /// Every kind in this catalogue.
        pub static ALL: &[DeclaredKind] = &[$($name.declared()),*];
    };
    (@type) => { ErrorKind };
    (@type $details:ty) => { TypedKind<$details> };
    (@kind [] $kind:expr) => { $kind };
    (@kind [$details:ty] $kind:expr) => { TypedKind::new($kind) };
}

/// The details of `ERR_PINTLE_IO`.
#[derive(Clone, Debug, Data)]
pub struct IoDetails {
    /// The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known.
    pub path: Option<String>,
    /// The name of the system's error as in Node, such as `ENOENT`; null if it has none.
    pub errno: Option<String>,
}

kinds! {
    /// A required argument is missing.
    MISSING_ARG: "A required argument was not given.",
        "Pass the argument that the message names. `pintle commands` lists what each command takes.";
    /// An argument that the command does not take.
    UNKNOWN_ARG: "An argument was given that the command does not take.",
        "Remove the argument, or correct its name; the message suggests the closest match.";
    /// An argument of another type.
    INVALID_TYPE: "An argument does not have the type that the command takes. Nothing is converted silently.",
        "Convert the value yourself, for instance with Number(text) or BigInt(number).";
    /// An argument of the right type whose value is not allowed.
    INVALID_VALUE: "An argument has the right type, but its value is not allowed.",
        "Pass a value that fits the message's description.";
    /// A number outside its type's range, a fraction for an integer, NaN or an infinity.
    OUT_OF_RANGE: "A number is outside the range of its type, has a fraction where an integer is needed, or is not finite.",
        "Pass a finite number within the range that the message names.";
    /// A command's result has a number that is not finite.
    NOT_FINITE: "A result is NaN or infinite. JSON cannot represent that, so it is an error on every transport.",
        "Check the command's input for NaN and infinities.";
    /// Reading an argument ran JavaScript that threw.
    GETTER_THREW: "Reading an argument ran a getter or a proxy, which threw an exception.",
        "See the error's cause; pass plain objects and arrays.";
    /// A name that is not UTF-8.
    NOT_UTF8: "A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.",
        "Rename the file or exclude it.";
    /// A Rust command panicked.
    PANIC: "A Rust command panicked. This is a bug in the command; the process continues.",
        "Report it to the command's author with the message and the arguments.";
    /// The caller cancelled.
    CANCELLED: "The caller cancelled the call or the plan.",
        "Nothing to fix. Work finished before the cancellation is not undone.";
    /// A time limit ran out.
    TIMEOUT: "A time limit ran out before the work was done.",
        "Raise timeoutMs, or give the command less to do.";
    /// A command failed with an error of another library, which has no code.
    FAILED: "The command failed for a reason that has no code of its own.",
        "Read the message and the cause; if they do not help, report them to the command's author.";
    /// A system call failed.
    IO(IoDetails): "The operating system refused an operation on a file or folder.",
        "See details.errno and details.path: check that the path exists and that you have permission to use it.";
    /// The addon could not be loaded. Thrown by the TypeScript that loads it.
    LOAD: "The native addon could not be loaded.",
        "The message says what was tried and why it failed; `pintle doctor` prints more.";
    /// Node-API refused an operation.
    NODE_API: "Node-API refused an operation that Pintle needs.",
        "The environment may be shutting down or out of memory, or the versions of the addon and the JavaScript may differ; `pintle doctor` prints both. Otherwise, report a bug.";
    /// Text that is not JSON.
    INVALID_JSON: "The text is not valid JSON (RFC 8259), or contains what I-JSON (RFC 7493) forbids: duplicate keys or lone surrogates.",
        "Correct the text at the line and column that the message names.";
    /// A method that no command has.
    UNKNOWN_COMMAND: "There is no command with that name.",
        "Correct the name; `pintle commands` lists all commands.";
    /// A command that WebAssembly does not have.
    NOT_PORTABLE: "The command needs an operating system, so it is not available in WebAssembly.",
        "Use another transport, in Node; `portable` in the contract marks the commands that run everywhere.";
    /// A malformed plan document.
    INVALID_PLAN: "The document is not a valid plan.",
        "Correct the document at the place that the pointer names.";
    /// Steps that wait for each other.
    PLAN_CYCLE: "Steps of the plan wait for each other in a cycle, so none of them can start.",
        "Remove one of the references or dependsOn entries that the message lists.";
    /// A reference to a step that does not exist.
    UNKNOWN_STEP: "A reference or dependsOn names a step that does not exist or is not visible from there.",
        "Correct the id; steps inside a forEach are visible only inside it.";
    /// Two steps with the same id.
    DUPLICATE_STEP: "Two steps of the plan have the same id.",
        "Give every step a unique id.";
    /// A reference's path is not in the result.
    PATH_NOT_FOUND: "A reference's path does not exist in the result that it refers to.",
        "Correct the path; the message says where it stops and what was found there.";
    /// The plan is larger than allowed.
    PLAN_LIMIT: "The plan is larger than the limits allow.",
        "Split the plan, or use forEach instead of repeating a step.";
    /// A command that changes its caller's memory.
    DIRECT_ONLY: "The command changes an argument in place, so it can only be called directly.",
        "Call it directly, or use the command that returns a new value instead.";
    /// Something live, such as a callback, that a transport or a plan has no way to carry.
    NOT_CARRIED: "A value that is only meaningful where it was made, such as a callback, cannot be carried this way.",
        "Call the command directly, or over a transport that the message names.";
    /// A handle to a resource that is no longer there.
    DISPOSED: "A resource was used after its handle had been disposed of.",
        "Dispose of a resource once nothing needs it any longer, or leave it to the garbage collector.";
    /// A caller who holds as many resources as it may.
    RESOURCE_LIMIT: "The caller would hold more resources at a time than it may.",
        "Dispose of those that are no longer needed, or raise the limit that the message names.";
    /// What feeds an input failed.
    INPUT: "The iterable that was passed to the command threw an exception, so that the command cannot have all of its items.",
        "See the error's cause, which is what the iterable threw.";
    /// A function that was passed to a command failed.
    CALLBACK: "A function that was passed to the command threw an exception, rejected, or returned a value of another type; or it was called after its call had ended.",
        "See the error's cause, which is what the function threw, and its message.";
    /// A host that serves other commands than its client was generated for.
    CONTRACT_MISMATCH: "The host speaks another version of the protocol, or its commands differ from those that the client was generated for.",
        "Install a host and a client of the same version; regenerate the client's types if the commands are your own.";
    /// A message that is not a request.
    INVALID_REQUEST: "A message to the host is valid JSON, but not a request as defined by JSON-RPC 2.0 and the protocol.",
        "Correct the message at the place that the pointer names; docs/protocol.md describes the format.";
    /// The connection to a host has ended.
    TRANSPORT_CLOSED: "The connection to the host was closed, or the host exited, before it answered.",
        "The message says how the host exited and what it last wrote to stderr. The next call restarts it, unless the client was closed.";
    /// An answer that is not in a recording.
    NOT_RECORDED: "The recording has no answer to this request.",
        "Record again, including this request.";
    /// A call that a policy does not allow.
    DENIED: "The caller's policy does not allow the call. Nothing was run.",
        "The message says which rule is missing. To allow the call, add that rule; `pintle policy explain` shows the verdict for a single request.";
    /// A limit of a policy is used up.
    POLICY_LIMIT: "A limit of the caller's policy is used up.",
        "Raise the limit that the message names, or ask for less.";
    /// A malformed policy, or one that cannot be enforced.
    INVALID_POLICY: "The policy is not valid, so it allows nothing.",
        "Correct the policy at the place that the pointer names; `pintle policy check` checks a whole file.";
    /// A module that is not a guest.
    INVALID_GUEST: "The module is not a guest: it is not WebAssembly, imports something that a guest may not use, lacks a required export, or has more memory than allowed.",
        "Correct what the message names; docs/guests.md lists what a guest imports and exports.";
    /// A guest that did not end normally.
    GUEST_TRAP: "The guest trapped, recursed endlessly, or passed its host something invalid, such as a pointer outside its memory.",
        "This is a bug in the guest; the message says where. Nothing else is affected.";
    /// A failure reported by a guest.
    GUEST_ERROR: "The guest ran and reported a failure.",
        "details holds what the guest reported: a code, a message and more. None of it is checked.";
    /// A limit of a guest is used up.
    GUEST_LIMIT: "One of the guest's limits is used up.",
        "Raise the limit that the message names, or give the guest less to do.";
    /// A message that is too large.
    MESSAGE_LIMIT: "A message to or from the host is larger than the limits allow.",
        "Send less in one message, or start the host with a larger --max-message.";
}

/// The symbolic name of a system error as in Node, such as `ENOENT`, and its meaning.
pub(crate) fn system_error(error: &io::Error) -> Option<(Cow<'static, str>, String)> {
    let kind = || error.kind().to_string();
    let known = name_of_kind(error.kind());
    match error.raw_os_error().and_then(name_of_number) {
        // One kind may have several numbers.
        Some((name, meaning)) if Some(&*name) != known => {
            Some((name, meaning.map_or_else(kind, str::to_lowercase)))
        }
        _ => known.map(|name| (name.into(), kind())),
    }
}

/// The name of an error without a number, or with a number that only std knows.
fn name_of_kind(kind: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind as Kind;
    Some(match kind {
        Kind::NotFound => "ENOENT",
        Kind::PermissionDenied => "EACCES",
        Kind::AlreadyExists => "EEXIST",
        Kind::NotADirectory => "ENOTDIR",
        Kind::IsADirectory => "EISDIR",
        Kind::DirectoryNotEmpty => "ENOTEMPTY",
        Kind::ReadOnlyFilesystem => "EROFS",
        Kind::StorageFull => "ENOSPC",
        Kind::QuotaExceeded => "EDQUOT",
        Kind::FileTooLarge => "EFBIG",
        Kind::ResourceBusy => "EBUSY",
        Kind::ExecutableFileBusy => "ETXTBSY",
        Kind::ArgumentListTooLong => "E2BIG",
        Kind::CrossesDevices => "EXDEV",
        Kind::TooManyLinks => "EMLINK",
        Kind::InvalidFilename => "ENAMETOOLONG",
        Kind::BrokenPipe => "EPIPE",
        Kind::WouldBlock => "EAGAIN",
        Kind::InvalidInput => "EINVAL",
        Kind::OutOfMemory => "ENOMEM",
        _ => return None,
    })
}

#[cfg(unix)]
fn name_of_number(number: i32) -> Option<(Cow<'static, str>, Option<&'static str>)> {
    use nix::errno::Errno;
    match Errno::from_raw(number) {
        Errno::UnknownErrno => None,
        // On Linux it is the same number.
        Errno::EOPNOTSUPP => Some(("ENOTSUP".into(), Some(Errno::EOPNOTSUPP.desc()))),
        errno => Some((format!("{errno:?}").into(), Some(errno.desc()))),
    }
}

/// Where libuv, and so Node, has another name than the one derived from std's kinds:
/// <https://github.com/libuv/libuv/blob/v1.x/src/win/error.c>
#[cfg(windows)]
fn name_of_number(number: i32) -> Option<(Cow<'static, str>, Option<&'static str>)> {
    const ERROR_ACCESS_DENIED: i32 = 5;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    const ERROR_LOCK_VIOLATION: i32 = 33;
    match number {
        ERROR_ACCESS_DENIED => Some(("EPERM".into(), None)),
        ERROR_SHARING_VIOLATION | ERROR_LOCK_VIOLATION => {
            Some(("EBUSY".into(), Some("the file is in use")))
        }
        _ => None,
    }
}

#[cfg(not(any(unix, windows)))]
fn name_of_number(_: i32) -> Option<(Cow<'static, str>, Option<&'static str>)> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn named(error: &io::Error) -> Option<(String, String)> {
        system_error(error).map(|(name, meaning)| (name.into_owned(), meaning))
    }

    #[test]
    fn the_number_decides_where_several_have_one_kind() {
        use nix::errno::Errno;
        for (errno, name, meaning) in [
            (Errno::ENOENT, "ENOENT", "entity not found"),
            (Errno::EACCES, "EACCES", "permission denied"),
            (Errno::EPERM, "EPERM", "operation not permitted"),
            (Errno::ELOOP, "ELOOP", "too many symbolic links encountered"),
            (Errno::ETXTBSY, "ETXTBSY", "executable file busy"),
            (Errno::EIO, "EIO", "i/o error"),
            (Errno::ENOSYS, "ENOSYS", "function not implemented"),
        ] {
            let error = io::Error::from_raw_os_error(errno as i32);
            assert_eq!(named(&error), Some((name.into(), meaning.into())));
        }
        let error = io::Error::from_raw_os_error(Errno::EOPNOTSUPP as i32);
        assert_eq!(named(&error).map(|(name, _)| name), Some("ENOTSUP".into()));
    }

    #[test]
    fn an_error_without_a_number_has_the_name_of_its_kind() {
        let name = |error: io::Error| named(&error).map(|(name, _)| name);
        assert_eq!(
            name(io::ErrorKind::IsADirectory.into()),
            Some("EISDIR".into())
        );
        assert_eq!(name(io::Error::other("no system's")), None);
    }
}
