//! Whether what is piped in is a conversation or a plan.

use std::io::{self, BufRead, Read};

use pintle::{Value, json};

/// Reads the first line that is not empty, with its end. No more than `limit` bytes of it, and one,
/// so that it can be seen to be too long.
pub(crate) fn read(input: &mut impl BufRead, limit: u64) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    loop {
        let mut within = input.by_ref().take(limit.saturating_add(1));
        within.read_until(b'\n', &mut start)?;
        if start.is_empty() || !start.trim_ascii().is_empty() {
            return Ok(start);
        }
        start.clear();
    }
}

/// Whether this is a plan, or its beginning: an object with `steps`, or a list of objects with
/// `method` or `steps`, none of which has `jsonrpc`; or an object or a list that continues after
/// this line, which a message never does.
pub(crate) fn is_plan(first: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(first) else {
        return false;
    };
    match json::parse(text) {
        Ok(Value::List(steps)) => !steps.is_empty() && steps.iter().all(is_step),
        Ok(document) => is_of_plan(&document, &["steps"]),
        Err(error) => error.is_eof() && begins(text),
    }
}

fn is_step(step: &Value) -> bool {
    is_of_plan(step, &["method", "steps"])
}

fn is_of_plan(value: &Value, names: &[&str]) -> bool {
    value.get("jsonrpc").is_none() && names.iter().any(|name| value.get(name).is_some())
}

fn begins(text: &str) -> bool {
    let mut tokens = text.chars().filter(|letter| !letter.is_ascii_whitespace());
    let opens = match tokens.next() {
        Some('{') => matches!(tokens.next(), None | Some('"')),
        Some('[') => matches!(tokens.next(), None | Some('{')),
        _ => false,
    };
    opens && text.ends_with('\n') && !text.contains("jsonrpc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_told_from_messages() {
        for text in [
            r#"{"steps":[]}"#,
            r#"[{"method":"math.add"}]"#,
            r#"[{"forEach":{"input":""},"steps":[]}]"#,
            "{\n",
            "[ \r\n",
            "[{\"method\": \"math.add\",\n",
            "{ \"version\": 1,\n",
        ] {
            assert!(is_plan(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "hello\n",
            "[]",
            "[1,\n",
            "[1]",
            "{",
            "{}",
            "{]\n",
            "\"\n",
            r#"{"jsonrpc":"2.0","method":"math.add"}"#,
            "{\"jsonrpc\":\"2.0\",\n",
            r#"[{"jsonrpc":"2.0","method":"math.add"}]"#,
            r#"[{"method":"math.add"},1]"#,
        ] {
            assert!(!is_plan(text.as_bytes()), "{text}");
        }
        assert!(!is_plan(b"\xff{\n"));
    }

    #[test]
    fn the_first_line_is_read_and_no_more() {
        let mut input = &b"\n \n{}\n[]\n"[..];
        assert_eq!(read(&mut input, 10).unwrap(), b"{}\n");
        assert_eq!(input, b"[]\n");
        assert_eq!(read(&mut &b"12345"[..], 3).unwrap(), b"1234");
        assert_eq!(read(&mut &b""[..], 3).unwrap(), b"");
    }
}
