//! The names that an addon's commands, families and fields cannot have, because they have a meaning
//! in JavaScript or Pintle. Everything here runs while the addon is compiled, and once more when
//! its contract is built.

use crate::{Family, command::Command, data::Kinds};

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

/// The name without the `r#` of a raw one.
const fn plain(name: &str) -> &[u8] {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => rest,
        name => name,
    }
}

/// The length of a name in camelCase: `word_tools` is `wordTools`.
pub const fn camel_case_len(name: &str) -> usize {
    let name = plain(name);
    let (mut length, mut index) = (0, 0);
    while index < name.len() {
        if name[index] != b'_' {
            length += 1;
        }
        index += 1;
    }
    length
}

/// A name in camelCase, of the length that [`camel_case_len`] returns. Letters beyond ASCII stay as they are.
///
/// # Panics
/// When it has another length.
pub const fn camel_case<const N: usize>(name: &str) -> [u8; N] {
    let name = plain(name);
    let mut text = [0; N];
    let (mut length, mut index) = (0, 0);
    while index < name.len() {
        if name[index] != b'_' {
            let begins = length > 0 && name[index - 1] == b'_';
            text[length] = if begins {
                name[index].to_ascii_uppercase()
            } else {
                name[index]
            };
            length += 1;
        }
        index += 1;
    }
    assert!(length == N, "not the length of the name");
    text
}

/// The text of a name.
///
/// # Panics
/// If it is not UTF-8, which [`camel_case`] always is.
pub const fn text(name: &[u8]) -> &str {
    match str::from_utf8(name) {
        Ok(text) => text,
        Err(_) => panic!("a name that is not UTF-8"),
    }
}

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

/// Checks the options of a command. `fields` are those of the type, if it is a struct; `params` are
/// the names of the parameters, the options themselves last.
///
/// # Panics
/// If an option would never arrive, or a name would be ambiguous.
#[track_caller]
pub const fn check_options(command: &str, params: &[&str], fields: Option<&[&str]>) {
    let Some(fields) = fields else {
        refuse(&[
            command,
            ": the parameter `options` must be a struct with #[derive(Data)], whose fields are the options",
        ]);
    };
    let mut index = 0;
    while index < fields.len() {
        let field = fields[index];
        if contains(CALL_OPTIONS, field) {
            refuse(&[
                command,
                ": an option cannot be named ",
                field,
                ": every call has an option of that name, so this one would never arrive; rename it",
            ]);
        }
        let (others, _) = params.split_at(params.len() - 1);
        if contains(others, field) {
            refuse(&[
                command,
                " has a parameter and an option that are both named ",
                field,
                "; rename one of them",
            ]);
        }
        index += 1;
    }
}

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

const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if equal(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// `==`, which a constant cannot use yet.
const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Panics with the parts as one message. A constant can neither format nor allocate.
#[track_caller]
const fn refuse(parts: &[&str]) -> ! {
    let mut text = [0; 1_024];
    let mut length = 0;
    let mut part = 0;
    while part < parts.len() {
        let bytes = parts[part].as_bytes();
        let mut index = 0;
        while index < bytes.len() && length < text.len() {
            text[length] = bytes[index];
            length += 1;
            index += 1;
        }
        part += 1;
    }
    match str::from_utf8(text.split_at(length).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("a name is too long"),
    }
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

    #[test]
    fn families_are_named_like_commands() {
        fn name<const N: usize>(name: &str) -> String {
            assert_eq!(camel_case_len(name), N);
            text(&camel_case::<N>(name)).to_owned()
        }
        assert_eq!(name::<4>("r#type"), "type");
        assert_eq!(name::<1>("r"), "r");
        assert_eq!(name::<9>("word_tools"), "wordTools");
        assert_eq!(name::<4>("__a__b_ü"), "aBü");
        assert_eq!(name::<9>("wordTools"), "wordTools");
    }

    #[test]
    #[should_panic(expected = "kill: an option cannot be named signal: every call has")]
    fn an_option_of_every_call_is_refused() {
        check_options("kill", &["pid", "options"], Some(&["force", "signal"]));
    }

    #[test]
    #[should_panic(expected = "must be a struct")]
    fn options_that_are_no_struct_are_refused() {
        check_options("kill", &["pid", "options"], None);
    }
}
