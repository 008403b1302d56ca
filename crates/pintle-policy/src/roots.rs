//! The folders that a policy names, and how files below them are opened.
//!
//! A root is kept open from the time the policy is read. What is below it is opened relative to
//! that handle by `cap-std`, which lets neither `..` nor a symbolic link lead out, even if links
//! are changed concurrently (on Linux the kernel ensures it: `openat2` with `RESOLVE_BENEATH`).

use std::{
    fs::File,
    io,
    path::{Component, Path, PathBuf, absolute},
    sync::Arc,
};

use cap_std::{
    ambient_authority,
    fs::{Dir, Metadata, OpenOptions},
};
use pintle_core::{Access, Confinement, Error, Value};

use crate::{
    denial::{denied, one},
    matcher::read_access,
    nesting::{Id, Kept, id_of, id_of_folder, outwards},
    node::Node,
    turns::Field,
};

/// A folder that a policy names.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) name: String,
    /// Its real path.
    pub(crate) path: PathBuf,
    /// The path in the policy, made absolute: callers may use it too.
    written: PathBuf,
    pub(crate) access: Access,
    /// Whether files with several names may be read: some of the names may be outside.
    hard_links: bool,
    pub(crate) dir: Dir,
    /// Folders that must never be written to, wherever they are: the read-only roots of the policy.
    pub(crate) kept: Arc<Kept>,
    /// The outermost writable root that contains it, or itself.
    pub(crate) field: Option<Arc<Field>>,
}

impl Root {
    pub(crate) fn read(name: &str, node: &Node<'_>, folder: &Path) -> Result<Self, Error> {
        let fields = node.fields(&["path", "access", "hardLinks"])?;
        let path = fields.require("path")?;
        let text = path.text()?;
        let written = absolute(folder.join(text)).map_err(|error| path.fault(error.to_string()))?;
        let unusable = |error: io::Error| {
            path.fault(format!("the folder cannot be used: {error}"))
                .caused_by(error.to_string())
        };
        let canonical = written.canonicalize().map_err(unusable)?;
        let access = match fields.get("access") {
            None => Access::Read,
            Some(node) => read_access(&node)?,
        };
        let hard_links = fields.get("hardLinks");
        let hard_links = hard_links.map_or(Ok(false), |node| node.bool())?;
        let dir = Dir::open_ambient_dir(&canonical, ambient_authority()).map_err(unusable)?;
        Ok(Self {
            name: name.to_owned(),
            path: canonical,
            written,
            access,
            hard_links,
            dir,
            kept: Arc::default(),
            field: None,
        })
    }

    /// The path in the policy, made absolute.
    pub(crate) fn written(&self) -> &Path {
        &self.written
    }

