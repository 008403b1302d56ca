//! The file that a rule for a program names.

use std::{
    io,
    path::{Path, PathBuf, is_separator},
};

use pintle_core::{Access, Error};

use crate::{matcher::RootsByName, node::Node};

/// A link that leads over more links than this leads nowhere, as for the system.
const MOST_LINKS: usize = 40;

/// The file that is run, found when the policy is read: nothing that a caller says leads to it.
///
/// Its folder is the real one, but its name stays when it is a link: programs such as `busybox` do
/// what the name says that they are started by. No step of the way there may be in a folder that
/// callers can write to.
pub(super) fn find(
    node: &Node<'_>,
    written: &str,
    folder: &Path,
    roots: &RootsByName,
) -> Result<PathBuf, Error> {
    if !written.contains(is_separator) {
        let message = format!("expected a path such as /usr/bin/{written}: PATH is not searched");
        return Err(node.fault(message));
    }
    let unusable = |error: io::Error| node.fault(format!("the program cannot be used: {error}"));
    let program = in_real_folder(&folder.join(written)).map_err(unusable)?;
    let mut here = program.clone();
    for _ in 0..MOST_LINKS {
        let inside = |access, path: &Path| access == Access::Write && here.starts_with(path);
        if let Some(root) = roots.values().find(|root| inside(root.access, &root.path)) {
            let message = format!(
                "{} is in the root \"{}\", which may be written: whoever writes there would choose what runs",
                here.display(),
                root.name
            );
            return Err(node.fault(message));
        }
        let found = here.symlink_metadata().map_err(unusable)?;
        if found.is_file() {
            return Ok(program);
        }
        if !found.is_symlink() {
            return Err(node.fault("the program is no file"));
        }
        let target = here.read_link().map_err(unusable)?;
        let parent = here.parent().unwrap_or(Path::new("/"));
        here = in_real_folder(&parent.join(target)).map_err(unusable)?;
    }
    Err(node.fault("the program is a link that leads over too many links"))
}

fn in_real_folder(path: &Path) -> io::Result<PathBuf> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return path.canonicalize();
    };
    Ok(parent.canonicalize()?.join(name))
}
