//! Text that the operating system would truncate or misinterpret.

use pintle::{Error, errors::INVALID_VALUE};

use super::options::RunOptions;

/// Rejects NUL characters, which end every string passed to the system, and invalid names of
/// variables.
pub(super) fn check(program: &str, args: &[String], options: &RunOptions) -> Result<(), Error> {
    if program.is_empty() {
        return Err(Error::new(&INVALID_VALUE, "the name of a program is empty").at("/program"));
    }
    no_nul(program).map_err(|error| error.at("/program"))?;
    for (index, argument) in args.iter().enumerate() {
        no_nul(argument).map_err(|error| error.at(&format!("/args/{index}")))?;
    }
    for (name, value) in options.env.iter().flatten() {
        let value = value.as_deref().unwrap_or_default();
        let checked = if name.is_empty() || name.contains('=') {
            let message = "the name of a variable must not be empty or contain \"=\"";
            Err(Error::new(&INVALID_VALUE, message))
        } else {
            no_nul(name).and_then(|()| no_nul(value))
        };
        checked.map_err(|error| error.within(name).at("/env"))?;
    }
    let paths = [
        ("/cwd", &options.cwd),
        ("/stdinFile", &options.stdin_file),
        ("/stdoutFile", &options.stdout_file),
        ("/stderrFile", &options.stderr_file),
    ];
    for (pointer, path) in paths {
        if let Some(path) = path {
            no_nul(&path.to_string_lossy()).map_err(|error| error.at(pointer))?;
        }
    }
    no_contradiction(options)
}

/// At most one standard input, and one destination for each output.
fn no_contradiction(options: &RunOptions) -> Result<(), Error> {
    let inputs = [
        ("/stdin", options.stdin.is_some()),
        ("/stdinText", options.stdin_text.is_some()),
        ("/stdinFile", options.stdin_file.is_some()),
    ];
    let mut inputs = inputs.iter().filter(|(_, is_given)| *is_given);
    if let (Some((first, _)), Some((second, _))) = (inputs.next(), inputs.next()) {
        let message = format!("the input is already set by {}", &first[1..]);
        return Err(Error::new(&INVALID_VALUE, message).at(second));
    }
    if options.merge_stderr && options.stderr_file.is_some() {
        let message = "with mergeStderr it goes where the standard output goes";
        return Err(Error::new(&INVALID_VALUE, message).at("/stderrFile"));
    }
    Ok(())
}

pub(super) fn no_nul(text: &str) -> Result<(), Error> {
    match text.find('\0') {
        Some(at) => {
            let message = format!("expected text without NUL characters, got one at byte {at}");
            Err(Error::new(&INVALID_VALUE, message))
        }
        None => Ok(()),
    }
}
