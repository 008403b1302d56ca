//! The commands on databases.

use std::{collections::BTreeMap, path::PathBuf};

use pintle::{
    Context, Data, Error, ErrorKind, Resource, TypedKind, Value, command, errors, stream::Output,
};

use crate::{
    database::{Database, Use},
    row::{Reader, bind},
};

/// SQLite refuses a statement.
pub static FAILED: TypedKind<SqliteDetails> = TypedKind::new(ErrorKind {
    code: "ERR_SQLITE_FAILED",
    summary: "SQLite refuses the statement or the database.",
    fix: "The message is SQLite's, and its number is in `details.code`.",
});

/// What SQLite says besides its message.
#[derive(Data)]
pub struct SqliteDetails {
    /// Its extended result code.
    pub code: Option<i32>,
}

/// The database is busy with a stream.
pub static BUSY: ErrorKind = ErrorKind {
    code: "ERR_SQLITE_BUSY",
    summary: "A stream of rows of this database is being read.",
    fix: "Read the stream to its end or leave its loop first, or open the database once more.",
};

/// A value that JavaScript cannot have.
pub static VALUE: ErrorKind = ErrorKind {
    code: "ERR_SQLITE_VALUE",
    summary: "A value in the database cannot be represented in JavaScript.",
    fix: "Pass `bigints: true` for integers beyond 2^53; convert other values in SQL.",
};

/// A row: the values by the names of the columns. If two columns have the same name, it has the last.
pub type Row = BTreeMap<String, Value>;

/// What was changed.
#[derive(Data)]
pub struct Changes {
    /// How many rows were inserted, changed or deleted.
    pub changes: u32,
    /// The row id of the last row that was inserted on this connection.
    pub last_row_id: i64,
}

/// How rows are read.
#[derive(Data, Default)]
#[data(default)]
pub struct QueryOptions {
    /// Whether integers are bigints. Otherwise they are numbers, and one beyond 2^53 is an error.
    pub bigints: bool,
}

/// Opens a database; `:memory:` is a new one in memory.
///
/// It does not return a promise because SQLite reads the environment when it is used first, which only
/// JavaScript's thread may do.
#[command(effects(fs_read, fs_write), errors(FAILED))]
pub fn open(path: PathBuf, cx: &Context) -> Result<Database, Error> {
    if path.as_os_str() == ":memory:" {
        return Database::open(&path);
    }
    Database::open(&cx.resolve(&path)?)
}

/// Runs one statement that returns no rows.
#[command(
    blocking,
    effects(fs_read, fs_write),
    errors(FAILED, BUSY, errors::CANCELLED, errors::TIMEOUT)
)]
pub fn execute(
    database: Resource<Database>,
    sql: String,
    params: Option<Vec<Value>>,
    cx: &Context,
) -> Result<Changes, Error> {
    database.with(Use::Call, cx, |connection| {
        let mut statement = connection.prepare(&sql)?;
        bind(&mut statement, params)?;
        let changes = statement.raw_execute()?;
        Ok(Changes {
            changes: u32::try_from(changes).unwrap_or(u32::MAX),
            last_row_id: connection.last_insert_rowid(),
        })
    })
}

/// Runs statements without parameters, separated by semicolons.
#[command(
    blocking,
    effects(fs_read, fs_write),
    errors(FAILED, BUSY, errors::CANCELLED, errors::TIMEOUT)
)]
pub fn script(database: Resource<Database>, sql: String, cx: &Context) -> Result<(), Error> {
    database.with(Use::Call, cx, |connection| {
        Ok(connection.execute_batch(&sql)?)
    })
}

/// All rows that a statement returns.
#[command(
    blocking,
    effects(fs_read, fs_write),
    errors(FAILED, BUSY, VALUE, errors::CANCELLED, errors::TIMEOUT)
)]
pub fn all(
    database: Resource<Database>,
    sql: String,
    params: Option<Vec<Value>>,
    options: QueryOptions,
    cx: &Context,
) -> Result<Vec<Row>, Error> {
    database.with(Use::Call, cx, |connection| {
        let mut statement = connection.prepare(&sql)?;
        bind(&mut statement, params)?;
        let reader = Reader::new(&statement, options.bigints);
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(reader.read(row)?);
        }
        Ok(all)
    })
}

/// The rows that a statement returns, as they are read. Until the stream has ended, other calls on the
/// database fail, since it has one connection.
#[command(
    blocking,
    effects(fs_read, fs_write),
    errors(FAILED, BUSY, VALUE, errors::CANCELLED, errors::TIMEOUT)
)]
pub fn rows(
    database: Resource<Database>,
    sql: String,
    params: Option<Vec<Value>>,
    options: QueryOptions,
    out: &Output<Row>,
    cx: &Context,
) -> Result<(), Error> {
    database.with(Use::Stream, cx, |connection| {
        let mut statement = connection.prepare(&sql)?;
        bind(&mut statement, params)?;
        let reader = Reader::new(&statement, options.bigints);
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            out.send(reader.read(row)?)?;
        }
        Ok(())
    })
}
