//! What may go wrong in any of the commands, by code.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    DeclaredKind, Name, errors,
    schema::{Defs, Schema},
};

/// What an error code means, by code.
pub(super) type Kinds = BTreeMap<Name, Meaning>;

/// What an error code means.
#[derive(Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) summary: Name,
    pub(super) fix: Name,
    /// The type of the details, if all errors with that code have such details.
    pub(super) details: Option<Schema>,
}

/// The kinds of everything, and those of the commands. The types of their details are added to `defs`.
///
/// # Errors
/// A code that two of them have.
pub(super) fn collect(
    own: impl Iterator<Item = DeclaredKind>,
    defs: &mut Defs,
) -> Result<Kinds, &'static str> {
    let mut kinds = Kinds::new();
    for DeclaredKind { kind, details } in errors::ALL.iter().copied().chain(own) {
        let meaning = Meaning {
            summary: kind.summary.into(),
            fix: kind.fix.into(),
            details: details.map(|schema| schema(defs)),
        };
        match kinds.entry(kind.code.into()) {
            Entry::Vacant(entry) => {
                entry.insert(meaning);
            }
            Entry::Occupied(entry) if *entry.get() != meaning => return Err(kind.code),
            Entry::Occupied(_) => {}
        }
    }
    Ok(kinds)
}