    /// The part of an absolute path below this folder.
    fn strip<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let stripped = path.strip_prefix(&self.path);
        stripped.or_else(|_| path.strip_prefix(&self.written)).ok()
    }

    /// The handle to a folder below.
    pub(crate) fn folder(&self, below: &Path) -> io::Result<Dir> {
        self.dir.open_dir(or_dot(below))
    }

    /// Opens a file or folder below for reading.
    pub(crate) fn file(&self, below: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use cap_std::fs::OpenOptionsExt;
            // A pipe must not block us until someone writes, nor a terminal become our controlling
            // one.
            let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
            options.custom_flags(flags.bits().cast_signed());
        }
        Ok(self.dir.open_with(or_dot(below), &options)?.into_std())
    }

    /// Opens a folder below so that it can be listed: the handles of `cap-std` can only be used for
    /// opening further paths.
    #[cfg(unix)]
    fn listable(&self, below: &Path) -> io::Result<File> {
        let folder = self.file(below)?;
        if folder.metadata()?.is_dir() {
            Ok(folder)
        } else {
            Err(rustix::io::Errno::NOTDIR.into())
        }
    }

    #[cfg(not(unix))]
    fn listable(&self, below: &Path) -> io::Result<File> {
        Ok(self.folder(below)?.into_std_file())
    }

    /// Whether an open file may be read.
    fn admit(&self, file: &File, path: &Path) -> Result<(), Error> {
        let metadata = Metadata::from_file(file).map_err(|error| Error::io(&error, path))?;
        if !metadata.is_file() {
            let message = format!("{} is not a regular file", path.display());
            return Err(denied(message, None));
        }
        if !self.hard_links && has_more_names(&metadata) {
            let suggestion = one(
                "roots",
                one(&self.name, one("hardLinks", Value::Bool(true))),
            );
            let message = format!("{} {MORE_NAMES}", path.display());
            return Err(denied(message, Some(suggestion)));
        }
        Ok(())
    }

    /// Whether the root may be used in this way.
    fn allows(&self, access: Access, path: &Path) -> Result<(), Error> {
        if access == Access::Read || self.access == Access::Write {
            return Ok(());
        }
        let message = format!(
            "{}: the root \"{}\" is read-only",
            path.display(),
            self.name
        );
        let access = one("access", Value::from("write"));
        let suggestion = one("roots", one(&self.name, access));
        Err(denied(message, Some(suggestion)))
    }

    /// Whether an open folder below is in a read-only root inside this one, whatever path was used.
    fn is_kept(&self, folder: &File) -> io::Result<bool> {
        Ok(self.access == Access::Write && self.kept.have(folder, &self.dir)?)
    }

    /// Whether a program may use a folder below as its working folder. If it writes there, the
    /// folder must not contain read-only roots either.
    pub(crate) fn check_cwd(&self, below: &Path, access: Access) -> Result<(), String> {
        let unreadable = |error: io::Error| format!("the folder cannot be read: {error}");
        let folder = self.folder(below).map_err(unreadable)?;
        let id = id_of_folder(&folder).map_err(unreadable)?;
        if self.is_kept(&folder.into_std_file()).map_err(unreadable)? {
            return Err(KEPT.to_owned());
        }
        if access == Access::Write && self.kept.are_in(id).map_err(unreadable)? {
            return Err("a read-only root of the policy is in the folder".to_owned());
        }
        Ok(())
    }

    /// The real path of a path below, for a program that opens it itself. No part of it may be a
    /// link; its end need not exist. A file to be written must never have several names.
    fn exact(&self, below: &Path, access: Access) -> Result<PathBuf, String> {
        let hard_links = self.hard_links && access == Access::Read;
        let mut so_far = PathBuf::new();
        for part in below.components() {
            so_far.push(part);
            match self.dir.symlink_metadata(&so_far) {
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(format!("{} is a symbolic link", so_far.display()));
                }
                Ok(metadata) if !metadata.is_dir() && !metadata.is_file() => {
                    // Opening it could block forever, or reach another process.
                    let path = so_far.display();
                    return Err(format!("{path} is a pipe, a socket or a device"));
                }
                Ok(metadata) if !hard_links && has_more_names(&metadata) => {
                    return Err(format!("{} {MORE_NAMES}", so_far.display()));
                }
                Ok(metadata)
                    if self.access == Access::Write && self.kept.contains(id_of(&metadata)) =>
                {
                    return Err(format!("{}: {KEPT}", so_far.display()));
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => break,
                Err(error) => return Err(error.to_string()),
            }
        }
        Ok(self.path.join(below))
    }
}

/// The folders that one rule names. Everything else is inaccessible.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roots(pub(crate) Vec<Arc<Root>>);

impl Roots {
    /// The root that contains an absolute path, and the rest of the path. The process's folder is
    /// never used: it may have changed by the time the path is opened.
    pub(crate) fn locate(&self, path: &Path) -> Result<(&Root, PathBuf), Error> {
        if path
            .components()
            .any(|part| matches!(part, Component::ParentDir))
        {
            return Err(denied(format!("{} has \"..\" in it", path.display()), None));
        }
        if !path.is_absolute() {
            let message = format!("expected a path, got {:?}", path.display().to_string());
            return Err(denied(message, None));
        }
        let absolute = absolute(path).map_err(|error| denied(error.to_string(), None))?;
        let found = self
            .0
            .iter()
            .filter_map(|root| Some((&**root, root.strip(&absolute)?)));
        let innermost = found.min_by_key(|(_, below)| below.components().count());
        innermost
            .map(|(root, below)| (root, below.to_owned()))
            .ok_or_else(|| self.outside(&absolute))
    }

