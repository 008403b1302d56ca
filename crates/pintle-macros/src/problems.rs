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
pub(crate) const DYN_TRAIT: &str = "only its traits are known of this type, not what TypeScript sees: write a type of which all is known";
pub(crate) const FUNCTION: &str =
    "a function of Rust cannot cross; to call one of JavaScript's, take a `pintle::Callback`";
pub(crate) const ITERATOR: &str = "the items of an iterator have to be sent: return a `Vec`, or take `out: &Output<T>` and send each item";
pub(crate) const FUTURE: &str =
    "a future has to be awaited: write `async fn`, and return what it resolves to";
pub(crate) const POINTER: &str = "a pointer means nothing outside of Rust: take the value itself";
pub(crate) const ONE_THREAD: &str =
    "this type stays on one thread, and is not part of the value: write the type inside it";
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
pub(crate) const ERRORS: &str = "expected a list in parentheses: `errors(KIND, errors::IO)`, with the kinds that the command may return";
pub(crate) const ERROR_KIND: &str = "expected the name of a static of type `ErrorKind` or `TypedKind`, such as `errors::IO`, or of a type with `#[derive(ErrorKinds)]`";
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

pub(crate) const KIND_ENUM: &str =
    "kinds of error are the variants of an enum: write one, with a variant for each";
pub(crate) const KIND_GENERIC: &str =
    "an error type in the contract cannot have generic parameters or lifetimes";
pub(crate) const KIND_LIST: &str = "expected `#[kind(code = \"ERR_…\", fix = \"…\")]` with a stable code and what to do about it, or `#[kind(from)]`";
pub(crate) const KIND_WORD: &str =
    "expected `code = …`, `fix = …`, `message = …`, `at = …`, or `from` alone";
pub(crate) const KIND_TEXT: &str = "expected a text: `= \"…\"`";
pub(crate) const KIND_CODE: &str = "expected a code such as \"ERR_WORDS_NONE\": ERR_, then capital letters, digits and underscores";
pub(crate) const KIND_CODE_TWICE: &str = "another variant has this code: give each its own";
pub(crate) const KIND_AT: &str = "expected a JSON Pointer to the parameter, such as \"/text\"";
pub(crate) const KIND_SUMMARY: &str =
    "a variant needs a doc comment: in the contract, it says what went wrong";
pub(crate) const KIND_FROM_ALONE: &str = "a variant with `from` is an error of another type, which has its own code: remove the other words";
pub(crate) const KIND_FROM_ONE: &str =
    "a variant with `from` holds one error of another type: write `Variant(Type)`";
pub(crate) const KIND_TUPLE: &str = "the details of an error need names for TypeScript to show: write named fields, or one struct with `#[derive(Data)]`";
pub(crate) const KIND_FIELD: &str = "a field takes only the word `cause`: it is then the cause of the error, not one of its details";
pub(crate) const KIND_PLACE: &str = "`#[kind(…)]` goes in front of each variant";

/// For two names that are the same in TypeScript.
pub(crate) fn same_name(kind: &str, one: &dyn std::fmt::Display, name: &str) -> String {
    format!("the {kind} `{one}` is named `{name}` in TypeScript too: rename one of them")
}
