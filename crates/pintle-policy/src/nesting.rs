//! Which folders contain which: determined by identity, not by their paths.

use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
    io,
    path::PathBuf,
    sync::Arc,
};

use cap_fs_ext::MetadataExt;
use cap_std::{
    ambient_authority,
    fs::{Dir, Metadata},
};
use pintle_core::Access;

use crate::{roots::Root, turns::Field};

/// The identity of a file or folder: its device and inode.
pub(crate) type Id = (u64, u64);

pub(crate) fn id_of(metadata: &Metadata) -> Id {
    (metadata.dev(), metadata.ino())
}

pub(crate) fn id_of_folder(folder: &Dir) -> io::Result<Id> {
    Ok(id_of(&folder.dir_metadata()?))
}

/// The read-only roots of a policy, which may be inside writable ones. A folder that is also a
/// writable root is not among them.
#[derive(Debug, Default)]
pub(crate) struct Kept(Vec<(Id, Dir)>);

impl Kept {
    fn of(roots: &[Root]) -> io::Result<Self> {
        let mut written = HashSet::new();
        for root in roots.iter().filter(|root| root.access == Access::Write) {
            written.insert(id_of_folder(&root.dir)?);
        }
        let mut kept = Vec::new();
        for root in roots.iter().filter(|root| root.access == Access::Read) {
            let id = id_of_folder(&root.dir)?;
            if !written.contains(&id) {
                kept.push((id, root.dir.try_clone()?));
            }
        }
        Ok(Self(kept))
    }

    pub(crate) fn contains(&self, folder: Id) -> bool {
        self.0.iter().any(|(id, _)| *id == folder)
    }

    /// Whether a folder is one of them or inside one of them, considering its parents up to the
    /// folder `top`.
    pub(crate) fn have(&self, folder: &File, top: &Dir) -> io::Result<bool> {
        if self.0.is_empty() {
            return Ok(false);
        }
        let top = id_of_folder(top)?;
        for id in outwards(Dir::from_std_file(folder.try_clone()?)) {
            match id? {
                id if id == top => return Ok(false),
                id if self.contains(id) => return Ok(true),
                _ => {}
            }
        }
        Ok(true) // It is no longer in there.
    }

    /// Whether one of them is inside a folder.
    pub(crate) fn are_in(&self, folder: Id) -> io::Result<bool> {
        for (_, kept) in &self.0 {
            for id in outwards(kept.try_clone()?).skip(1) {
                if id? == folder {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// A folder and its parents, from the inside out.
pub(crate) fn outwards(folder: Dir) -> impl Iterator<Item = io::Result<Id>> {
    let mut next = Some(folder);
    std::iter::from_fn(move || {
        let here = next.take()?;
        let id = match id_of_folder(&here) {
            Ok(id) => id,
            Err(error) => return Some(Err(error)),
        };
        match here.open_parent_dir(ambient_authority()) {
            Ok(above) => {
                // The file system's root is its own parent.
                let is_top = id_of_folder(&above).is_ok_and(|above| above == id);
                next = (!is_top).then_some(above);
                Some(Ok(id))
            }
            Err(error) => Some(Err(error)),
        }
    })
}

/// Records for each root what it contains, and what contains it.
pub(crate) fn connect(roots: &mut [Root]) -> io::Result<()> {
    let kept = Arc::new(Kept::of(roots)?);
    let mut fields: BTreeMap<PathBuf, Arc<Field>> = BTreeMap::new();
    let writable = |root: &&Root| root.access == Access::Write;
    for root in roots.iter().filter(writable) {
        let field = Field::new(root.path.clone(), root.dir.try_clone()?)?;
        fields.insert(root.path.clone(), Arc::new(field));
    }
    for root in roots {
        root.kept = Arc::clone(&kept);
        // The first is the outermost, since a path sorts before all paths that start with it.
        let around = fields.iter().find(|(path, _)| root.path.starts_with(path));
        root.field = around.map(|(_, field)| Arc::clone(field));
    }
    Ok(())
}
