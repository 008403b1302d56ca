//! From the name of a program to its path.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
};

use pintle::{
    Context, Error, command,
    errors::{INVALID_VALUE, IO},
};

use super::{
    checks::no_nul,
    errors::{PROGRAM_NOT_FOUND, ProgramNotFoundDetails},
    extensions::Extensions,
    options::WhichOptions,
};

/// The default PATH, as in shells.
const DEFAULT_PATH: &str = if cfg!(windows) { "" } else { "/usr/bin:/bin" };

/// Finds a program, as `run` does.
///
/// A name without a slash is looked up in the folders of `path`, in order; an empty entry
/// means the folder `cwd`. A name with a slash is a path, relative to `cwd`. The result is absolute,
/// and links are not resolved. On Windows the extensions in the variable PATHEXT are tried.
#[command(
    blocking,
    effects(fs_read),
    variables(&["PATH", "PATHEXT"]),
    errors(PROGRAM_NOT_FOUND, INVALID_VALUE, IO)
)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "commands own what they are given"
)]
pub fn which(program: String, options: WhichOptions, cx: &Context) -> Result<PathBuf, Error> {
    if program.is_empty() {
        return Err(Error::new(&INVALID_VALUE, "the name of a program is empty").at("/program"));
    }
    no_nul(&program).map_err(|error| error.at("/program"))?;
    if let Some(path) = &options.path {
        no_nul(path).map_err(|error| error.at("/path"))?;
    }
    if let Some(cwd) = &options.cwd {
        no_nul(&cwd.to_string_lossy()).map_err(|error| error.at("/cwd"))?;
    }
    let path = options
        .path
        .map(OsString::from)
        .or_else(|| cx.variable("PATH"));
    let search = Search {
        program: &program,
        path,
        cwd: options.cwd.as_deref(),
        extensions: Extensions::of_system(cx),
        cx,
    };
    let found = search.find()?;
    if is_program(&found) {
        Ok(found)
    } else {
        Err(search.not_found(&[found]))
    }
}

/// The inputs of a lookup.
pub(super) struct Search<'a> {
    pub program: &'a str,
    /// The folders, in the format of PATH.
    pub path: Option<OsString>,
    pub cwd: Option<&'a Path>,
    pub extensions: Extensions,
    pub cx: &'a Context,
}

impl Search<'_> {
    /// The program's absolute path. For a name with a slash, only its existence is checked, so that
    /// starting it reports why it cannot be started.
    pub fn find(&self) -> Result<PathBuf, Error> {
        if is_path(self.program) {
            let path = self.absolute(Path::new(self.program))?;
            let candidates = self.extensions.candidates(&path);
            return candidates
                .into_iter()
                .find(|path| path.exists())
                .ok_or_else(|| self.not_found(&[path]));
        }
        let path = self.path.as_deref().unwrap_or(OsStr::new(DEFAULT_PATH));
        let mut unusable = Vec::new();
        for folder in std::env::split_paths(path) {
            let folder = self.absolute(&folder)?;
            let found = self.extensions.candidates(&folder.join(self.program));
            if let Some(found) = found.into_iter().find(|path| is_program(path)) {
                return Ok(found);
            }
            unusable.push(folder);
        }
        Err(self.not_found(&unusable))
    }

    /// `path`, relative to the folder to run in.
    fn absolute(&self, path: &Path) -> Result<PathBuf, Error> {
        if path.is_absolute() {
            return Ok(path.to_owned());
        }
        let relative = self.cwd.unwrap_or(Path::new(".")).join(path);
        let place = self.cx.resolve(&relative);
        let absolute = place.and_then(|place| {
            std::path::absolute(place).map_err(|error: io::Error| Error::io(&error, &relative))
        });
        absolute.map_err(|error| error.at("/cwd"))
    }

    fn not_found(&self, searched: &[PathBuf]) -> Error {
        let program = self.program;
        let mut there = searched.iter().map(|at| {
            if is_path(program) {
                at.clone()
            } else {
                at.join(program)
            }
        });
        let message = if let Some(there) = there.find(|path| path.exists()) {
            format!("{} exists, but is not executable", there.display())
        } else if is_path(program) {
            format!("there is no program at {program:?}")
        } else {
            format!(
                "there is no program {program:?} in the {} folders of PATH",
                searched.len()
            )
        };
        let searched = searched
            .iter()
            .map(|folder| folder.display().to_string())
            .collect();
        let details = ProgramNotFoundDetails {
            program: program.to_owned(),
            searched,
        };
        PROGRAM_NOT_FOUND.error(message, details).at("/program")
    }
}

fn is_path(program: &str) -> bool {
    program.contains('/') || cfg!(windows) && program.contains(['\\', ':'])
}

fn is_program(path: &Path) -> bool {
    #[cfg(unix)]
    let executable = rustix::fs::access(path, rustix::fs::Access::EXEC_OK).is_ok();
    #[cfg(not(unix))]
    let executable = true;
    executable && path.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    /// A search by the rules of Windows, in two folders that both have `tool.cmd`; the second also
    /// has `tool.exe` and `text.txt`.
    #[test]
    fn windows_finds_a_program_by_its_extension() {
        let root = std::env::temp_dir().join(format!("pintle-pathext-{}", std::process::id()));
        for file in ["a/tool.cmd", "b/tool.cmd", "b/tool.exe", "b/text.txt"] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, "").unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let find = |program: &str, path: &str, pathext: &str| {
            let search = Search {
                program,
                path: Some(path.into()),
                cwd: Some(&root),
                extensions: Extensions::of_pathext(Some(OsStr::new(pathext))),
                cx: &Context::DETACHED,
            };
            let found = search.find().map_err(|error| error.code().to_owned());
            found.map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        };
        let missing = Err("ERR_PINTLE_PROGRAM_NOT_FOUND".to_owned());
        // Folders take precedence over extensions.
        assert_eq!(find("tool", "a:b", ".EXE;.CMD"), Ok("a/tool.cmd".into()));
        assert_eq!(find("tool", "b:a", ".EXE;.CMD"), Ok("b/tool.exe".into()));
        assert_eq!(find("tool", "a:b", ".EXE"), Ok("b/tool.exe".into()));
        assert_eq!(
            find("tool.exe", "a:b", ".EXE;.CMD"),
            Ok("b/tool.exe".into())
        );
        assert_eq!(find("./b/tool", "", ".CMD"), Ok("b/tool.cmd".into()));
        // A file without such an extension is not a program, whatever its permissions.
        assert_eq!(find("text.txt", "b", ".EXE"), missing);
        assert_eq!(find("tool", "a:b", ".COM"), missing);
        fs::remove_dir_all(&root).unwrap();
    }
}
