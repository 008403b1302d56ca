//! The database as a resource: one connection, for one call at a time.

use std::{
    path::Path,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use pintle::{Context, Error, Resource, pool};
use rusqlite::{Connection, Error::SqlInputError, ErrorCode};

use crate::sqlite::{BUSY, FAILED, SqliteDetails};

/// After so many steps of SQLite's virtual machine a statement is asked whether it may go on.
const STEPS: i32 = 1000;

/// How often a call that waits for its turn looks whether it was cancelled.
const PATIENCE: Duration = Duration::from_millis(10);

/// A database. It is closed with the last handle to it.
#[derive(Debug, Resource)]
pub struct Database {
    turn: Mutex<Turn>,
    free: Condvar,
}

#[derive(Debug)]
struct Turn {
    /// The connection, unless somebody uses it.
    connection: Option<Connection>,
    /// Whether that is a stream.
    streaming: bool,
}

/// What the connection is used for.
#[derive(Clone, Copy, PartialEq)]
pub enum Use {
    /// A call, which ends by itself.
    Call,
    /// A stream, which ends when its reader wants it to.
    Stream,
}

/// What a statement fails with.
pub enum Failure {
    /// SQLite's error.
    Sqlite(rusqlite::Error),
    /// Another.
    Other(Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl Database {
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open(path).map_err(|error| failed(&error).within("path"))?;
        let turn = Turn {
            connection: Some(connection),
            streaming: false,
        };
        Ok(Self {
            turn: Mutex::new(turn),
            free: Condvar::new(),
        })
    }

    /// Does something with the connection. A statement that runs is interrupted when the call is cancelled
    /// or its time is up.
    pub fn with<T>(
        &self,
        what: Use,
        cx: &Context,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        let borrowed = pool::while_waiting(|| self.borrow(what, cx))?;
        let connection = borrowed.connection();
        let caller = cx.clone();
        let ends = move || caller.check().is_err();
        let done = connection
            .progress_handler(STEPS, Some(ends))
            .map_err(Failure::from)
            .and_then(|()| work(connection));
        match done {
            Ok(done) => Ok(done),
            Err(Failure::Other(error)) => Err(error),
            Err(Failure::Sqlite(error)) => {
                if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
                    cx.check()?;
                }
                Err(failed(&error))
            }
        }
    }

    fn borrow(&self, what: Use, cx: &Context) -> Result<Borrowed<'_>, Error> {
        let mut turn = self.turn();
        loop {
            cx.check()?;
            if let Some(connection) = turn.connection.take() {
                turn.streaming = what == Use::Stream;
                return Ok(Borrowed {
                    database: self,
                    connection: Some(connection),
                });
            }
            if turn.streaming {
                // Whoever reads it may be the one that calls now, and would wait for itself.
                return Err(Error::new(
                    &BUSY,
                    "a stream of rows of this database is being read",
                ));
            }
            let waited = self.free.wait_timeout(turn, PATIENCE);
            turn = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The connection, which is given back when this is dropped.
struct Borrowed<'d> {
    database: &'d Database,
    connection: Option<Connection>,
}

impl Borrowed<'_> {
    fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("it is given back in `drop` alone")
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        let mut turn = self.database.turn();
        turn.connection = self.connection.take();
        turn.streaming = false;
        drop(turn);
        self.database.free.notify_one();
    }
}

fn failed(error: &rusqlite::Error) -> Error {
    let (code, message) = match error {
        // Its text would repeat the whole statement.
        SqlInputError { error, msg, .. } => (Some(error.extended_code), msg.clone()),
        other => {
            let code = other.sqlite_error().map(|error| error.extended_code);
            (code, other.to_string())
        }
    };
    FAILED.error(message, SqliteDetails { code })
}
