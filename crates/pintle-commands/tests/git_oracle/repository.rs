//! A repository in a folder of its own, and the two sides of the comparison.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::atomic::{AtomicU32, Ordering},
};

use pintle::Context;
use pintle_commands::tree::{Selection, WalkOptions, walk};

/// A new repository that is removed when it is dropped.
pub(crate) struct Repository(PathBuf);

impl Repository {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root = env::temp_dir().join(format!("pintle-git-{}-{number}", process::id()));
        fs::create_dir_all(&root).expect("a temporary folder");
        git(&root, &["init", "--quiet", "--template="]);
        fs::create_dir_all(root.join(".git/info")).expect("a folder");
        Self(root)
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    /// How many files and links there are.
    pub(crate) fn files(&self) -> usize {
        list(&self.0, false).len()
    }

    /// Every file of rules with its text.
    pub(crate) fn rules(&self) -> String {
        let mut text = String::new();
        let found = list(&self.0, false);
        let ignores = found.iter().filter(|path| path.ends_with(".gitignore"));
        for path in ignores.map(String::as_str).chain([".git/info/exclude"]) {
            let rules = fs::read(self.0.join(path)).unwrap_or_default();
            let _ = writeln!(text, "{path}: {:?}", String::from_utf8_lossy(&rules));
        }
        text
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What git would add: everything that is not ignored.
pub(crate) fn listed_by_git(folder: &Path) -> BTreeSet<String> {
    let output = git(folder, &["ls-files", "-co", "--exclude-standard", "-z"]);
    let paths = output.split('\0').filter(|path| !path.is_empty());
    paths.map(str::to_owned).collect()
}

/// What the walk lists.
pub(crate) fn listed_by_us(folder: &Path) -> BTreeSet<String> {
    list(folder, true)
}

fn list(folder: &Path, gitignore: bool) -> BTreeSet<String> {
    let selection = Selection {
        gitignore,
        exclude: Some(vec![".git".into()]),
        ..Selection::default()
    };
    let options = WalkOptions {
        selection,
        ..WalkOptions::default()
    };
    let entries = walk(folder.to_owned(), options, &Context::DETACHED).expect("a walk");
    assert!(entries.errors.is_empty(), "{:?}", entries.errors);
    entries.paths.iter().map(str::to_owned).collect()
}

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    let output = without_settings(&mut command)
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {errors}");
    String::from_utf8(output.stdout).expect("names are UTF-8")
}

/// Runs a test in a process of its own without anybody's settings of git, since the walk heeds them
/// too.
pub(crate) fn isolated(test: &str, body: impl FnOnce()) {
    const MARK: &str = "PINTLE_TEST_ISOLATED";
    if env::var_os(MARK).is_some() {
        return body();
    }
    let mut command = Command::new(env::current_exe().expect("this test"));
    let output = without_settings(&mut command)
        .args(["--exact", test, "--nocapture"])
        .env(MARK, "1")
        .output()
        .expect("this test runs again");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let ran = String::from_utf8_lossy(&output.stdout).contains("1 passed");
    assert!(ran, "there is no test named {test}");
}

/// No settings but those of the repository.
fn without_settings(command: &mut Command) -> &mut Command {
    command
        .env("HOME", "/nonexistent")
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
}
