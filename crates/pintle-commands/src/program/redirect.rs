//! What a program has for its standard input and its outputs.

use std::{
    fs::File,
    io::{self, PipeReader},
    path::Path,
    process::{Command, Stdio},
};

use pintle::{
    Bytes, Context, Error,
    errors::{DENIED, IO},
};

use super::options::RunOptions;
use crate::open::{create_file, open_file};

/// What the program reads, when that is no file.
pub(super) fn input(options: &RunOptions) -> Option<Bytes> {
    let text = options.stdin_text.as_ref();
    let text = text.map(|text| text.clone().into_bytes().into());
    options.stdin.clone().or(text)
}

/// Hands the three to a program that is not started yet. Gives the pipe that both outputs go into,
/// if they are one.
pub(super) fn redirect(
    command: &mut Command,
    options: &RunOptions,
    cx: &Context,
) -> Result<Option<PipeReader>, Error> {
    let opened = options.stdin_file.as_ref();
    let opened = opened.map(|path| open_file(path, cx).map_err(|error| error.at("/stdinFile")));
    command.stdin(match opened.transpose()? {
        Some(file) => file.into(),
        None if input(options).is_some() => Stdio::piped(),
        None => Stdio::null(),
    });
    let file = |path: &Option<_>, pointer: &str| {
        let path = path.as_deref();
        path.map(|path| create(path, cx).map_err(|error| error.at(pointer)))
            .transpose()
    };
    let stdout = file(&options.stdout_file, "/stdoutFile")?;
    if options.merge_stderr {
        let failed = |error: io::Error| Error::new(&IO, format!("cannot make a pipe: {error}"));
        let (merged, stdout, stderr): (_, Stdio, Stdio) = if let Some(file) = stdout {
            (None, file.try_clone().map_err(failed)?.into(), file.into())
        } else {
            let (reader, writer) = io::pipe().map_err(failed)?;
            let again = writer.try_clone().map_err(failed)?;
            (Some(reader), again.into(), writer.into())
        };
        command.stdout(stdout).stderr(stderr);
        return Ok(merged);
    }
    let stderr = file(&options.stderr_file, "/stderrFile")?;
    let to = |file: Option<File>| file.map_or_else(Stdio::piped, Stdio::from);
    command.stdout(to(stdout)).stderr(to(stderr));
    Ok(None)
}

fn create(path: &Path, cx: &Context) -> Result<File, Error> {
    if cx.confinement().is_some() {
        let message = "a caller under a policy cannot choose the file that a program writes to";
        return Err(Error::new(&DENIED, message));
    }
    create_file(path, cx)
}
