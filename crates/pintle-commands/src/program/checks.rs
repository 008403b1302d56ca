//! Text that the operating system would cut off or misread.

use pintle::{Error, errors::INVALID_VALUE};

use super::options::RunOptions;

/// Refuses NUL characters, which end every string that is handed to the system, and names of
/// variables that are none.
pub(super) fn check(program: &str, args: &[String], options: &RunOptions) -> Result<(), Error> {
    if program.is_empty() {
        return Err(Error::new(&INVALID_VALUE, "the name of a program is empty").at("/program"));
    }
    no_nul(program).map_err(|error| error.at("/program"))?;
    for (index, argument) in args.iter().enumerate() {
        no_nul(argument).map_err(|error| error.at(&format!("/args/{index}")))?;
    }
    for (name, value) in options.env.iter().flatten() {
        let checked = if name.is_empty() || name.contains('=') {
            let message = "the name of a variable must not be empty or contain \"=\"";
            Err(Error::new(&INVALID_VALUE, message))
        } else {
            no_nul(name).and_then(|()| no_nul(value))
        };
        checked.map_err(|error| error.within(name).at("/env"))?;
    }
    if let Some(cwd) = &options.cwd {
        no_nul(&cwd.to_string_lossy()).map_err(|error| error.at("/cwd"))?;
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
