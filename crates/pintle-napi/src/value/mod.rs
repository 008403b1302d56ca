//! JavaScript values: reading and writing them. Knows nothing of calls.

pub(crate) mod batches;
pub(crate) mod callback;
pub(crate) mod classes;
pub(crate) mod columns;
pub(crate) mod functions;
pub(crate) mod given_away;
pub(crate) mod items;
pub(crate) mod javascript;
pub(crate) mod loans;
pub(crate) mod moves;
pub(crate) mod properties;
pub(crate) mod realm;
pub(crate) mod resources;
pub(crate) mod sink;
pub(crate) mod source;
pub(crate) mod taking;
pub(crate) mod text;
pub(crate) mod thrown;
pub(crate) mod turn;
