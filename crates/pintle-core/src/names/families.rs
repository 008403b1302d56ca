//! The names of families and commands, and of resources and their methods.

use super::{
    BESIDE_FAMILIES, METHODS,
    texts::{contains, equal, refuse},
};
use crate::{Family, command::Command};

/// Checks the names of an addon's families and commands. `whose` is the beginning of a message.
///
/// # Panics
/// If one cannot be used, or two could not be distinguished.
#[track_caller]
pub const fn check_families(whose: &str, families: &[Family]) {
    let mut index = 0;
    while index < families.len() {
        let Family { name, commands } = families[index];
        if contains(BESIDE_FAMILIES, name) {
            refuse(&[
                whose,
                "a family cannot be named ",
                name,
                ": that name has another meaning in JavaScript or Pintle; rename the module",
            ]);
        }
        if matches!(name.as_bytes(), [] | [b'0'..=b'9', ..]) {
            refuse(&[
                whose,
                "a family needs a name that begins with a letter: rename the module",
            ]);
        }
        let mut other = 0;
        while other < index {
            if equal(name, families[other].name) {
                refuse(&[
                    whose,
                    "the family ",
                    name,
                    " is listed twice: put all its commands into one",
                ]);
            }
            other += 1;
        }
        check_commands(whose, name, commands);
        index += 1;
    }
    check_methods(whose, families);
}

/// Checks the name of a type of resources, whose class is exported beside the families.
///
/// # Panics
/// If it cannot be used.
#[track_caller]
pub const fn check_resource(whose: &str, name: &str, families: &[Family]) {
    if contains(BESIDE_FAMILIES, name) {
        refuse(&[
            whose,
            "a resource cannot be named ",
            name,
            ": that name has another meaning in JavaScript or Pintle; rename the type",
        ]);
    }
    let mut index = 0;
    while index < families.len() {
        if equal(families[index].name, name) {
            refuse(&[
                whose,
                "a family and a resource are both named ",
                name,
                "; rename one of them",
            ]);
        }
        index += 1;
    }
}

/// Checks the commands that are methods of resources: those of all families are methods of one class.
#[track_caller]
const fn check_methods(whose: &str, families: &[Family]) {
    let mut family = 0;
    while family < families.len() {
        let commands = families[family].commands;
        let mut index = 0;
        while index < commands.len() {
            if let Some(resource) = commands[index].receiver {
                check_method(whose, families, (family, index), resource);
            }
            index += 1;
        }
        family += 1;
    }
}

#[track_caller]
const fn check_method(whose: &str, families: &[Family], place: (usize, usize), resource: &str) {
    let own = families[place.0].commands[place.1];
    if contains(METHODS, own.name) {
        refuse(&[
            whose,
            families[place.0].name,
            ".",
            own.name,
            ": a method of a resource cannot be named ",
            own.name,
            ": that name has another meaning in JavaScript or Pintle; rename it, or do not take ",
            resource,
            " first",
        ]);
    }
    let mut family = 0;
    while family < families.len() {
        let commands = families[family].commands;
        let mut index = 0;
        while index < commands.len() {
            let other = commands[index];
            let is_method = match other.receiver {
                Some(receiver) => equal(receiver, resource),
                None => false,
            };
            let is_before = family < place.0;
            if is_method && is_before && equal(own.name, other.name) {
                refuse(&[
                    whose,
                    resource,
                    " would have two methods named ",
                    own.name,
                    ", from ",
                    families[family].name,
                    " and ",
                    families[place.0].name,
                    "; rename one of the commands",
                ]);
            }
            if is_method && family != place.0 && is_twin(own.name, other.name) {
                refuse(&[
                    whose,
                    resource,
                    " has the method ",
                    other.name,
                    " from ",
                    families[family].name,
                    ": that is the name of the synchronous twin that ",
                    families[place.0].name,
                    ".",
                    own.name,
                    " has if it is blocking; rename one of them",
                ]);
            }
            index += 1;
        }
        family += 1;
    }
}

#[track_caller]
const fn check_commands(whose: &str, family: &str, commands: &[&Command]) {
    let mut index = 0;
    while index < commands.len() {
        let name = commands[index].name;
        if equal(name, "then") {
            refuse(&[
                whose,
                family,
                ".then: a command cannot be named then: JavaScript would take its family for a promise; rename it",
            ]);
        }
        let mut other = 0;
        while other < commands.len() {
            let twin = commands[other].name;
            if other < index && equal(name, twin) {
                refuse(&[
                    whose,
                    "there are two commands named ",
                    family,
                    ".",
                    name,
                    "; rename one of them",
                ]);
            }
            if is_twin(name, twin) {
                refuse(&[
                    whose,
                    family,
                    ".",
                    twin,
                    ": that is the name of the synchronous twin that ",
                    family,
                    ".",
                    name,
                    " has if it is blocking; rename one of them",
                ]);
            }
            other += 1;
        }
        index += 1;
    }
}

/// Whether `twin` is `name` followed by `Sync`.
const fn is_twin(name: &str, twin: &str) -> bool {
    if twin.len() != name.len() + 4 || !twin.is_char_boundary(name.len()) {
        return false;
    }
    let (start, end) = twin.split_at(name.len());
    equal(start, name) && equal(end, "Sync")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_twin_is_the_name_followed_by_sync() {
        assert!(is_twin("resize", "resizeSync"));
        for (name, twin) in [
            ("resize", "resize"),
            ("resize", "sync"),
            ("a", "b€nc"),
            ("ab", "a€Sync"),
        ] {
            assert!(!is_twin(name, twin), "{twin}");
        }
    }
}
