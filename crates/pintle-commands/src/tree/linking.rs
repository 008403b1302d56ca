//! Making symbolic links.

use std::{
    ffi::OsStr,
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use pintle::{
    Context, Data, Error, command,
    errors::{CANCELLED, DENIED, INVALID_VALUE, IO, TIMEOUT},
};

use super::new_link::NewLink;
use crate::fs::{
    Draft, Folder, Meter, Overwrite, Taken, Trail, admit, name_of, open_or_make, path_of, tidy,
};

/// How to make links.
#[derive(Clone, Copy, Debug, Data, Default)]
#[data(default)]
pub struct LinkOptions {
    /// What to do with a file or a link that already exists. A new link counts as newer than
    /// anything.
    pub overwrite: Overwrite,
    /// Makes the targets of the links executable for everyone who may read them, as npm does with
    /// the programs of packages. They must be regular files below the root.
    pub executable: bool,
}

/// What was made.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub struct LinkResult {
    /// How many links were made.
    pub links: u32,
    /// How many files and links were left as they are because of `overwrite`.
    pub skipped: u32,
}

/// Makes symbolic links below a folder: at each of the paths, one that points to the target at the
/// same index in the other list. Missing folders are created.
///
/// A target is written into the link as it is, so it is relative to the link's folder. The first
/// error ends the call, and the links made before it remain.
#[command(
    blocking,
    confined,
    effects(fs_write),
    errors(IO, DENIED, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn link(
    root: PathBuf,
    paths: Vec<String>,
    targets: Vec<String>,
    options: LinkOptions,
    cx: &Context,
) -> Result<LinkResult, Error> {
    if paths.len() != targets.len() {
        let (given, wanted) = (targets.len(), paths.len());
        let message = format!("expected one for each of the {wanted} paths, got {given}");
        return Err(Error::new(&INVALID_VALUE, message).at("/targets"));
    }
    // Before anything is created.
    let links = paths.iter().zip(&targets).enumerate();
    let links: Vec<_> = links
        .map(|(index, (path, target))| NewLink::new(index, path, target, options, cx))
        .collect::<Result<_, _>>()?;
    let folder = open_or_make(&root, cx).map_err(|error| error.at("/root"))?;
    tidy(&folder).map_err(|error| Error::io(&error, &root).at("/root"))?;
    let folder = Arc::new(folder);
    let mut linking = Linking {
        root: &root,
        options,
        trail: Trail::new(Arc::clone(&folder), false),
        folder,
        cx,
    };
    let meter = Meter::new(cx);
    let mut result = LinkResult::default();
    for link in &links {
        cx.check()?;
        if linking.make(link)? {
            result.links += 1;
        } else {
            result.skipped += 1;
        }
        meter.add(1);
    }
    Ok(result)
}

struct Linking<'a> {
    root: &'a Path,
    options: LinkOptions,
    folder: Arc<Folder>,
    trail: Trail,
    cx: &'a Context,
}

impl Linking<'_> {
    /// Makes a link. `false` if something exists there, and is to be kept.
    fn make(&mut self, link: &NewLink<'_>) -> Result<bool, Error> {
        if self.options.executable
            && let Some(end) = &link.end
        {
            let made = self.make_executable(end);
            made.map_err(|error| error.at(&format!("/targets/{}", link.index)))?;
        }
        self.try_make(link).map_err(|error| {
            let path = self.root.join(path_of(&link.path));
            Error::io(&error, &path).at(&format!("/paths/{}", link.index))
        })
    }

    fn try_make(&mut self, link: &NewLink<'_>) -> io::Result<bool> {
        let folder = self.trail.folder_of(&link.path)?;
        let create = |name: &OsStr| folder.create_link(name, OsStr::new(link.target));
        let name = name_of(&link.path);
        match create(&name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                match self.options.overwrite {
                    Overwrite::Always | Overwrite::IfNewer => {
                        Draft::of(folder, create)?.publish(&name, Taken::Replace)?;
                        Ok(true)
                    }
                    Overwrite::Never => Ok(false),
                    Overwrite::Error => Err(error),
                }
            }
            outcome => outcome.map(|()| true),
        }
    }

    fn make_executable(&self, path: &[u8]) -> Result<(), Error> {
        let full = self.root.join(path_of(path));
        let failed = |error: io::Error| Error::io(&error, &full);
        let file = self.open(path).map_err(failed)?;
        // Under another name it may be a file that the caller must not change.
        admit(&file, &full, self.cx)?;
        let_run(&file).map_err(failed)
    }

    /// Opens a file below the root, without following links on the path.
    fn open(&self, path: &[u8]) -> io::Result<File> {
        let path = path_of(path);
        let mut above = None::<Folder>;
        for name in path.parent().unwrap_or(Path::new("")) {
            let next = above.as_ref().unwrap_or(&self.folder).open_folder(name)?;
            above = Some(next);
        }
        let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let (file, _) = above.as_ref().unwrap_or(&self.folder).open_file(name)?;
        Ok(file)
    }
}

