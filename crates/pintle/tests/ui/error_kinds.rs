use pintle::ErrorKinds;

/// Not an enum.
#[derive(ErrorKinds)]
struct NotAnEnum;

/// No variants.
#[derive(ErrorKinds)]
enum Nothing {}

/// Words in front of all.
#[derive(ErrorKinds)]
#[kind(code = "ERR_ALL", fix = "Do not.")]
enum All {
    /// One.
    #[kind(code = "ERR_ONE", fix = "Do not.", message = "one")]
    One,
}

/// What is missing.
#[derive(ErrorKinds)]
enum Missing {
    /// No words.
    Words,
    /// No fix.
    #[kind(code = "ERR_FIX")]
    Fix,
    #[kind(code = "ERR_SUMMARY", fix = "Do not.", message = "no summary")]
    Summary,
    /// No words in the parentheses.
    #[kind()]
    Empty,
}

/// What is wrong.
#[derive(ErrorKinds)]
enum Wrong {
    /// A code that is not one.
    #[kind(code = "wrong", fix = "Do not.")]
    Code,
    /// A pointer that is not one.
    #[kind(code = "ERR_AT", fix = "Do not.", at = "text")]
    At,
    /// An unknown word.
    #[kind(code = "ERR_WORD", fix = "Do not.", rename = "x")]
    Word,
    /// Not a text.
    #[kind(code = 1, fix = "Do not.")]
    Text,
    /// A word twice.
    #[kind(code = "ERR_TWICE", code = "ERR_TWICE", fix = "Do not.")]
    Twice,
    /// `from` and more.
    #[kind(from, fix = "Do not.")]
    FromMore(std::io::Error),
    /// `from` of nothing.
    #[kind(from)]
    FromNothing,
    /// `from` of several.
    #[kind(from)]
    FromSeveral {
        /// One.
        one: std::io::Error,
    },
    /// Details without names.
    #[kind(code = "ERR_TUPLE", fix = "Do not.", message = "x")]
    Tuple(u32, u32),
    /// A word on a field.
    #[kind(code = "ERR_FIELD", fix = "Do not.", message = "x")]
    Field {
        #[kind(code = "ERR_X")]
        field: u32,
    },
}

/// The same code twice.
#[derive(ErrorKinds)]
enum Same {
    /// One.
    #[kind(code = "ERR_SAME", fix = "Do not.", message = "one")]
    One,
    /// Another.
    #[kind(code = "ERR_SAME", fix = "Do not.", message = "another")]
    Other,
}

/// Without a message, `Display` is needed.
#[derive(ErrorKinds)]
enum Silent {
    /// One.
    #[kind(code = "ERR_SILENT", fix = "Do not.")]
    One,
}

/// Details that cannot cross.
#[derive(ErrorKinds)]
enum Details {
    /// One.
    #[kind(code = "ERR_DETAILS", fix = "Do not.", message = "x")]
    One {
        /// How many.
        count: usize,
    },
}

fn main() {}
