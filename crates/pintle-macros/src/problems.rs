//! The catalogue of authors' mistakes, each with what to write instead.

pub(crate) const ASYNC_BLOCKING: &str = "an `async fn` never holds a thread while it waits: remove `blocking`, or remove `async` and let it wait";
pub(crate) const CALLBACK: &str = "a function of the caller can only be called while its thread is free: make the command `async` or `blocking`";
pub(crate) const CALLBACK_RESULT: &str =
    "a command can only take a callback: return what it needs for a call";
pub(crate) const FUNCTION: &str = "a function of the caller is a `Callback<(A, B), R>`: write what it takes as a tuple, and what it returns";
pub(crate) const CALLBACK_ARGUMENTS: &str =
    "a callback takes a tuple: write `Callback<(A,), R>`, or `Callback<(), R>` if it takes nothing";
pub(crate) const UNSAFE: &str =
    "a command is safe to call: remove `unsafe` and check what it needs inside";
pub(crate) const GENERIC: &str =
    "a command cannot have generic parameters or lifetimes: write one command for each type";
pub(crate) const METHOD: &str = "a command is a free function: move it out of the impl block and take what it needs as parameters";
pub(crate) const PATTERN: &str = "a parameter of a command needs a plain name: TypeScript shows it";
pub(crate) const OPTIONS_LAST: &str = "`options` must be the last parameter (except for `&Context`): it is the trailing object in TypeScript";
pub(crate) const RESOURCE_MUT: &str = "a resource is shared by all who have a handle to it: take it as `&`, and keep what changes in a `Mutex` or an atomic";
pub(crate) const RESOURCE_GENERIC: &str = "a resource has one class in TypeScript, so it cannot have generic parameters or lifetimes: write one type for each";
pub(crate) const RESOURCE_WORD: &str =
    "expected `#[resource(memory = …)]`, with the number of bytes that `self` holds";
pub(crate) const CONTEXT: &str = "take the context as `&Context`";
pub(crate) const BORROW: &str = "a parameter can borrow `&str`, `&[u8]`, a slice of i8, i16, u16, i32, u32, i64, u64, f32, f64 or Clamped, or a resource; take anything else by value, such as `PathBuf` for `&Path`";
pub(crate) const BLOCKING_BORROW: &str = "this command goes on when its caller does, so it can only borrow `&str`, `&[u8]` and slices of numbers: take anything else by value, such as `PathBuf` for `&Path`, and a resource as `Resource<…>`";
pub(crate) const BLOCKING_MUT: &str = "this command goes on when its caller does, which would see the memory change: return the new values, or remove `blocking` or `async`";
pub(crate) const OUTPUT: &str =
    "take the output as `&Output<T>`, with the type of what the command sends";
pub(crate) const OUTPUT_TWICE: &str =
    "a command has one output: send items of an enum or a struct, or write two commands";
pub(crate) const OUTPUT_SYNCHRONOUS: &str = "only a blocking or async command can wait for whoever receives its results: write `#[command(blocking)]` or `async fn`, or return a `Vec`";
pub(crate) const OUTPUT_RESULT: &str = "a command with an output returns `Result<(), Error>`: what it sends is its result, and sending may fail";
pub(crate) const INPUT: &str =
    "take the input as `Input<T>`, with the type of what the command receives";
pub(crate) const INPUT_SYNCHRONOUS: &str = "only a blocking or async command can wait for its input: write `#[command(blocking)]` or `async fn`, or take a `Vec`";
pub(crate) const BORROW_MUT: &str = "a parameter can only change a slice of numbers in place: write `&mut [i32]`, or return the new value";
pub(crate) const POINTER_SIZED: &str = "its size differs between platforms: write `u32`, `u64` (a bigint in TypeScript) or `Safe<u64>` (a number of up to 53 bits)";
pub(crate) const WIDE: &str = "TypeScript has no such integer: write `i64` or `u64` (a bigint in TypeScript), or pass it as text";
pub(crate) const TUPLE: &str = "a tuple has one to eight items: write a struct with `#[derive(Data)]`, whose fields have names";
pub(crate) const NESTED_OPTION: &str = "`Option<Option<T>>` is for parameters and fields: in other places nothing can be left out; write `Option<T>`";
pub(crate) const IMPL_TRAIT: &str =
    "a command's types must be written out: `impl` has no name in the contract";
pub(crate) const DYN_TRAIT: &str = "only its traits are known of this type, not what TypeScript sees: write a type of which all is known";
pub(crate) const ITERATOR: &str = "the items of an iterator have to be sent: return a `Vec`, or take `out: &Output<T>` and send each item";
pub(crate) const FUTURE: &str =
    "a future has to be awaited: write `async fn`, and return what it resolves to";
pub(crate) const POINTER: &str = "a pointer means nothing outside of Rust: take the value itself";
pub(crate) const ONE_THREAD: &str =
    "this type stays on one thread, and is not part of the value: write the type inside it";
