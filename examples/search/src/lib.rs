//! An addon with state: a search index in memory, and SQLite databases.

mod database;
mod index;
mod inverted;
mod row;
mod search;
mod sqlite;
mod words;

pintle::addon! {
    name = "search";
    search => [add, create_index, find, size],
    sqlite => [all, execute, open, rows, script],
}
