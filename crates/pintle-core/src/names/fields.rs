//! The names of fields, and of the variants of unions.

use super::{
    ASKED_FOR,
    texts::{contains, refuse},
};
use crate::data::Kinds;

/// Checks the name of a field.
///
/// # Panics
/// If a struct cannot have it.
#[track_caller]
pub const fn check_field(name: &str) {
    if contains(ASKED_FOR, name) {
        refuse(&[
            "a field cannot be named ",
            name,
            ": JavaScript looks it up on every value, so a plan could not use it; rename it",
        ]);
    }
}

/// Checks the names of the fields that the field `flattened` brings with it, against those of the
/// other fields before and after it.
///
/// # Panics
/// When two have the same name.
#[track_caller]
pub const fn check_flattened(flattened: &str, names: &[&str], others: &[&[&str]]) {
    let mut list = 0;
    while list < others.len() {
        let mut index = 0;
        while index < names.len() {
            if contains(others[list], names[index]) {
                refuse(&[
                    "the flattened field ",
                    flattened,
                    " brings a field named ",
                    names[index],
                    ", and there is another one; rename one of them",
                ]);
            }
            index += 1;
        }
        list += 1;
    }
}

/// Checks the tag of a union against the names of the fields of one of its variants.
///
/// # Panics
/// If the tag cannot have its name, or a field has it too.
#[track_caller]
pub const fn check_tag(tag: &str, variant: &str, fields: &[&str]) {
    check_field(tag);
    if contains(fields, tag) {
        refuse(&[
            "the variant ",
            variant,
            " has a field named ",
            tag,
            ", which is the name of the tag; rename one of them",
        ]);
    }
}

/// Checks a variant of an untagged enum against those before it.
///
/// # Panics
/// If the kind of a value does not say which of them it is.
#[track_caller]
pub const fn check_untagged(variant: &str, kinds: Kinds, before: &[(&str, Kinds)]) {
    if kinds.overlap(Kinds::NULL) {
        refuse(&[
            "the variant ",
            variant,
            " may be null, or any value: an untagged enum has one kind of value for each variant; \
             take an Option of the enum where it may be left out",
        ]);
    }
    let mut index = 0;
    while index < before.len() {
        let (other, of_other) = before[index];
        if kinds.overlap(of_other) {
            refuse(&[
                "the variants ",
                other,
                " and ",
                variant,
                " look the same in JavaScript or in JSON, where bigints and bytes are strings and typed arrays are \
                 lists; write #[data(tag = \"kind\")] in place of untagged, and a struct for each",
            ]);
        }
        index += 1;
    }
}
