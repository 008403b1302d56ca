//! The commands of my-addon: each family is a module, and each command a function in it.

mod text;

pintle::addon! {
    text => [count, count_files],
}
