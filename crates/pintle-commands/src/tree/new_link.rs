//! A symbolic link to create, and whether it is allowed.

use pintle::{
    Context, Error,
    errors::{DENIED, INVALID_VALUE},
};

use super::LinkOptions;
use crate::fs::{self, Names};

/// An allowed link.
pub(super) struct NewLink<'a> {
    pub(super) index: usize,
    /// Its path below the root, with `/`.
    pub(super) path: Vec<u8>,
    pub(super) target: &'a str,
    /// Where it leads: a path below the root, with `/`. `None` if that is uncertain.
    pub(super) end: Option<Vec<u8>>,
}

impl<'a> NewLink<'a> {
    pub(super) fn new(
        index: usize,
        path: &str,
        target: &'a str,
        options: LinkOptions,
        cx: &Context,
    ) -> Result<Self, Error> {
        let parts = match fs::safe_parts(path.as_bytes(), Names::Native) {
            Ok(parts) if !parts.is_empty() => parts,
            _ => {
                let message = format!("expected a path below the root, got \"{path}\"");
                return Err(Error::new(&INVALID_VALUE, message).at(&format!("/paths/{index}")));
            }
        };
        let at_target = |kind, message: &str| {
            let message = format!("{message}, got \"{target}\" for {path}");
            Error::new(kind, message).at(&format!("/targets/{index}"))
        };
        if target.is_empty() || target.contains('\0') {
            return Err(at_target(&INVALID_VALUE, "expected a path"));
        }
        let above = &parts[..parts.len() - 1];
        let stays = fs::check_link_target(target.as_bytes(), above.len(), Names::Native).is_ok();
        if !stays && cx.confinement().is_some() {
            let message = "expected a target in the root, with \"..\" only at its start";
            return Err(at_target(&DENIED, message));
        }
        if !stays && options.executable {
            let message = "expected a file in the root, with \"..\" only at its start";
            return Err(at_target(&INVALID_VALUE, message));
        }
        Ok(Self {
            index,
            path: parts.join(&b'/'),
            target,
            end: stays.then(|| end(above, target)),
        })
    }
}

/// Where a target that stays below the root leads.
fn end(above: &[&[u8]], target: &str) -> Vec<u8> {
    let mut parts = above.to_vec();
    for part in target.as_bytes().split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join(&b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_found_from_the_folder_of_its_link() {
        for (path, target, expected) in [
            ("a", "b", "b"),
            (".bin/a", "../b/./c.js", "b/c.js"),
            ("x/y/a", "../..//b", "b"),
            ("x/a", "..", ""),
        ] {
            let options = LinkOptions::default();
            let link = NewLink::new(0, path, target, options, &Context::DETACHED).unwrap();
            assert_eq!(link.end.unwrap(), expected.as_bytes(), "{path} {target}");
        }
    }
}
