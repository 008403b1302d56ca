//! JSON Pointer (RFC 6901).

use crate::{Value, ValueRef};

/// The pointer's part for one property: `/` and the escaped name.
pub fn token(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The unescaped names a pointer goes through, or `None` if the text is not a JSON Pointer.
pub fn tokens(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let rest = pointer.strip_prefix('/')?;
    rest.split('/')
        .map(|part| {
            let valid = part
                .split('~')
                .skip(1)
                .all(|after| after.starts_with(['0', '1']));
            valid.then(|| part.replace("~1", "/").replace("~0", "~"))
        })
        .collect()
}

/// A pointer in JavaScript notation: `/glob/0` is `glob[0]`.
pub fn readable(pointer: &str) -> String {
    let mut text = String::new();
    for token in tokens(pointer).unwrap_or_else(|| vec![pointer.to_owned()]) {
        if is_number(&token) {
            text.extend(["[", &token, "]"]);
        } else if text.is_empty() {
            text.push_str(&token);
        } else {
            text.extend([".", &token]);
        }
    }
    text
}

/// Whether a token is written as an index, however large: on 32 bits not every one fits.
fn is_number(token: &str) -> bool {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    digits && !token.is_empty() && (token == "0" || !token.starts_with('0'))
}

/// The list index that a token names (RFC 6901, section 4: no leading zeros).
pub fn index(token: &str) -> Option<usize> {
    is_number(token).then(|| token.parse().ok()).flatten()
}

/// Why a pointer leads nowhere: the index of the token that does not exist.
#[derive(Debug, PartialEq, Eq)]
pub struct NotFound(pub usize);

/// The value inside `value` at the tokens of a pointer.
pub fn resolve<'a>(value: &'a Value, tokens: &[String]) -> Result<ValueRef<'a>, NotFound> {
    let mut here = value.view();
    for (depth, token) in tokens.iter().enumerate() {
        here = step(here, token).ok_or(NotFound(depth))?;
    }
    Ok(here)
}

fn step<'a>(here: ValueRef<'a>, token: &str) -> Option<ValueRef<'a>> {
    match here {
        ValueRef::Value(Value::Object(_)) => {
            let ValueRef::Value(object) = here else {
                return None;
            };
            object.get(token).map(Value::view)
        }
        ValueRef::Value(Value::List(items) | Value::Set(items)) => {
            items.get(index(token)?).map(Value::view)
        }
        ValueRef::Value(Value::Strings(items)) => items.get(index(token)?).map(ValueRef::Str),
        ValueRef::Value(Value::Column(column)) => column.get(index(token)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_as_rfc_6901_says() {
        assert_eq!(token("a/b~c"), "/a~1b~0c");
        assert_eq!(tokens("/a~1b~0c/0"), Some(vec!["a/b~c".into(), "0".into()]));
        assert_eq!(tokens(""), Some(vec![]));
        assert_eq!(tokens("/"), Some(vec![String::new()]));
        assert_eq!(tokens("/~01"), Some(vec!["~1".into()]));
        assert_eq!(tokens("a"), None);
        assert_eq!(tokens("/~2"), None);
    }

    #[test]
    fn indices_have_no_leading_zero() {
        assert_eq!(index("0"), Some(0));
        assert_eq!(index("10"), Some(10));
        assert_eq!(
            (index("01"), index(""), index("-"), index("+1")),
            (None, None, None, None)
        );
    }

    #[test]
    fn reads_as_javascript() {
        assert_eq!(readable("/glob/0"), "glob[0]");
        assert_eq!(
            readable("/ids/18446744073709551616"),
            "ids[18446744073709551616]"
        );
        assert_eq!(readable("/ids/01"), "ids.01");
        assert_eq!(readable("/steps/1/params/a"), "steps[1].params.a");
    }
}
