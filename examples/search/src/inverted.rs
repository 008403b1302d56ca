//! An inverted index: for each word the documents that contain it. It knows nothing of Pintle.

use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
    mem::size_of,
};

use crate::{search::Hit, words::words};

/// The constants of BM25: how soon more of the same word counts no more, and how much long texts count less.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The documents, and which words are in which.
#[derive(Debug, Default)]
pub struct Inverted {
    documents: Vec<Indexed>,
    ids: HashSet<String>,
    /// For each word the documents with it.
    postings: HashMap<String, Vec<Posting>>,
    /// How many words all documents have together.
    words: f64,
    bytes: usize,
}

#[derive(Debug)]
struct Indexed {
    id: String,
    words: u32,
}

#[derive(Debug)]
struct Posting {
    document: u32,
    times: u32,
}

/// A document whose words are counted.
pub struct Prepared {
    pub id: String,
    counts: HashMap<String, u32>,
    words: u32,
}

impl Prepared {
    pub fn new(id: String, text: &str) -> Self {
        let mut counts = HashMap::new();
        let mut total = 0;
        for word in words(text) {
            *counts.entry(word).or_default() += 1;
            total += 1;
        }
        Self {
            id,
            counts,
            words: total,
        }
    }
}

impl Inverted {
    /// The position of the first document whose id is taken: by one that is here, or by one before it.
    pub fn duplicate(&self, documents: &[Prepared]) -> Option<usize> {
        let mut new = HashSet::new();
        documents
            .iter()
            .position(|one| self.ids.contains(&one.id) || !new.insert(&one.id))
    }

    pub fn insert(&mut self, Prepared { id, counts, words }: Prepared) {
        let document = self.documents.len() as u32;
        self.bytes += 2 * id.len() + size_of::<Indexed>() + size_of::<String>();
        for (word, times) in counts {
            self.bytes += size_of::<Posting>();
            let length = word.len() + size_of::<(String, Vec<Posting>)>();
            let postings = self.postings.entry(word).or_insert_with(|| {
                self.bytes += length;
                Vec::new()
            });
            postings.push(Posting { document, times });
        }
        self.words += f64::from(words);
        self.ids.insert(id.clone());
        self.documents.push(Indexed { id, words });
    }

    pub fn len(&self) -> u32 {
        self.documents.len() as u32
    }

    /// About how much memory this needs.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The best documents by BM25; equally good ones in the order in which they were added.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let count = self.documents.len() as f64;
        let average = self.words / count;
        let mut scores: HashMap<u32, f64> = HashMap::new();
        let mut seen = HashSet::new();
        for word in words(query).filter(|word| seen.insert(word.clone())) {
            let Some(postings) = self.postings.get(&word) else {
                continue;
            };
            let with = postings.len() as f64;
            let rarity = (1.0 + (count - with + 0.5) / (with + 0.5)).ln();
            for Posting { document, times } in postings {
                let length = f64::from(self.documents[*document as usize].words);
                let times = f64::from(*times);
                let weight = times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length / average));
                *scores.entry(*document).or_default() += rarity * weight;
            }
        }
        let mut found: Vec<_> = scores.into_iter().collect();
        let better = |(a, x): &(u32, f64), (b, y): &(u32, f64)| {
            y.partial_cmp(x).unwrap_or(Ordering::Equal).then(a.cmp(b))
        };
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, better);
        }
        found.truncate(limit);
        found.sort_unstable_by(better);
        let hit = |(document, score): (u32, f64)| Hit {
            id: self.documents[document as usize].id.clone(),
            score,
        };
        found.into_iter().map(hit).collect()
    }
}
