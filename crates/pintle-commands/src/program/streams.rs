//! A program's standard input and outputs.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use pintle::{Bytes, Context, Error, errors::INVALID_VALUE};

#[cfg(not(unix))]
use super::portable::keeps_what_is_written;
#[cfg(unix)]
use super::unix::opening::keeps_what_is_written;
use super::{
    files::{Target, is_same, open_input, wait_for_writer},
    limits::Limits,
    options::RunOptions,
};

/// The three streams of a program that has not been started yet.
#[derive(Debug)]
pub(super) struct Streams {
    pub input: Input,
    /// The files for the outputs. If both go to the same file, it is opened once, so that one
    /// output does not overwrite the other.
    pub files: [Option<Arc<Target>>; 2],
    /// Whether the standard error goes where the standard output goes.
    pub merged: bool,
}

/// What the program reads.
#[derive(Debug)]
pub(super) enum Input {
    Nothing,
    Pipe,
    File(File),
}

/// What the program reads, if it is not a file.
pub(super) fn input(options: &RunOptions) -> Option<Bytes> {
    let text = options.stdin_text.as_ref();
    let text = text.map(|text| text.clone().into_bytes().into());
    options.stdin.clone().or(text)
}

impl Streams {
    /// Opens the files, and changes none of them. Waits for the other end of a named pipe.
    pub fn open(options: &RunOptions, limits: &Limits, cx: &Context) -> Result<Self, Error> {
        let path = options.stdin_file.as_deref();
        let input_file = path
            .map(|path| open_input(path, cx).map_err(|error| error.at("/stdinFile")))
            .transpose()?;
        let output = |path: &Option<PathBuf>, pointer| {
            let path = path.as_deref();
            path.map(|path| Target::open(path, pointer, limits, cx))
                .transpose()
        };
        let stdout = output(&options.stdout_file, "/stdoutFile")?;
        let stderr = output(&options.stderr_file, "/stderrFile")?;
        if let (Some(input), Some(path)) = (&input_file, path) {
            for (target, pointer) in [(&stdout, "/stdoutFile"), (&stderr, "/stderrFile")] {
                if let Some(target) = target {
                    not_both(input, &target.file, path).map_err(|error| error.at(pointer))?;
                }
            }
            wait_for_writer(input, path, limits, cx)?;
        }
        let stdout = stdout.map(Arc::new);
        let stderr = match (&stdout, stderr) {
            (Some(stdout), Some(stderr)) if is_same(&stdout.file, &stderr.file) => {
                Some(Arc::clone(stdout))
            }
            (_, stderr) => stderr.map(Arc::new),
        };
        Ok(Self {
            input: match input_file {
                Some(file) => Input::File(file),
                None if input(options).is_some() => Input::Pipe,
                None => Input::Nothing,
            },
            files: [stdout, stderr],
            merged: options.merge_stderr,
        })
    }

    /// The files for outputs, each once.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let [stdout, stderr] = &self.files;
        let again = matches!((stdout, stderr), (Some(a), Some(b)) if Arc::ptr_eq(a, b));
        let stderr = stderr.as_deref().filter(|_| !again);
        stdout.as_deref().into_iter().chain(stderr)
    }
}

/// Rejects an input file that is also an output: it would be emptied before it is read.
fn not_both(input: &File, output: &File, path: &Path) -> Result<(), Error> {
    // A device, such as a terminal, may be both.
    if keeps_what_is_written(input) && is_same(input, output) {
        let message = format!(
            "expected another file than the input, got the same: {}",
            path.display()
        );
        return Err(Error::new(&INVALID_VALUE, message));
    }
    Ok(())
}