pub(crate) const PORTABLE_EFFECTS: &str =
    "a command with effects or variables is not portable: remove `portable`, or these words";
pub(crate) const WORD: &str = "expected `blocking`, `portable`, `confined`, `lines`, `effects(…)`, `variables(…)` or `errors(…)`";
pub(crate) const LINES: &str = "only a blocking or async command can report lines while it runs: add `blocking` or remove `lines`";
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
pub(crate) const ENUM_DATA: &str = "variants with data need something that distinguishes them: write `#[data(tag = \"kind\")]` on the enum, for objects with the variant's name in their property `kind`, or `#[data(untagged)]` if the types of the variants differ in JavaScript";
pub(crate) const UNTAGGED_UNIT: &str = "a variant without data is not a value: remove it, and take an `Option` of the enum where there may be none";
pub(crate) const UNTAGGED_FIELDS: &str = "a variant of an untagged enum holds one value: write a struct with `#[derive(Data)]` for its fields";
pub(crate) const UNTAGGED_WORDS: &str =
    "the variants of an untagged enum have no names in TypeScript: remove the other words";
pub(crate) const VARIANT_TUPLE: &str = "these need names for TypeScript to show: write named fields, or one struct with `#[derive(Data)]`";
pub(crate) const UNION: &str = "a union cannot cross the boundary: write a struct or an enum";
pub(crate) const GENERIC_DATA: &str =
    "a type in the contract cannot have generic parameters or lifetimes: write one type for each";
pub(crate) const NO_VARIANTS: &str =
    "an enum without variants has no values: add one, or remove it";
pub(crate) const DATA_WORD: &str =
    "a struct takes only the words `default` and `rename_all = \"…\"`";
pub(crate) const DATA_FLAG: &str =
    "`default` takes no value: the values are those of the struct's `Default`";
pub(crate) const DATA_LIST: &str = "expected `#[data(default)]` or `#[data(rename_all = \"…\")]`";
pub(crate) const DATA_FIELD_LIST: &str = "expected `#[data(rename = \"…\")]`, `#[data(flatten)]`, `#[data(skip)]` or `#[data(default = …)]` with a value";
pub(crate) const DATA_FIELD: &str =
    "a field takes only the words `rename = \"…\"`, `flatten`, `skip` and `default = …`";
pub(crate) const RENAME_FLATTEN: &str =
    "a flattened field has no name of its own: remove `rename`, or `flatten`";
pub(crate) const RENAME_SKIP: &str =
    "a skipped field has no name in TypeScript: remove `rename`, or `skip`";
pub(crate) const FLATTEN_SKIP: &str =
    "a skipped field has no fields in TypeScript: remove `flatten`, or `skip`";
pub(crate) const EMPTY_NAME: &str = "a name needs at least one character";
pub(crate) const PROTOTYPE_NAME: &str =
    "`__proto__` is not an ordinary property in JavaScript: write another name";
pub(crate) const DIGIT_NAME: &str = "JavaScript may move a property whose name begins with a digit before all others: write another name";
pub(crate) const CONTROL_NAME: &str = "a name cannot have control characters: write another one";
pub(crate) const DATA_VALUE: &str = "expected a value for the omitted field, such as `default = 4`; `#[data(default)]` without a value goes on the struct and applies to all of its fields";
pub(crate) const DATA_ENUM: &str = "an enum takes only the words `tag = \"…\"`, `untagged`, `rename_all = \"…\"` and `rename_all_fields = \"…\"`";
pub(crate) const DATA_ENUM_LIST: &str = "expected `#[data(tag = \"…\")]`, `#[data(untagged)]`, `#[data(rename_all = \"…\")]` or `#[data(rename_all_fields = \"…\")]`";
pub(crate) const DATA_VARIANT: &str = "a variant takes only the words `rename = \"…\"` and, for the names of its fields, `rename_all = \"…\"`";
pub(crate) const DATA_VARIANT_LIST: &str =
    "expected `#[data(rename = \"…\")]` or `#[data(rename_all = \"…\")]`";
pub(crate) const NO_FIELDS: &str =
    "there are no fields with names that this could be about: remove it";
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
/// For a word that takes a text.
pub(crate) fn text_value(word: &str) -> String {
    format!("expected a text: `{word} = \"…\"`")
}

/// For `rename_all` without one of the casings.
pub(crate) fn casing<const N: usize>(names: [&str; N]) -> String {
    let names = names.map(|name| format!("\"{name}\""));
    format!("expected one of {}", names.join(", "))
}

/// For two names that are the same in TypeScript.
pub(crate) fn same_name(kind: &str, one: &dyn std::fmt::Display, name: &str) -> String {
    format!("the {kind} `{one}` is named `{name}` in TypeScript too: rename one of them")
}
