//! The content of messages: JSON-RPC 2.0.

mod answer;
mod failure;
mod id;
mod part;
mod request;
mod response;

pub(crate) use answer::{answer, enough, items, progress, question, room};
pub(crate) use failure::{Code, Failure, Thrown};
pub(crate) use id::Id;
pub(crate) use part::Part;
pub(crate) use request::{Invalid, MAX_WINDOW, Message, Request, nobodys, read};
pub(crate) use response::Response;