/// Makes a file executable for everyone who may read it.
#[cfg(unix)]
fn let_run(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = file.metadata()?.permissions();
    let mode = permissions.mode();
    let wanted = mode | ((mode & 0o444) >> 2);
    if mode == wanted {
        return Ok(()); // It may belong to another user.
    }
    permissions.set_mode(wanted);
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
fn let_run(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        fs,
        os::unix::fs::{PermissionsExt, symlink},
    };

    use super::*;
    use crate::testing::TempDir;

    fn link_in(
        root: &Path,
        links: &[(&str, &str)],
        options: LinkOptions,
    ) -> Result<LinkResult, Error> {
        let (paths, targets) = links
            .iter()
            .map(|(path, target)| ((*path).to_owned(), (*target).to_owned()))
            .unzip();
        link(root.to_owned(), paths, targets, options, &Context::DETACHED)
    }

    const PROGRAMS: LinkOptions = LinkOptions {
        overwrite: Overwrite::Error,
        executable: true,
    };

    #[test]
    fn only_who_may_read_a_file_may_run_it() {
        let place = TempDir::new();
        let file = place.path().join("file");
        fs::write(&file, "").unwrap();
        for (mode, expected) in [(0o644, 0o755), (0o600, 0o700), (0o755, 0o755)] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let name = format!("link-{mode:o}");
            link_in(place.path(), &[(&name, "file")], PROGRAMS).unwrap();
            let found = fs::metadata(&file).unwrap().permissions().mode() & 0o7777;
            assert_eq!(found, expected, "{mode:o}");
        }
    }

    #[test]
    fn no_link_is_followed_to_what_becomes_executable() {
        let place = TempDir::new();
        let root = place.path().join("root");
        fs::create_dir_all(root.join("folder")).unwrap();
        fs::write(place.path().join("outside"), "").unwrap();
        symlink("../outside", root.join("file")).unwrap();
        symlink("..", root.join("up")).unwrap();
        for target in ["../file", "../up/outside", "../folder", "..", "../missing"] {
            let error = link_in(&root, &[("bin/a", target)], PROGRAMS).unwrap_err();
            let found = (error.code(), error.pointer());
            assert_eq!(found, ("ERR_PINTLE_IO", "/targets/0"), "{target}");
        }
        for target in ["../../outside", "/outside", "../folder/../../outside"] {
            let error = link_in(&root, &[("bin/a", target)], PROGRAMS).unwrap_err();
            let found = (error.code(), error.pointer());
            assert_eq!(
                found,
                ("ERR_PINTLE_INVALID_VALUE", "/targets/0"),
                "{target}"
            );
        }
        let mode = fs::metadata(place.path().join("outside")).unwrap();
        assert_eq!(mode.permissions().mode() & 0o111, 0);
        assert!(!root.join("bin").exists());
    }

    #[test]
    fn nothing_is_made_when_one_path_is_bad() {
        let place = TempDir::new();
        for bad in ["", ".", "..", "a/../b", "/a", "a\0b"] {
            let links = [("good", "x"), (bad, "x")];
            let error = link_in(place.path(), &links, LinkOptions::default()).unwrap_err();
            let found = (error.code(), error.pointer());
            assert_eq!(found, ("ERR_PINTLE_INVALID_VALUE", "/paths/1"), "{bad}");
        }
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
