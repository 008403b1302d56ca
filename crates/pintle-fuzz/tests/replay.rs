//! The inputs that fuzzing has found, and what comes of changing them at random for some seconds.

use std::{
    collections::hash_map::RandomState,
    fs,
    hash::BuildHasher,
    panic::catch_unwind,
    path::Path,
    time::{Duration, Instant},
};

use pintle_fuzz::TARGETS;

/// How long each target is tried from a seed that is always another.
const TIME: Duration = Duration::from_secs(2);

/// How many inputs come from the seed that is always the same.
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
    let (_, check) = *target.expect("there is such a target");
    let corpus = corpus(name);
    for data in &corpus {
        try_input(check, data, "it stands in the corpus");
    }
    let mut random = Random(1);
    for _ in 0..ALWAYS {
        try_input(check, &random.input(&corpus), "seed 1");
    }
    let seed = RandomState::new().hash_one(name) | 1;
    let mut random = Random(seed);
    let end = Instant::now() + TIME;
    while Instant::now() < end {
        try_input(check, &random.input(&corpus), &format!("seed {seed}"));
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

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(name);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    // The system gives them in any order, and the seed is to mean the same everywhere.
    paths.sort();
    assert!(!paths.is_empty(), "the corpus of {name} is empty");
    paths
        .iter()
        .map(|path| fs::read(path).expect("it can be read"))
        .collect()
}

/// Xorshift: no more is needed, and what it gives for a seed never changes.
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

    fn one<'a>(&mut self, corpus: &'a [Vec<u8>]) -> &'a [u8] {
        &corpus[self.below(corpus.len())]
    }

    /// An input from the corpus with a few changes.
    fn input(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        const BYTES: &[u8] = b"\0\n\r\"\\/{}[]:,-.09azAZ~\x7f\xff";
        let mut data = self.one(corpus).to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(data.len() + 1);
            match self.below(5) {
                0 => data.insert(at, BYTES[self.below(BYTES.len())]),
                1 if at < data.len() => data[at] ^= 1 << self.below(8),
                2 => drop(data.drain(at..(at + self.below(8)).min(data.len()))),
                3 => {
                    let other = self.one(corpus);
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
