//! The commands on indexes.

use pintle::{Context, Data, Error, ErrorKind, Resource, command, errors};

use crate::index::Index;

/// The id of a document is in the index already.
pub static DUPLICATE: ErrorKind = ErrorKind {
    code: "ERR_SEARCH_DUPLICATE",
    summary: "A document has the id of another.",
    fix: "Give every document an id of its own.",
};

/// A text to find.
#[derive(Data)]
pub struct Document {
    /// What `find` returns for it; unique in the index.
    pub id: String,
    /// The text.
    pub text: String,
}

/// What to find.
#[derive(Data)]
#[data(default)]
pub struct FindOptions {
    /// How many documents to return at most.
    #[data(default = 10)]
    pub limit: u32,
}

/// A document that was found.
#[derive(Data)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// How well it matches (BM25): higher is better.
    pub score: f64,
}

/// A new index, without documents.
#[command(portable)]
pub fn create_index() -> Index {
    Index::default()
}

/// Adds documents: all of them, or none if there is an error. Returns how many the index has then.
#[command(
    blocking,
    portable,
    errors(DUPLICATE, errors::CANCELLED, errors::TIMEOUT)
)]
pub fn add(index: Resource<Index>, documents: Vec<Document>, cx: &Context) -> Result<u32, Error> {
    index.add(documents, cx)
}

/// The documents with any word of the query, the best first.
#[command(portable)]
pub fn find(index: &Index, query: &str, options: FindOptions) -> Vec<Hit> {
    index.find(query, options.limit as usize)
}

/// How many documents there are.
#[command(portable)]
pub fn size(index: &Index) -> u32 {
    index.size()
}
