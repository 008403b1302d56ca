//! The commands.

use std::{fs::File, io::Read, path::PathBuf};

use pintle::{
    Bytes, Context, Data, Error, Strings, command, errors,
    stream::{Input, Output},
};

use crate::{
    bytes::InputReader,
    column::{Building, Column},
    fault::{self, HEADER, NOT_TEXT, ROW_LENGTH},
    options::CsvOptions,
};

/// The rows of a file, as they are read.
#[command(blocking, effects(fs_read), errors(NOT_TEXT, ROW_LENGTH, errors::IO))]
pub fn rows(
    path: PathBuf,
    options: CsvOptions,
    out: &Output<Strings>,
    cx: &Context,
) -> Result<(), Error> {
    let file = File::open(cx.resolve(&path)?);
    let file = file.map_err(|error| Error::io(&error, &path).within("path"))?;
    send_rows(options.reader(file)?, out).map_err(|error| fault::in_file(error, &path))
}

/// The rows of what comes in, as it comes.
#[command(blocking, errors(NOT_TEXT, ROW_LENGTH))]
pub fn parse(input: Input<Bytes>, options: CsvOptions, out: &Output<Strings>) -> Result<(), Error> {
    send_rows(options.reader(InputReader::new(input))?, out).map_err(fault::in_input)
}

/// Why reading ended early.
pub enum Stop {
    /// What is read is not as it should be, or cannot be read.
    Csv(::csv::Error),
    /// The caller has left, or its time is up.
    Caller(Error),
}

impl From<::csv::Error> for Stop {
    fn from(error: ::csv::Error) -> Self {
        Self::Csv(error)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Caller(error)
    }
}

fn send_rows<R: Read>(mut reader: ::csv::Reader<R>, out: &Output<Strings>) -> Result<(), Stop> {
    let mut record = ::csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        let mut row = Strings::with_capacity(record.len(), record.as_slice().len());
        row.extend(&record);
        out.send(row)?;
    }
    Ok(())
}

/// A file as columns.
#[derive(Data)]
pub struct Table {
    /// How many rows it has, without the header.
    pub rows: u32,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
}

/// A file with a header, as a column of numbers or of texts for each name in it.
#[command(
    blocking,
    effects(fs_read),
    errors(
        HEADER,
        NOT_TEXT,
        ROW_LENGTH,
        errors::IO,
        errors::CANCELLED,
        errors::TIMEOUT
    )
)]
pub fn columns(path: PathBuf, options: CsvOptions, cx: &Context) -> Result<Table, Error> {
    if options.flexible {
        let message = "expected false, got true: in columns all rows have the same length";
        return Err(Error::new(&errors::INVALID_VALUE, message).within("flexible"));
    }
    let file = File::open(cx.resolve(&path)?);
    let file = file.map_err(|error| Error::io(&error, &path).within("path"))?;
    let read = read_columns(options.reader(file)?, cx);
    let (rows, columns) = read.map_err(|error| fault::in_file(error, &path))?;
    if columns.is_empty() {
        let message = format!("{}: the file has no header", path.display());
        return Err(Error::new(&HEADER, message).within("path"));
    }
    Ok(Table { rows, columns })
}

fn read_columns<R: Read>(
    mut reader: ::csv::Reader<R>,
    cx: &Context,
) -> Result<(u32, Vec<Column>), Stop> {
    let mut record = ::csv::StringRecord::new();
    if !reader.read_record(&mut record)? {
        return Ok((0, Vec::new()));
    }
    let mut columns: Vec<_> = record.iter().map(Building::new).collect();
    let mut rows: u32 = 0;
    while reader.read_record(&mut record)? {
        if rows.is_multiple_of(1024) {
            cx.check()?;
        }
        cx.take(record.as_slice().len())?;
        for (column, field) in columns.iter_mut().zip(&record) {
            column.push(field);
        }
        rows += 1;
    }
    Ok((rows, columns.into_iter().map(Building::finish).collect()))
}
