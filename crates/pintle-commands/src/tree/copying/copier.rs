//! The command.

use std::{
    ffi::OsString,
    path::{Path, PathBuf, absolute},
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
};

use pintle::{
    CancelToken, Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use super::{
    CopyOptions, CopyResult,
    contents::Contents,
    single::{Single, Trouble},
    source::{Source, inside_itself, leads_into},
    tally::Tally,
};
use crate::{
    fs::{
        EntryKind, Folder, Meter, NamedPlace, Stat, Trail, name_of, names_folder, open_or_make,
        path_of, tidy, tidy_for_one,
    },
    tree::INSIDE_ITSELF,
    walk::{Filter, Visited, WalkError, WalkOptions, WalkPurpose, collect_in},
};

/// Copies a file, a link, or a folder with all its contents, to `to`.
///
/// Modes and times are kept, links are copied as links. Each file gets its name once it is
/// complete: whatever happens, the name refers to what was there before or to the complete copy.
/// Existing folders are merged.
#[command(
    blocking,
    confined,
    effects(fs_read, fs_write),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INSIDE_ITSELF, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn copy(
    from: PathBuf,
    to: PathBuf,
    options: CopyOptions,
    cx: &Context,
) -> Result<CopyResult, Error> {
    let source = Source::open(&from, cx).map_err(|error| error.at("/from"))?;
    let copying = Copying {
        from: &from,
        to: &to,
        options: &options,
        clones: AtomicBool::new(true),
        stop: CancelToken::new(),
        first: Mutex::new(None),
        whole: Mutex::default(),
    };
    match source {
        Source::Folder(folder) => copying.tree(folder, cx),
        Source::Single(place, stat) => copying.single(&place, &stat, cx),
    }
}

/// What the threads of one copy share.
struct Copying<'a> {
    from: &'a Path,
    to: &'a Path,
    options: &'a CopyOptions,
    clones: AtomicBool,
    /// Ends the work of all threads when one has failed.
    stop: CancelToken,
    first: Mutex<Option<Error>>,
    whole: Mutex<Tally>,
}

impl Copying<'_> {
    fn single(self, place: &NamedPlace, stat: &Stat, cx: &Context) -> Result<CopyResult, Error> {
        let at_to = |error: Error| error.at("/to");
        if names_folder(self.to) {
            let error = std::io::ErrorKind::NotADirectory.into();
            return Err(at_to(Error::io(&error, self.to)));
        }
        let to = cx.resolve(self.to).map_err(at_to)?;
        let to = absolute(to).map_err(|error| at_to(Error::io(&error, self.to)))?;
        let (Some(above), Some(name)) = (to.parent(), to.file_name()) else {
            return Err(at_to(Error::io(
                &std::io::ErrorKind::IsADirectory.into(),
                self.to,
            )));
        };
        let folder = open_or_make(above, cx).map_err(at_to)?;
        tidy_for_one(&folder);
        if folder.stat(name).is_ok_and(|there| there.id() == stat.id()) {
            return Err(inside_itself(self.to));
        }
        let mut tally = Tally::default();
        let single = Single {
            from: &place.folder,
            from_name: &place.name,
            to: &folder,
            to_name: name,
            overwrite: self.options.overwrite,
            hard_link: self.options.hard_link,
            depth: 0,
            from_path: &|| self.from.to_owned(),
            cx,
        };
        let mut contents = Contents::new(cx, &self.clones);
        let outcome = single.copy(stat.kind(), &mut contents, &mut tally);
        outcome.map_err(|trouble| self.explain(trouble, &[]))?;
        Ok(tally.result(Vec::new()))
    }

    fn tree(self, folder: Folder, cx: &Context) -> Result<CopyResult, Error> {
        let at_to = |error: Error| error.at("/to");
        let own = folder.own_stat();
        let own = own.map_err(|error| Error::io(&error, self.from).at("/from"))?;
        if leads_into(self.to, &own, cx).map_err(at_to)? {
            return Err(inside_itself(self.to));
        }
        let kinds = self.options.kinds.as_deref();
        let options = WalkOptions {
            selection: self.options.selection.clone(),
            kinds: Some(kinds.map_or_else(|| EntryKind::ALL.to_vec(), <[_]>::to_vec)),
            sorted: false,
            ..WalkOptions::default()
        };
        // Before anything is created.
        let filter = Filter::new(&options)?;
        let root = Arc::new(open_or_make(self.to, cx).map_err(at_to)?);
        tidy(&root).map_err(|error| at_to(Error::io(&error, self.to)))?;
        let takes_folders = kinds.is_none_or(|kinds| kinds.contains(&EntryKind::Directory));
        let whole = options.selection.takes_every_folder() && takes_folders;
        let meter = Meter::new(cx);
        let stop = self.stop.clone();
        let _stop = cx.on_cancel(move || stop.cancel());
        let inner = cx
            .clone()
            .with_progress(None)
            .with_cancel(self.stop.clone());
        let found = collect_in(
            folder,
            self.from,
            filter,
            WalkPurpose::Contents,
            &inner,
            || {
                let mut worker = Worker {
                    copying: &self,
                    trail: Trail::new(Arc::clone(&root), whole),
                    contents: Contents::new(&inner, &self.clones),
                    tally: Tally::default(),
                    cx: &inner,
                };
                let meter = &meter;
                move |entry: &Visited<'_>| {
                    meter.add(1);
                    worker.copy(entry).map(|()| None::<()>)
                }
            },
        );
        cx.check()?;
        let first = self
            .first
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(error) = first {
            return Err(error);
        }
        let mut errors = found?.into_errors();
        if !self.options.keep_going && !errors.is_empty() {
            return Err(errors.swap_remove(0).error);
        }
        let mut errors: Vec<_> = errors.into_iter().map(WalkError::from).collect();
        let tally = std::mem::take(&mut *self.whole.lock().unwrap_or_else(PoisonError::into_inner));
        let tally = self.finish(tally, root, whole.then_some(&own), &mut errors)?;
        Ok(tally.result(errors))
    }

    /// Sets the folders' modes and times, which filling them would have changed.
    fn finish(
        &self,
        mut tally: Tally,
        root: Arc<Folder>,
        own: Option<&Stat>,
        errors: &mut Vec<WalkError>,
    ) -> Result<Tally, Error> {
        // Inner folders come first: afterwards the owner may not have access.
        tally
            .folders
            .sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
        let mut trail = Trail::new(Arc::clone(&root), true);
        for (path, stat) in &tally.folders {
            let given = trail.folder(path).and_then(|folder| give(folder, stat));
            if let Err(error) = given {
                let error = self.explain(Trouble::To(error), path);
                if !self.options.keep_going {
                    return Err(error);
                }
                errors.push(WalkError::new(path, &error));
            }
        }
        if let Some(own) = own {
            give(&root, own).map_err(|error| self.explain(Trouble::To(error), &[]))?;
        }
        Ok(tally)
    }

    fn explain(&self, trouble: Trouble, path: &[u8]) -> Error {
        let within = |root: &Path| {
            if path.is_empty() {
                root.to_owned()
            } else {
                root.join(path_of(path))
            }
        };
        match trouble {
            Trouble::From(error) => Error::io(&error, &within(self.from)).at("/from"),
            Trouble::To(error) => Error::io(&error, &within(self.to)).at("/to"),
            Trouble::Call(error) => error,
        }
    }
}