    /// The real path of a path without links, for a program that opens it itself.
    pub(crate) fn exact(&self, path: &Path, access: Access) -> Result<PathBuf, Error> {
        let (root, below) = self.locate(path)?;
        root.allows(access, path)?;
        root.exact(&below, access)
            .map_err(|reason| denied(format!("{}: {reason}", path.display()), None))
    }

    fn outside(&self, path: &Path) -> Error {
        let names: Vec<_> = self
            .0
            .iter()
            .map(|root| format!("\"{}\" ({})", root.name, root.path.display()))
            .collect();
        let there = match names.len() {
            0 => "the rule names no folder".to_owned(),
            1 => format!("it is not in the root {}", names[0]),
            _ => format!("it is in none of the roots {}", names.join(", ")),
        };
        let folder = path.parent().unwrap_or(path).display().to_string();
        let root = one("path", Value::from(folder));
        let suggestion = one("roots", one("NAME", root));
        denied(format!("{}: {there}", path.display()), Some(suggestion))
    }
}

impl Confinement for Roots {
    fn open_file(&self, path: &Path) -> Result<File, Error> {
        let (root, below) = self.locate(path)?;
        let file = root.file(&below).map_err(|error| failure(&error, path))?;
        root.admit(&file, path)?;
        Ok(file)
    }

    fn admit(&self, file: &File, path: &Path) -> Result<(), Error> {
        // Which of them contains it is unknown here, so all must allow it.
        self.0.iter().try_for_each(|root| root.admit(file, path))
    }

    fn open_folder(&self, path: &Path, access: Access) -> Result<File, Error> {
        let (root, below) = self.locate(path)?;
        root.allows(access, path)?;
        let failed = |error: io::Error| failure(&error, path);
        let folder = root.listable(&below).map_err(failed)?;
        if access == Access::Write && root.is_kept(&folder).map_err(failed)? {
            return Err(denied(format!("{}: {KEPT}", path.display()), None));
        }
        Ok(folder)
    }

    fn keeps(&self, folder: Id) -> bool {
        self.0.iter().any(|root| root.kept.contains(folder))
    }

    fn depth(&self, folder: File) -> Result<usize, Error> {
        let failed = |error: io::Error| Error::io(&error, Path::new("."));
        let tops = self.0.iter().map(|root| id_of_folder(&root.dir));
        let tops: Vec<_> = tops.collect::<Result<_, _>>().map_err(failed)?;
        for (depth, id) in outwards(Dir::from_std_file(folder)).enumerate() {
            if tops.contains(&id.map_err(failed)?) {
                return Ok(depth);
            }
        }
        Err(denied("the folder is no longer in the policy's root", None))
    }
}

/// Why something below a writable root must not be written.
const KEPT: &str = "it is in a read-only root of the policy, which this rule does not name";

/// Why a file may not be read.
const MORE_NAMES: &str = "has several names (hard links), which may lead out of the root";

pub(crate) fn has_more_names(metadata: &Metadata) -> bool {
    use cap_fs_ext::MetadataExt;
    metadata.is_file() && metadata.nlink() > 1
}

fn or_dot(below: &Path) -> &Path {
    if below.as_os_str().is_empty() {
        Path::new(".")
    } else {
        below
    }
}

/// `cap-std` creates its own error when a path leads out; the system's errors have a number.
fn failure(error: &io::Error, path: &Path) -> Error {
    if error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none() {
        let message = format!("{} leads out of the policy's root", path.display());
        return denied(message, None).caused_by(error.to_string());
    }
    Error::io(error, path)
}
