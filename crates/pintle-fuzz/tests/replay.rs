//! The inputs that fuzzing has found, and random mutations of them for a few seconds.

use std::{
    collections::hash_map::RandomState,
    fs::{self, File},
    hash::BuildHasher,
    io::Read,
    panic::catch_unwind,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use flate2::read::GzDecoder;
use pintle_fuzz::TARGETS;
use tar::Archive;

/// How long each target runs with a random seed.
const TIME: Duration = Duration::from_secs(2);

/// How many inputs are generated from the fixed seed.
const ALWAYS: u32 = 3_000;

#[test]
fn stdio() {
    try_target("stdio");
}

#[test]
fn plan() {
    try_target("plan");
}

#[test]
fn policy() {
    try_target("policy");
}

fn try_target(name: &str) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, check) = *target.expect("the target exists");
    let inputs = inputs(name);
    for (from, data) in &inputs {
        try_input(check, data, from);
    }
    let mut random = Random(1);
    for _ in 0..ALWAYS {
        try_input(check, &random.input(&inputs), "seed 1");
    }
    let seed = RandomState::new().hash_one(name) | 1;
    let mut random = Random(seed);
    let end = Instant::now() + TIME;
    while Instant::now() < end {
        try_input(check, &random.input(&inputs), &format!("seed {seed}"));
    }
}

fn try_input(check: fn(&[u8]), data: &[u8], from: &str) {
    let holds = catch_unwind(|| check(data)).is_ok();
    assert!(
        holds,
        "{from}: the check fails for b\"{}\"",
        data.escape_ascii()
    );
}

/// An input, and the file it comes from.
type Input = (String, Vec<u8>);

/// All inputs of a target: the bugs that were found, the seeds written by hand, and the corpus.
fn inputs(target: &str) -> Vec<Input> {
    let mut inputs = files("regressions", target);
    let seeds = files("seeds", target);
    assert!(!seeds.is_empty(), "{target} has no seeds");
    inputs.extend(seeds);
    inputs.extend(corpus(target));
    inputs
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz")
        .join(name)
}

/// The files in a folder of a target, which may be missing.
fn files(kind: &str, target: &str) -> Vec<Input> {
    let Ok(entries) = fs::read_dir(folder(kind).join(target)) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    // The system lists them in any order, but a seed must mean the same everywhere.
    paths.sort();
    let read = |path: PathBuf| {
        let data = fs::read(&path).expect("the file can be read");
        (path.display().to_string(), data)
    };
    paths.into_iter().map(read).collect()
}

/// The files in the archive of a target's corpus.
fn corpus(target: &str) -> Vec<Input> {
    let path = folder("corpus").join(format!("{target}.tar.gz"));
    let file = File::open(path).expect("the corpus exists");
    let mut archive = Archive::new(GzDecoder::new(file));
    let entries = archive.entries().expect("the corpus can be read");
    let mut inputs = Vec::new();
    for entry in entries {
        let mut entry = entry.expect("the corpus can be read");
        if entry.header().entry_type().is_file() {
            let path = entry.path().expect("the entry has a name");
            let from = path.display().to_string();
            let mut data = Vec::new();
            entry.read_to_end(&mut data).expect("the entry can be read");
            inputs.push((from, data));
        }
    }
    assert!(!inputs.is_empty(), "the corpus of {target} is empty");
    inputs
}

/// Xorshift: it is sufficient, and its output for a seed never changes.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one<'a>(&mut self, inputs: &'a [Input]) -> &'a [u8] {
        &inputs[self.below(inputs.len())].1
    }

    /// One of the inputs with a few changes.
    fn input(&mut self, inputs: &[Input]) -> Vec<u8> {
        const BYTES: &[u8] = b"\0\n\r\"\\/{}[]:,-.09azAZ~\x7f\xff";
        let mut data = self.one(inputs).to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(data.len() + 1);
            match self.below(5) {
                0 => data.insert(at, BYTES[self.below(BYTES.len())]),
                1 if at < data.len() => data[at] ^= 1 << self.below(8),
                2 => drop(data.drain(at..(at + self.below(8)).min(data.len()))),
                3 => {
                    let other = self.one(inputs);
                    let from = self.below(other.len());
                    let to = (from + self.below(32)).min(other.len());
                    data.splice(at..at, other[from..to].iter().copied());
                }
                _ => data.truncate(at),
            }
        }
        data
    }
}
