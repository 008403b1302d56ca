//! What a walk leaves out is what git ignores. The judge is git itself, on trees that are generated
//! to be as awkward as file systems and `.gitignore` files allow.

#![cfg(unix)]

mod git_oracle {
    pub(crate) mod generate;
    pub(crate) mod repository;
}

use std::{
    collections::BTreeSet,
    time::{SystemTime, UNIX_EPOCH},
};

use git_oracle::{
    generate::{Random, plant},
    repository::{Repository, isolated, listed_by_git, listed_by_us},
};

/// Plants a tree and compares what git and the walk list, in the whole tree and in its folders.
fn compare(seed: u64) {
    let mut random = Random::new(seed);
    let repository = Repository::new();
    let folders = plant(&mut random, repository.root());
    let whole = listed_by_git(repository.root());
    assert_same(seed, &repository, "", &whole);

    // The rules of the folders above hold in a folder too. One that git ignores as a whole has no
    // entries there, but may be walked.
    for folder in folders {
        if whole
            .iter()
            .any(|path| path.starts_with(&format!("{folder}/")))
            && random.one_in(3)
        {
            let expected = listed_by_git(&repository.root().join(&folder));
            assert_same(seed, &repository, &folder, &expected);
        }
    }
}

fn assert_same(seed: u64, repository: &Repository, folder: &str, expected: &BTreeSet<String>) {
    let found = listed_by_us(&repository.root().join(folder));
    let only_git: Vec<_> = expected.difference(&found).collect();
    let only_us: Vec<_> = found.difference(expected).collect();
    assert!(
        only_git.is_empty() && only_us.is_empty(),
        "seed {seed}, folder {folder:?}:\nonly git lists {only_git:?}\nonly the walk lists {only_us:?}\n{}",
        repository.rules(),
    );
}

#[test]
fn agrees_with_git_on_known_trees() {
    isolated("agrees_with_git_on_known_trees", || {
        for seed in 0..60 {
            compare(seed);
        }
    });
}

#[test]
fn agrees_with_git_on_a_new_tree() {
    isolated("agrees_with_git_on_a_new_tree", || {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        compare(now.map_or(0, |time| time.as_nanos() as u64));
    });
}

#[test]
fn the_trees_are_not_trivial() {
    let (mut listed, mut all) = (0, 0);
    for seed in 0..10 {
        let repository = Repository::new();
        plant(&mut Random::new(seed), repository.root());
        listed += listed_by_git(repository.root()).len();
        all += repository.files();
    }
    // Otherwise the comparison would say little about rules that match, or about those that do not.
    assert!(
        listed > all / 5,
        "git ignores nearly everything: {listed} of {all} are left"
    );
    assert!(
        listed < all * 4 / 5,
        "git ignores nearly nothing: {listed} of {all} are left"
    );
}
