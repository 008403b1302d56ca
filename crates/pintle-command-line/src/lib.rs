//! The command line of one command: the words after a method become its parameters, as its contract
//! says. `pintle call METHOD` and `pintle-host METHOD` both ask here, so they cannot differ.
//! `docs/command-line.md` has the rules.
//!
//! Nothing here reads a file or writes a text: the caller does, with what it is given.
//!
//! - `read`: the words, one after the other
//! - `parameters`: the parameters that they add up to
//! - `word`: what one word means for a type
//! - `kind`: how a type is written, and what a help text calls it
//! - `help`, `layout`: the help text of a command, and its line in a list
//! - `exchange`: all this as JSON text, for JavaScript

mod exchange;
mod help;
mod kind;
mod layout;
mod parameters;
mod read;
mod word;

use pintle_macros::Data;

pub use exchange::{list_commands, read_words};
pub use help::{help, signature, summary, usage};
pub use parameters::FileWord;
pub use read::{CommandLine, Missing};

/// The program whose command line it is.
#[derive(Clone, Debug, Data)]
pub struct Program {
    /// What is written before the method, such as `pintle call`.
    pub name: String,
    /// The options of the program itself. After a method they mean the program's, unless the command
    /// has one of the same name.
    pub options: Vec<ProgramOption>,
}

/// An option of the program itself.
#[derive(Clone, Debug, Data)]
pub struct ProgramOption {
    /// Its name, without dashes.
    pub name: String,
    /// What a help text calls its value; nothing for one that takes none.
    pub value: Option<String>,
    /// What it does, in a few words.
    pub description: String,
}

impl Program {
    fn option(&self, name: &str) -> Option<&ProgramOption> {
        self.options.iter().find(|option| option.name == name)
    }
}
