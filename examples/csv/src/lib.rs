//! An addon that reads CSV: as a stream of rows, from a file or from any stream, and as columns.

mod bytes;
mod column;
mod csv;
mod fault;
mod options;

pintle::addon! {
    name = "csv";
    csv => [columns, parse, rows],
}
