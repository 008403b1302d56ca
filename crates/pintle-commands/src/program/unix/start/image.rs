//! The system's arguments for starting a program: strings that end with NUL, and lists that end
//! with null.

use std::{
    collections::BTreeMap,
    ffi::{CStr, CString, OsString, c_char},
    io,
    os::unix::ffi::OsStrExt,
    path::Path,
    ptr,
};

/// A program, its arguments and its environment.
#[derive(Debug)]
pub(super) struct Image {
    pub path: CString,
    pub args: List,
    pub env: List,
    /// Whether the shell reads the program as a script.
    pub is_by_shell: bool,
}

/// A list of strings, as the system expects it.
#[derive(Debug)]
pub(super) struct List {
    strings: Vec<CString>,
    pointers: Vec<*const c_char>,
}

impl List {
    fn new(strings: Vec<CString>) -> Self {
        let pointers = strings.iter().map(|string| string.as_ptr());
        Self {
            pointers: pointers.chain([ptr::null()]).collect(),
            strings,
        }
    }

    /// The list, which is valid as long as `self`.
    pub fn as_ptr(&self) -> *const *const c_char {
        self.pointers.as_ptr()
    }
}

impl Image {
    pub fn new(
        path: &Path,
        args: &[String],
        env: &BTreeMap<OsString, OsString>,
    ) -> io::Result<Self> {
        let args = args.iter().map(|arg| CString::new(arg.as_str()));
        let env = env.iter().map(|(name, value)| {
            let mut variable = Vec::with_capacity(name.len() + value.len() + 2);
            variable.extend_from_slice(name.as_bytes());
            variable.push(b'=');
            variable.extend_from_slice(value.as_bytes());
            CString::new(variable)
        });
        Ok(Self {
            path: CString::new(path.as_os_str().as_bytes())?,
            args: List::new(args.collect::<Result<_, _>>()?),
            env: List::new(env.collect::<Result<_, _>>()?),
            is_by_shell: false,
        })
    }

    /// The same program as a shell script, which gets the program's path instead of the name by
    /// which it was called.
    pub fn by_shell(self) -> Self {
        let shell: &CStr = c"/bin/sh";
        let given = self.args.strings.into_iter().skip(1);
        let args = [shell.to_owned(), self.path];
        Self {
            path: shell.to_owned(),
            args: List::new(args.into_iter().chain(given).collect()),
            env: self.env,
            is_by_shell: true,
        }
    }
}
