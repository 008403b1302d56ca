//! What else runs when a program runs: the interpreters of scripts, and what is found in folders
//! that a variable names.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::places::{Trouble, Written};

/// The kernel reads only this much of a file to find its interpreter.
const MOST_BYTES: u64 = 256;

/// It does not follow more scripts than this either.
const MOST_SCRIPTS: usize = 5;

/// Where programs are found without a PATH.
const USUAL_PATH: &str = "/bin:/usr/bin";

/// The variables whose folders and files are where a program finds others, or parts of itself.
const FINDS: [&str; 14] = [
    "BASH_ENV",
    "GCONV_PATH",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_EXEC_PATH",
    "GIT_TEMPLATE_DIR",
    "LD_AUDIT",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "NODE_PATH",
    "PATH",
    "PERL5LIB",
    "PYTHONPATH",
    "RUBYLIB",
];

/// The one whose parts may also be separated by spaces.
const WITH_BLANKS: &str = "LD_PRELOAD";

/// Where npm writes.
const CACHE_OF_NPM: &str = "npm_config_cache";

/// The PATH of a rule.
#[derive(Clone, Copy, Debug)]
pub(super) enum Search<'a> {
    /// It has none, or a fixed one.
    Fixed(Option<&'a str>),
    /// The caller sets it.
    OfCaller,
}

/// Whether the interpreter of a file, if it is a script, is where callers cannot write.
pub(super) fn check(file: &Path, search: Search<'_>, written: &Written) -> Result<(), String> {
    let mut file = file.to_owned();
    for _ in 0..MOST_SCRIPTS {
        let Some(line) =
            first_line(&file).map_err(|error| format!("it cannot be read: {error}"))?
        else {
            return loads(&file, written);
        };
        let (interpreter, rest) = line.split_once([' ', '\t']).unwrap_or((&line, ""));
        let rest = rest.trim();
        if !Path::new(interpreter).is_absolute() {
            return Err(format!(
                "its interpreter {interpreter:?} is not an absolute path"
            ));
        }
        let real = follow(written, Path::new(interpreter))?;
        let words: Vec<&str> = rest.split_ascii_whitespace().collect();
        for word in words.iter().filter(|word| Path::new(word).is_absolute()) {
            if let Err(trouble @ Trouble::Written(_)) = written.follow(Path::new(word)) {
                return Err(format!("its interpreter reads {trouble}"));
            }
        }
        let is_env = Path::new(interpreter)
            .file_name()
            .is_some_and(|name| name == "env");
        file = if is_env {
            found(name_for_env(&words)?, search, written)?
        } else {
            real
        };
    }
    Ok(())
}

/// Whether what the system loads with a program is where callers cannot write.
#[cfg(unix)]
fn loads(program: &Path, written: &Written) -> Result<(), String> {
    super::elf::check(program, written)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
fn loads(_: &Path, _: &Written) -> Result<(), String> {
    Ok(())
}

fn follow(written: &Written, path: &Path) -> Result<PathBuf, String> {
    written
        .follow(path)
        .map_err(|trouble| format!("its interpreter {}: {trouble}", path.display()))
}

/// The text after `#!`.
fn first_line(file: &Path) -> io::Result<Option<String>> {
    let mut start = Vec::new();
    match File::open(file) {
        Ok(file) => file.take(MOST_BYTES).read_to_end(&mut start)?,
        // No interpreter could read it either.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(line) = start.strip_prefix(b"#!") else {
        return Ok(None);
    };
    let end = line.iter().position(|byte| *byte == b'\n');
    let line = String::from_utf8_lossy(&line[..end.unwrap_or(line.len())]);
    Ok(Some(line.trim().to_owned()))
}

/// The program that `env` runs, given its arguments in a script.
fn name_for_env<'a>(words: &[&'a str]) -> Result<&'a str, String> {
    let name = match words {
        ["-S" | "--split-string", name, ..] => name,
        [first, rest @ ..] => match first.strip_prefix("-S") {
            Some(name) => name,
            // Without -S it is a single name with spaces in it.
            None if rest.is_empty() => first,
            None => return Err("its interpreter is env with more than one word".into()),
        },
        [] => return Err("its interpreter is env without a name".into()),
    };
    if name.starts_with('-') || name.contains(['=', '\'', '"', '\\', '$']) {
        return Err(format!(
            "its interpreter is env with {name:?}, which Pintle cannot check"
        ));
    }
    Ok(name)
}

/// The file that a name refers to in a PATH.
fn found(name: &str, search: Search<'_>, written: &Written) -> Result<PathBuf, String> {
    if name.contains('/') {
        if Path::new(name).is_absolute() {
            return follow(written, Path::new(name));
        }
        return Err(format!("its interpreter {name:?} is not an absolute path"));
    }
    let path = match search {
        Search::Fixed(path) => path.unwrap_or(USUAL_PATH),
        Search::OfCaller => {
            return Err(format!(
                "its interpreter is {name} in the PATH, which the caller sets"
            ));
        }
    };
    let there = std::env::split_paths(path).map(|folder| folder.join(name));
    let mut there = there.filter(|file| file.is_file());
    match there.next() {
        Some(file) => follow(written, &file),
        None => Err(format!(
            "its interpreter is {name}, which is not in the rule's PATH"
        )),
    }
}

/// Whether a variable leads a program only to where callers cannot write.
pub(super) fn check_variable(name: &str, value: &str, written: &Written) -> Result<(), String> {
    let finds = FINDS.contains(&name);
    if !finds && name != CACHE_OF_NPM {
        return Ok(());
    }
    let blanks = |char: char| name == WITH_BLANKS && char.is_ascii_whitespace();
    let lists = value.split(blanks);
    for folder in lists.flat_map(std::env::split_paths) {
        if !folder.is_absolute() {
            if !finds {
                continue; // In the working folder, which is checked when the program starts.
            }
            return Err(format!(
                "{name} contains {:?}, which is not an absolute path",
                folder.display()
            ));
        }
        if let Err(trouble @ (Trouble::Written(_) | Trouble::Links)) = written.follow(&folder) {
            return Err(format!("{name} has {} in it: {trouble}", folder.display()));
        }
    }
    Ok(())
}
