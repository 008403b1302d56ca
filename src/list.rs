// The built-in commands, by family: what the addon registers with Node, and what pintle-host serves.

use pintle_commands::{hash, math, program, text, tree};

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
            program => [run, which],
            tree => [walk, copy, remove, size],
            hash => [bytes, file, files, tree, check_bytes, check_file, check_files],
            text => [search, replace],
        }
    };
}
