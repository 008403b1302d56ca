//! Terms with their descriptions next to them, as in help texts.

/// A text of this width fits every terminal.
const WIDTH: usize = 80;

/// Where descriptions begin. A term that is too long for that has a line for itself.
const INDENT: usize = 28;

/// Adds a titled table, unless it is empty.
pub(crate) fn section(
    text: &mut String,
    title: &str,
    rows: impl IntoIterator<Item = (String, String)>,
) {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_some() {
        text.extend(["\n", title, ":\n"]);
    }
    for (term, description) in rows {
        row(text, &term, &description);
    }
}

fn row(text: &mut String, term: &str, description: &str) {
    let mut line = format!("  {term}");
    if line.len() + 2 > INDENT {
        end(text, &mut line);
    }
    for word in description.split_whitespace() {
        let is_full = line.len() > INDENT && width(&line) + 1 + width(word) > WIDTH;
        if is_full {
            end(text, &mut line);
        }
        let gap = INDENT.saturating_sub(line.len()).max(1);
        line.extend([&" ".repeat(gap), word]);
    }
    if !line.is_empty() {
        end(text, &mut line);
    }
}

fn end(text: &mut String, line: &mut String) {
    text.extend([line, "\n"]);
    line.clear();
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_beside_short_terms_and_below_long_ones() {
        let mut text = String::new();
        let long = "word ".repeat(15);
        let rows = [
            ("--a <i32>", "One."),
            ("--none", ""),
            ("--so-long-that-nothing-fits <i32>", "Two."),
            ("--b", &*long),
        ];
        let rows = rows.map(|(term, description)| (term.to_owned(), description.to_owned()));
        section(&mut text, "Options", rows);
        let indent = " ".repeat(INDENT);
        let expected = [
            "",
            "Options:",
            "  --a <i32>                 One.",
            "  --none",
            "  --so-long-that-nothing-fits <i32>",
            &format!("{indent}Two."),
            &format!("  --b                       {}", ["word"; 10].join(" ")),
            &format!("{indent}{}", ["word"; 5].join(" ")),
            "",
        ];
        assert_eq!(text, expected.join("\n"));
        assert!(text.lines().all(|line| line.len() <= WIDTH));
    }

    #[test]
    fn an_empty_table_has_no_title() {
        let mut text = String::new();
        section(&mut text, "Options", []);
        assert_eq!(text, "");
    }
}
