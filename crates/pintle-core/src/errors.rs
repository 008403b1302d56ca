//! The catalogue of failures that do not belong to one command.

use std::{borrow::Cow, io};

use crate::ErrorKind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $summary:literal, $fix:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: ErrorKind = ErrorKind {
                code: concat!("ERR_PINTLE_", stringify!($name)),
                summary: $summary,
                fix: $fix,
            };
        )*
        /// Every kind in this catalogue.
        pub static ALL: &[&ErrorKind] = &[$(&$name),*];
    };
}

kinds! {
    /// A required argument is missing.
    MISSING_ARG: "A required argument was not given.",
        "Give the argument that the message names. `pintle commands` lists what each command takes.";
    /// An argument that the command does not take.
    UNKNOWN_ARG: "An argument was given that the command does not take.",
        "Remove the argument, or correct its name; the message names the closest one there is.";
    /// An argument of another type.
    INVALID_TYPE: "An argument has another type than the command takes. Nothing is converted silently.",
        "Convert the value yourself, for instance with Number(text) or BigInt(number).";
    /// An argument of the right type whose value is not allowed.
    INVALID_VALUE: "An argument has the right type, but a value that the command cannot take.",
        "Give a value that the message describes.";
    /// A number outside its type's range, a fraction for an integer, NaN or an infinity.
    OUT_OF_RANGE: "A number is outside the range of its type, has a fraction where an integer is needed, or is not finite.",
        "Give a finite number within the range that the message names.";
    /// A command's result has a number that is not finite.
    NOT_FINITE: "A result is NaN or infinite, which JSON cannot carry, so no transport does.",
        "Check the command's input for NaN and infinities.";
    /// Reading an argument ran JavaScript that threw.
    GETTER_THREW: "Reading an argument ran a getter or a proxy of yours, and that threw.",
        "Look at the error's cause; pass plain objects and arrays.";
    /// A name that is not UTF-8.
    NOT_UTF8: "A file name is not valid UTF-8, so no JavaScript string can hold it. It is never replaced by a similar one.",
        "Rename the file, or leave it out.";
    /// A Rust command panicked.
    PANIC: "A Rust command panicked. This is a bug in the command; the process goes on.",
        "Report it to the command's author with the message and the arguments.";
    /// The caller cancelled.
    CANCELLED: "The caller cancelled the call or the plan.",
        "Nothing to fix. What was done before the cancellation stays done.";
    /// A time limit ran out.
    TIMEOUT: "A time limit ran out before the work was done.",
        "Raise timeoutMs, or give the command less to do.";
    /// A system call failed.
    IO: "The operating system refused an operation on a file or folder.",
        "See details.errno and details.path: check that the path exists and that you may use it.";
    /// The addon could not be loaded. Raised by what loads it, in TypeScript.
    LOAD: "The native addon could not be loaded.",
        "The message says what was tried and why it failed; `pintle doctor` says more.";
    /// Node-API refused an operation.
    NODE_API: "Node-API refused an operation that Pintle needs.",
        "The environment may be shutting down or out of memory, or the addon and the JavaScript are of different versions: `pintle doctor` says. Otherwise report it.";
    /// Text that is no JSON.
    INVALID_JSON: "The text is not valid JSON (RFC 8259), or uses what I-JSON (RFC 7493) forbids: duplicate names, lone surrogates.",
        "Correct the text at the line and column that the message names.";
    /// A method that no command has.
    UNKNOWN_COMMAND: "There is no command of that name.",
        "Correct the name; `pintle commands` lists all.";
    /// A command that WebAssembly does not have.
    NOT_PORTABLE: "The command needs an operating system, so WebAssembly does not have it.",
        "Call it over another transport, in Node; `portable` in the contract says which commands run everywhere.";
    /// A plan document of a wrong shape.
    INVALID_PLAN: "The plan document does not have the shape of a plan.",
        "Correct the document at the place that the pointer names.";
    /// Steps that wait for each other.
    PLAN_CYCLE: "Steps of the plan wait for each other in a circle, so none could start.",
        "Remove one of the references or dependsOn entries that the message lists.";
    /// A reference to a step that is not there.
    UNKNOWN_STEP: "A reference or dependsOn names a step that the plan does not have, or that cannot be seen from there.",
        "Correct the id; steps inside a forEach can be seen only from inside it.";
    /// Two steps of one id.
    DUPLICATE_STEP: "Two steps of the plan have the same id.",
        "Give every step an id of its own.";
    /// A reference's path is not in the result.
    PATH_NOT_FOUND: "A reference's path does not lead to anything in the result it points into.",
        "Correct the path; the message says how far it leads and what is there.";
    /// The plan is larger than allowed.
    PLAN_LIMIT: "The plan is larger than the limits allow.",
        "Split the plan, or use forEach instead of repeating a step.";
    /// A command that changes memory of its caller.
    DIRECT_ONLY: "The command changes an argument in place, so it can only be called directly.",
        "Call it directly, or use the command that returns a new value instead.";
    /// A host that serves something else than its client was made for.
    CONTRACT_MISMATCH: "The host speaks another version of the protocol, or its commands are not those that the client was made for.",
        "Install a host and a client of the same version; generate the client's types anew if the commands are your own.";
    /// A message that is no request.
    INVALID_REQUEST: "A message to the host is JSON, but no request as JSON-RPC 2.0 and the protocol describe it.",
        "Correct the message at the place that the pointer names; docs/protocol.md says what it must look like.";
    /// The connection to a host has ended.
    TRANSPORT_CLOSED: "The connection to the host was closed, or the host ended, before it had answered.",
        "The message says how the host ended and what it last wrote to stderr. The next call starts it again, unless the client was closed.";
    /// An answer that is not in a record.
    NOT_RECORDED: "The record that is replayed has no answer to this request.",
        "Record again, with this request among the others.";
    /// A call that a policy does not allow.
    DENIED: "The policy that the caller runs under does not allow the call. Nothing was run.",
        "The message says which rule was missing. If the call is to be allowed, add that rule; `pintle policy explain` shows the verdict for one request.";
    /// A limit of a policy is used up.
    POLICY_LIMIT: "A limit of the policy that the caller runs under is used up.",
        "Raise the limit that the message names, or ask for less.";
    /// A policy of a wrong shape, or one that says what cannot be kept.
    INVALID_POLICY: "The policy is not valid, so nothing is allowed by it.",
        "Correct the policy at the place that the pointer names; `pintle policy check` looks at a whole file.";
    /// A module that is no guest.
    INVALID_GUEST: "The module is not a guest: it is no WebAssembly, imports what guests are not given, lacks what they must export, or has more memory than it may.",
        "Correct what the message names; docs/guests.md says what a guest imports and exports.";
    /// A guest that did not come to an end of its own.
    GUEST_TRAP: "The guest trapped, called itself without end, or gave its host something that it must not, such as a pointer outside its memory.",
        "This is a bug in the guest; the message says where. Nothing else is affected.";
    /// What a guest says of itself.
    GUEST_ERROR: "The guest ran, and says that it failed.",
        "details has what the guest says: a code, a message and more. None of it is checked.";
    /// A limit of a guest is used up.
    GUEST_LIMIT: "A limit that the guest runs under is used up.",
        "Raise the limit that the message names, or give the guest less to do.";
    /// A message that is too large.
    MESSAGE_LIMIT: "A message to or from the host is larger than the limits allow.",
        "Send less at once, or start the host with a larger --max-message.";
}

/// The symbolic name of a system error as Node has it, such as `ENOENT`, and what it means.
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

/// What an error is called that has no number, and one whose number is known to std alone.
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

/// Where libuv, and so Node, has another name than std's kinds would give:
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
