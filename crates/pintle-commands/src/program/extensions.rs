//! Which files are programs by their names, as on Windows.

use std::{ffi::OsStr, path::Path, path::PathBuf};

use pintle::Context;

/// Windows' default if PATHEXT is not set.
const USUAL: &str = ".COM;.EXE;.BAT;.CMD";

/// The extensions that make a file a program; on Unix any name will do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Extensions {
    /// Permissions decide.
    Any,
    /// Those of PATHEXT, in its order.
    Of(Vec<String>),
}

impl Extensions {
    /// Those of this system, with the caller's settings.
    pub fn of_system(cx: &Context) -> Self {
        if cfg!(windows) {
            Self::of_pathext(cx.variable("PATHEXT").as_deref())
        } else {
            Self::Any
        }
    }

    /// Those that the variable PATHEXT names.
    pub fn of_pathext(variable: Option<&OsStr>) -> Self {
        let named = |text: &str| -> Vec<String> {
            let names = text.split(';').map(str::trim);
            names
                .filter(|name| name.len() > 1 && name.starts_with('.'))
                .map(ToOwned::to_owned)
                .collect()
        };
        let given = variable.map(|text| named(&text.to_string_lossy()));
        Self::Of(
            given
                .filter(|names| !names.is_empty())
                .unwrap_or_else(|| named(USUAL)),
        )
    }

    /// The files that a path may refer to, in the order in which they are tried: the path itself,
    /// if its extension makes it a program, then with each extension appended.
    pub fn candidates(&self, path: &Path) -> Vec<PathBuf> {
        let Self::Of(names) = self else {
            return vec![path.to_owned()];
        };
        let whole = self.has_one(path).then(|| path.to_owned());
        let extended = names.iter().map(|name| {
            let mut path = path.as_os_str().to_owned();
            path.push(name.to_lowercase());
            PathBuf::from(path)
        });
        whole.into_iter().chain(extended).collect()
    }

    fn has_one(&self, path: &Path) -> bool {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        match self {
            Self::Any => true,
            Self::Of(names) => names
                .iter()
                .any(|name| name[1..].eq_ignore_ascii_case(&extension)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(pathext: Option<&str>, path: &str) -> Vec<String> {
        let extensions = Extensions::of_pathext(pathext.map(OsStr::new));
        let candidates = extensions.candidates(Path::new(path));
        candidates
            .iter()
            .map(|path| path.display().to_string())
            .collect()
    }

    #[test]
    fn a_name_is_tried_with_each_extension_in_order() {
        assert_eq!(
            tried(None, "bin/tool"),
            [
                "bin/tool.com",
                "bin/tool.exe",
                "bin/tool.bat",
                "bin/tool.cmd"
            ]
        );
        assert_eq!(tried(Some(".CMD;.EXE"), "tool"), ["tool.cmd", "tool.exe"]);
    }

    #[test]
    fn a_name_that_has_such_an_extension_is_tried_first() {
        assert_eq!(
            tried(Some(".EXE;.CMD"), "tool.Exe"),
            ["tool.Exe", "tool.Exe.exe", "tool.Exe.cmd"]
        );
        assert_eq!(tried(Some(".EXE"), "tool.1"), ["tool.1.exe"]);
        assert_eq!(tried(Some(".EXE"), "tool.js"), ["tool.js.exe"]);
    }

    #[test]
    fn what_is_no_extension_is_left_out() {
        assert_eq!(tried(Some(";.;EXE; .Py ;"), "tool"), ["tool.py"]);
        assert_eq!(tried(Some(";"), "tool"), tried(None, "tool"));
    }

    #[test]
    fn elsewhere_a_name_is_what_it_is() {
        assert_eq!(
            Extensions::Any.candidates(Path::new("tool.EXE")),
            [Path::new("tool.EXE")]
        );
        assert_eq!(
            Extensions::of_system(&Context::DETACHED) == Extensions::Any,
            !cfg!(windows)
        );
    }
}
