//! The names of options.

use super::{
    CALL_OPTIONS, is_same_option,
    texts::{contains, refuse},
};

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
        check_others(command, field, others);
        let (before, _) = fields.split_at(index);
        check_others(command, field, before);
        index += 1;
    }
}

/// Checks an option against other names, which it must differ from at a command line too.
#[track_caller]
const fn check_others(command: &str, option: &str, others: &[&str]) {
    let mut index = 0;
    while index < others.len() {
        if is_same_option(others[index], option) {
            refuse(&[
                command,
                ": ",
                others[index],
                " and ",
                option,
                " are the same option at a command line, where names are in kebab case; rename one of them",
            ]);
        }
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "kill: an option cannot be named signal: every call has")]
    fn an_option_of_every_call_is_refused() {
        check_options("kill", &["pid", "options"], Some(&["force", "signal"]));
    }

    #[test]
    #[should_panic(expected = "kill: dryRun and dry-run are the same option at a command line")]
    fn options_that_are_one_at_a_command_line_are_refused() {
        check_options("kill", &["options"], Some(&["dryRun", "force", "dry-run"]));
    }

    #[test]
    #[should_panic(expected = "must be a struct")]
    fn options_that_are_no_struct_are_refused() {
        check_options("kill", &["pid", "options"], None);
    }
}
