//! Starting a process with the standard library, where there is nothing better.

use std::{
    io::{self, PipeReader, Read, Write},
    process::{Child, Command, Stdio},
};

use super::{
    launch::{Launch, Stage},
    streams::Input,
};

/// A started process, and our ends of its pipes.
pub(super) struct Started {
    pub child: Child,
    pub stdin: Option<Box<dyn Write + Send>>,
    pub outputs: [Option<Box<dyn Read + Send>>; 2],
}

/// Starts the process. From then on only the child holds its outputs, so that they end with it.
pub(super) fn start(launch: &Launch) -> Result<Started, (Stage, io::Error)> {
    let plain = |error| (Stage::Program, error);
    let mut command = Command::new(&launch.path);
    command
        .args(&launch.args[1..])
        .env_clear()
        .envs(&launch.env)
        .current_dir(launch.folder.path());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, &launch.args[0]);
    let merged = redirect(&mut command, launch).map_err(plain)?;
    // As late as possible: nothing must be emptied if the start fails.
    for target in launch.streams.targets().filter(|target| target.is_full()) {
        let emptied = target.file.set_len(0);
        emptied.map_err(|error| (Stage::Output, error))?;
    }
    let mut child = command.spawn().map_err(plain)?;
    launch
        .streams
        .targets()
        .for_each(super::files::Target::is_used);
    let stdin = child.stdin.take().map(|pipe| Box::new(pipe) as _);
    let stdout = child.stdout.take().map(|pipe| Box::new(pipe) as _);
    let stderr = child.stderr.take().map(|pipe| Box::new(pipe) as _);
    Ok(Started {
        child,
        stdin,
        outputs: [merged.map(|pipe| Box::new(pipe) as _).or(stdout), stderr],
    })
}

/// Returns the pipe for both outputs, if they are merged.
fn redirect(command: &mut Command, launch: &Launch) -> io::Result<Option<PipeReader>> {
    let streams = &launch.streams;
    command.stdin(match &streams.input {
        Input::Nothing => Stdio::null(),
        Input::Pipe => Stdio::piped(),
        Input::File(file) => file.try_clone()?.into(),
    });
    let output = |index: usize| -> io::Result<Stdio> {
        Ok(match &streams.files[index] {
            Some(target) => target.file.try_clone()?.into(),
            None => Stdio::piped(),
        })
    };
    match (streams.merged, &streams.files[0]) {
        (true, None) => {
            let (read, write) = io::pipe()?;
            command.stdout(write.try_clone()?).stderr(write);
            return Ok(Some(read));
        }
        (true, Some(_)) => command.stdout(output(0)?).stderr(output(0)?),
        (false, _) => command.stdout(output(0)?).stderr(output(1)?),
    };
    Ok(None)
}
