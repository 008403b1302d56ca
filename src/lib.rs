//! Pintle's addon: registers the commands of `list.rs` with Node.

include!("list.rs");

built_in! { addon name = "pintle"; }