/// A thread's part in a copy. Its results are added to the total when it ends.
struct Worker<'a> {
    copying: &'a Copying<'a>,
    trail: Trail,
    contents: Contents<'a>,
    tally: Tally,
    cx: &'a Context,
}

impl Worker<'_> {
    fn copy(&mut self, entry: &Visited<'_>) -> Result<(), Error> {
        let Copying {
            options,
            stop,
            first,
            ..
        } = self.copying;
        let outcome = self.copy_to(entry);
        let outcome = outcome.map_err(|trouble| self.copying.explain(trouble, entry.path()));
        match outcome {
            Err(error) if !options.keep_going => {
                let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
                first.get_or_insert(error);
                stop.cancel();
                Ok(())
            }
            outcome => outcome,
        }
    }

    fn copy_to(&mut self, entry: &Visited<'_>) -> Result<(), Trouble> {
        let Self {
            copying,
            trail,
            contents,
            tally,
            cx,
        } = self;
        if entry.kind() == EntryKind::Directory {
            let stat = entry.folder().stat(&name_of(entry.path()));
            let stat = stat.map_err(Trouble::From)?;
            trail.make(entry.path()).map_err(Trouble::To)?;
            tally.folders.push((entry.path().to_vec(), stat));
            return Ok(());
        }
        let name: OsString = name_of(entry.path()).into_owned();
        let single = Single {
            from: entry.folder(),
            from_name: &name,
            to: trail.folder_of(entry.path()).map_err(Trouble::To)?,
            to_name: &name,
            overwrite: copying.options.overwrite,
            hard_link: copying.options.hard_link,
            depth: entry.path().split(|byte| *byte == b'/').count() - 1,
            from_path: &|| copying.from.join(path_of(entry.path())),
            cx,
        };
        single.copy(entry.kind(), contents, tally)
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        self.tally.add_to(&self.copying.whole);
    }
}

/// Sets a folder's mode and times. An existing folder of another user keeps its
/// own.
fn give(folder: &Folder, stat: &Stat) -> std::io::Result<()> {
    match folder.set_like(stat) {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Ok(()),
        outcome => outcome,
    }
}
