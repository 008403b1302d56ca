//! The names that an addon's commands, families and fields cannot have, because they have a meaning
//! in JavaScript or Pintle. Everything here runs while the addon is compiled, and once more when
//! its contract is built.

mod casing;
mod families;
mod fields;
mod options;
mod texts;

pub use casing::{camel_case, camel_case_len, is_same_option, kebab, text};
pub use families::{check_families, check_resource};
pub use fields::{check_field, check_flattened, check_tag, check_untagged};
pub use options::check_options;

/// The options that every call takes besides those of its command.
pub const CALL_OPTIONS: &[&str] = &["signal", "onProgress", "onLine"];

/// Names at the same level as the families: in a generated module (`default` is an export without a
/// name), in a client, in the plan builder, and in the protocol. An object with `then` is a promise
/// to JavaScript, and `__proto__` is not an ordinary property.
pub const BESIDE_FAMILIES: &[&str] = &[
    "plan",
    "schemas",
    "isCommandError",
    "default",
    "contract",
    "runPlan",
    "close",
    "each",
    "with",
    "pintle",
    "then",
    "__proto__",
];

/// Properties that JavaScript looks up on any value: a handle in a plan handles these itself.
pub const ASKED_FOR: &[&str] = &["then", "toString", "valueOf", "toJSON"];

/// What no method of a resource can be named: JavaScript looks it up on any value, or it is how the
/// handle itself works.
pub const METHODS: &[&str] = &[
    "constructor",
    "dispose",
    "then",
    "toString",
    "valueOf",
    "toJSON",
    "__proto__",
];
