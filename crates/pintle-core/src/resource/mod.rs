//! Resources: native state that stays where it was made, while others hold a handle to it.
//!
//! A type with `#[derive(pintle::Resource)]` can be returned by a command. It is not copied and not
//! turned into JSON: who called gets a handle, and passes it to the commands that take the resource.
//! In memory a handle is shared ownership ([`AnyResource`]); where only JSON can go, it is a number
//! in a [`ResourceTable`].

mod any;
mod release;
mod table;
mod typed;

pub use any::{AnyResource, ResourceKind};
pub use release::{RELEASE, numbers_to_release};
pub use table::{Lease, ResourceTable, Scope};
pub(crate) use table::{MAX_NUMBER, of_number, whole};
pub(crate) use typed::shown;
pub use typed::{Borrowed, Resource, borrow, check_type, disposed};

/// A type whose values stay in Rust, behind handles. `#[derive(pintle::Resource)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resource",
    label = "a parameter `&{Self}` is a resource or can be borrowed",
    note = "a command can borrow `&str`, `&[u8]`, a slice of numbers, and a type with `#[derive(pintle::Resource)]`; take anything else by value"
)]
pub trait ResourceType: Send + Sync + 'static {
    /// Its name in TypeScript: that of the Rust type.
    const NAME: &'static str;
    /// Its full Rust name, to tell apart two types that share a short one.
    const RUST_NAME: &'static str;
    /// Its documentation, from the doc comment.
    const DESCRIPTION: &'static str;
    /// Whether [`ResourceType::memory`] says anything.
    const HAS_MEMORY: bool = false;

    /// Approximately how many bytes it holds, so that JavaScript's garbage collector knows what an
    /// instance is worth. It is called on JavaScript's thread for each instance that is made and each
    /// time that one is passed to a command, so it must not wait: for a lock, for instance.
    fn memory(&self) -> usize {
        0
    }
}
