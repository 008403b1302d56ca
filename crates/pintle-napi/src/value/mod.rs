//! JavaScript values: reading and writing them. Knows nothing of calls.

pub(crate) mod columns;
pub(crate) mod javascript;
pub(crate) mod properties;
pub(crate) mod realm;
pub(crate) mod sink;
pub(crate) mod source;
pub(crate) mod text;
pub(crate) mod turn;
