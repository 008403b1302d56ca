//! The file that a rule for a program names.

use std::{
    io,
    path::{Path, PathBuf, absolute, is_separator},
};

use pintle_core::Error;

use super::script::{self, Search};
use crate::{
    node::Node,
    places::{Trouble, Written},
};

/// The file that is run, found when the policy is read: nothing that a caller sends influences it.
///
/// Its folder is the real one, but its name is kept even if it is a link: programs such as
/// `busybox` behave according to the name they are started by. No component of the path to it, nor
/// of the path to its interpreter, may be in a folder that callers can write to.
pub(super) fn find(
    node: &Node<'_>,
    written: &str,
    folder: &Path,
    search: Search<'_>,
    by_callers: &Written,
) -> Result<PathBuf, Error> {
    if !written.contains(is_separator) {
        let message = format!("expected a path such as /usr/bin/{written}: PATH is not searched");
        return Err(node.fault(message));
    }
    let unusable = |error: io::Error| node.fault(format!("the program cannot be used: {error}"));
    let follow = |path: &Path| {
        by_callers.follow(path).map_err(|trouble| match trouble {
            Trouble::Io(error) => unusable(error),
            Trouble::Links => node.fault("the program's path goes through too many symbolic links"),
            Trouble::Written(reason) => node.fault(format!(
                "{reason}: anyone who can write there could choose what runs"
            )),
        })
    };
    // The path as written too: whoever changes a link on it chooses what runs next time.
    let path = absolute(folder.join(written)).map_err(unusable)?;
    follow(&path)?;
    let program = in_real_folder(&path).map_err(unusable)?;
    let real = follow(&program)?;
    if !real.metadata().map_err(unusable)?.is_file() {
        return Err(node.fault("the program is not a file"));
    }
    script::check(&real, search, by_callers)
        .map_err(|reason| node.fault(format!("{}: {reason}", real.display())))?;
    Ok(program)
}

fn in_real_folder(path: &Path) -> io::Result<PathBuf> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return path.canonicalize();
    };
    Ok(parent.canonicalize()?.join(name))
}

#[cfg(all(test, unix))]
mod tests {
    use std::{collections::BTreeMap, fs, os::unix::fs::symlink, sync::Arc};

    use pintle_core::{Value, json};

    use super::*;
    use crate::roots::Root;

    /// A folder with `bin/many`, a link to it named `bin/one`, and `work`, which is writable.
    fn ground(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("pintle-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::create_dir_all(folder.join("work")).unwrap();
        fs::write(folder.join("bin/many"), "").unwrap();
        symlink("many", folder.join("bin/one")).unwrap();
        folder.canonicalize().unwrap()
    }

    fn found(folder: &Path, written: &str) -> Result<PathBuf, String> {
        let root = json::from_json(r#"{ "path": "work", "access": "write" }"#).unwrap();
        let root = Root::read("work", &Node::root(&root), folder).unwrap();
        let roots = BTreeMap::from([("work".to_owned(), Arc::new(root))]);
        let value = Value::from(written);
        let written_to = Written::of(&roots);
        find(
            &Node::root(&value),
            written,
            folder,
            Search::Fixed(None),
            &written_to,
        )
        .map_err(|error| error.message().to_owned())
    }

    #[test]
    fn a_program_with_many_names_is_started_by_the_one_that_was_written() {
        let folder = ground("names");
        symlink("bin", folder.join("linked")).unwrap();
        assert_eq!(found(&folder, "bin/one"), Ok(folder.join("bin/one")));
        assert_eq!(found(&folder, "linked/one"), Ok(folder.join("bin/one")));
        assert_eq!(found(&folder, "bin/many"), Ok(folder.join("bin/many")));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn no_step_of_the_way_may_be_where_callers_write() {
        let folder = ground("steps");
        fs::write(folder.join("work/program"), "").unwrap();
        symlink("../bin/many", folder.join("work/step")).unwrap();
        symlink("../work/step", folder.join("bin/over")).unwrap();
        symlink("loop", folder.join("bin/loop")).unwrap();
        symlink("../bin", folder.join("work/way")).unwrap();
        for (written, reason) in [
            ("work/program", "may be written"),
            ("work/step", "may be written"),
            ("work/way/many", "may be written"),
            ("bin/over", "may be written"),
            ("bin/loop", "too many symbolic links"),
            ("./bin", "not a file"),
            ("bin/none", "cannot be used"),
            ("many", "PATH is not searched"),
        ] {
            let message = found(&folder, written).unwrap_err();
            assert!(message.contains(reason), "{written}: {message}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
