//! Counting words.

use std::path::PathBuf;

use pintle::{Context, Data, Error, Progress, command, errors};

/// How to count.
#[derive(Data, Default)]
#[data(default)]
pub struct CountOptions {
    /// Shorter words are not counted.
    pub shortest: u32,
}

/// What was counted.
#[derive(Data)]
pub struct Counted {
    /// How many words there are.
    pub words: u32,
    /// How many lines there are.
    pub lines: u32,
}

/// Counts the words and lines of a text.
#[command(portable)]
pub fn count(text: &str, options: CountOptions) -> Counted {
    let shortest = options.shortest as usize;
    let words = text.split_whitespace();
    Counted {
        words: words
            .filter(|word| word.chars().count() >= shortest)
            .count() as u32,
        lines: text.lines().count() as u32,
    }
}

/// Counts the words of many files, on a thread of its own.
#[command(
    blocking,
    effects(fs_read),
    errors(errors::IO, errors::CANCELLED, errors::TIMEOUT)
)]
pub fn count_files(paths: Vec<PathBuf>, cx: &Context) -> Result<Vec<u32>, Error> {
    let mut counts = Vec::with_capacity(paths.len());
    for (index, path) in paths.iter().enumerate() {
        // Ends here if the caller's `signal` is aborted.
        cx.check()?;
        let text = std::fs::read_to_string(cx.resolve(path)?)
            .map_err(|error| Error::io(&error, path).at(&format!("/paths/{index}")))?;
        counts.push(text.split_whitespace().count() as u32);
        cx.progress(Progress {
            done: counts.len() as f64,
            total: Some(paths.len() as f64),
            detail: None,
        });
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::{CountOptions, count};

    #[test]
    fn short_words_are_not_counted() {
        let counted = count("one three\nfour", CountOptions { shortest: 4 });
        assert_eq!((counted.words, counted.lines), (2, 2));
    }
}
