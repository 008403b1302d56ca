//! The catalogue of authors' mistakes, each with what to write instead.

pub(crate) const ASYNC: &str = "a command is a plain function: remove `async`, write `#[command(blocking)]` and let it wait; Pintle runs it on a separate thread";
pub(crate) const UNSAFE: &str =
    "a command is safe to call: remove `unsafe` and check what it needs inside";
pub(crate) const GENERIC: &str =
    "a command cannot have generic parameters or lifetimes: write one command for each type";
pub(crate) const METHOD: &str = "a command is a free function: move it out of the impl block and take what it needs as parameters";
pub(crate) const PATTERN: &str = "a parameter of a command needs a plain name: TypeScript shows it";
pub(crate) const OPTIONS_LAST: &str = "`options` must be the last parameter (except for `&Context`): it is the trailing object in TypeScript";
pub(crate) const CONTEXT: &str = "take the context as `&Context`";
pub(crate) const OUTPUT: &str =
    "take the output as `&Output<T>`, with the type of what the command sends";
pub(crate) const OUTPUT_TWICE: &str =
    "a command has one output: send items of an enum or a struct, or write two commands";
pub(crate) const OUTPUT_SYNCHRONOUS: &str = "only a blocking command can wait for whoever receives its results: write `#[command(blocking)]`, or return a `Vec`";
pub(crate) const OUTPUT_RESULT: &str = "a command with an output returns `Result<(), Error>`: what it sends is its result, and sending may fail";
pub(crate) const INPUT: &str =
    "take the input as `Input<T>`, with the type of what the command receives";
pub(crate) const INPUT_SYNCHRONOUS: &str =
    "only a blocking command can wait for its input: write `#[command(blocking)]`, or take a `Vec`";
pub(crate) const BLOCKING_BORROW: &str = "a blocking command outlives the call that starts it and cannot borrow: take `String`, `Bytes`, `PathBuf` or `Vec<…>` by value";
pub(crate) const BORROW: &str = "a parameter can borrow `&str`, `&[u8]`, or a slice of i32, u32, f32, f64, i64 or u64; take anything else by value, such as `PathBuf` for `&Path`";
pub(crate) const BORROW_MUT: &str = "a parameter can only change a slice of numbers in place: write `&mut [i32]`, or return the new value";
pub(crate) const POINTER_SIZED: &str =
    "its size differs between platforms: write `u32`, or `u64` (a bigint in TypeScript)";
pub(crate) const WIDE: &str = "TypeScript has no such integer: write `i64` or `u64` (a bigint in TypeScript), or pass it as text";
pub(crate) const CHAR: &str =
    "JavaScript has no character type: write `String` and check its length";
pub(crate) const TUPLE: &str =
    "a tuple has no names for TypeScript to show: write a struct with `#[derive(Data)]`";
pub(crate) const HASH_MAP: &str = "the order of a `HashMap` is random: write `BTreeMap<String, T>`";
pub(crate) const IMPL_TRAIT: &str =
    "a command's types must be written out: `impl` has no name in the contract";
pub(crate) const PORTABLE_EFFECTS: &str =
    "a command with effects or variables is not portable: remove `portable`, or these words";
pub(crate) const WORD: &str = "expected `blocking`, `portable`, `confined`, `lines`, `effects(…)`, `variables(…)` or `errors(…)`";
pub(crate) const LINES: &str =
    "only a blocking command can report lines while it runs: add `blocking` or remove `lines`";
pub(crate) const TWICE: &str = "this word is repeated: remove one of them";
pub(crate) const COMMA: &str = "expected a comma between the words";
pub(crate) const FLAG: &str =
    "this word takes no value: remove what follows it, up to the next comma";
pub(crate) const EFFECTS: &str = "expected a list in parentheses: `effects(fs_read)`, with one or more of `fs_read`, `fs_write` and `process`";
pub(crate) const EFFECT: &str = "expected `fs_read`, `fs_write` or `process`";
pub(crate) const ERRORS: &str = "expected a list in parentheses: `errors(KIND, errors::IO)`, with the statics of type `ErrorKind` that the command may return";
pub(crate) const ERROR_KIND: &str =
    "expected the name of a static of type `ErrorKind`, such as `errors::IO`";
pub(crate) const VARIABLES: &str = "expected a list of names in parentheses: `variables(&[\"HOME\"])`, or `variables(&[\"HOME\"] if options.deep)`";
pub(crate) const VARIABLES_PROCESS: &str =
    "a command with the effect `process` has all variables: remove `variables`, or this effect";
pub(crate) const CONFINED: &str = "`confined` is about the files that a command opens: add `effects(fs_read)` or `effects(fs_write)`, or remove it";
pub(crate) const NO_FUNCTION: &str =
    "a command is a free function: put `#[command]` on the `fn` that does the work";
pub(crate) const TUPLE_STRUCT: &str =
    "fields need names for TypeScript to show: write a struct with named fields";
pub(crate) const ENUM_DATA: &str = "a variant cannot carry data: write a struct with a field for each, and leave out those that do not apply with `Option`";
pub(crate) const UNION: &str = "a union cannot cross the boundary: write a struct or an enum";
pub(crate) const GENERIC_DATA: &str =
    "a type in the contract cannot have generic parameters or lifetimes: write one type for each";
pub(crate) const NO_VARIANTS: &str =
    "an enum without variants has no values: add one, or remove it";
pub(crate) const DATA_WORD: &str =
    "a struct takes only the word `default`; names in TypeScript are the Rust names in camelCase";
pub(crate) const DATA_FLAG: &str =
    "`default` takes no value: the values are those of the struct's `Default`";
pub(crate) const DATA_LIST: &str = "expected `#[data(default)]`";
pub(crate) const DATA_FIELD_LIST: &str =
    "expected `#[data(flatten)]` or `#[data(default = …)]` with a value";
pub(crate) const DATA_FIELD: &str = "a field takes only the words `flatten` and `default = …`; its name in TypeScript is the Rust name in camelCase";
pub(crate) const DATA_VALUE: &str = "expected a value for the omitted field, such as `default = 4`; `#[data(default)]` without a value goes on the struct and applies to all of its fields";
pub(crate) const DATA_ENUM: &str =
    "an enum takes no words: its texts are the names of its variants, in camelCase";
pub(crate) const DATA_VARIANT: &str =
    "a variant takes no words: its text is its name, in camelCase";
pub(crate) const NO_LETTER: &str = "TypeScript needs a name that begins with a letter: rename it";

/// For two names that are the same in TypeScript.
pub(crate) fn same_name(kind: &str, one: &dyn std::fmt::Display, name: &str) -> String {
    format!("the {kind} `{one}` is named `{name}` in TypeScript too: rename one of them")
}
