// The built-in commands, by family: what the addon registers with Node, and what pintle-host serves.
// Commands that need an operating system, and so are not `portable`, are excluded from WebAssembly.

use pintle_commands::{hash, math};
#[cfg(not(target_family = "wasm"))]
use pintle_commands::{archive, program, text, tree};

macro_rules! built_in {
    ($what:ident $($head:tt)*) => {
        pintle::$what! {
            $($head)*
            math => [
                add, subtract, multiply, divide,
                add_i64, subtract_i64, multiply_i64, divide_i64,
                add_f64, subtract_f64, multiply_f64, divide_f64,
                sum, sum_i64, sum_f64,
                add_into, add_into_i64, add_into_f64,
            ],
            #[cfg(not(target_family = "wasm"))]
            program => [run, lines, which],
            #[cfg(not(target_family = "wasm"))]
            tree => [walk, entries, copy, link, remove, size],
            hash => [
                bytes,
                #[cfg(not(target_family = "wasm"))] file,
                #[cfg(not(target_family = "wasm"))] files,
                #[cfg(not(target_family = "wasm"))] tree,
                check_bytes,
                #[cfg(not(target_family = "wasm"))] check_file,
                #[cfg(not(target_family = "wasm"))] check_files,
            ],
            #[cfg(not(target_family = "wasm"))]
            archive => [extract, extract_bytes, list, list_bytes, entries, create, create_bytes],
            #[cfg(not(target_family = "wasm"))]
            text => [search, matches, replace],
        }
    };
}
