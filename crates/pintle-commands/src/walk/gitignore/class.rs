//! Classes of bytes, such as `[a-z]`.

/// Whether each byte belongs to a class.
pub(super) type Class = Box<[bool; 256]>;

/// The bytes of a class, and how long it is. `text` is what follows the `[`.
pub(super) fn class(text: &[u8]) -> Option<(Class, usize)> {
    let negated = matches!(text.first(), Some(b'!' | b'^'));
    let first = usize::from(negated);
    let mut bytes = Box::new([false; 256]);
    // What a range may begin with.
    let mut before = None;
    let mut at = first;
    loop {
        let byte = *text.get(at)?;
        let next = text.get(at + 1).copied();
        if byte == b']' && at > first {
            break;
        }
        if byte == b'[' && next == Some(b':') {
            let inner = &text[at + 2..];
            let end = inner.iter().position(|byte| *byte == b']')?;
            if let Some(name) = inner[..end].strip_suffix(b":") {
                let belongs = named(name)?;
                for byte in (0..=u8::MAX).filter(belongs) {
                    bytes[usize::from(byte)] = true;
                }
                before = None;
                at += end + 3;
                continue;
            }
        }
        match (before, next) {
            (Some(from), Some(next)) if byte == b'-' && next != b']' => {
                let escaped = usize::from(next == b'\\');
                let to = *text.get(at + 1 + escaped)?;
                for byte in from..=to {
                    bytes[usize::from(byte)] = true;
                }
                before = None;
                at += 2 + escaped;
            }
            _ => {
                let escaped = usize::from(byte == b'\\');
                let byte = *text.get(at + escaped)?;
                bytes[usize::from(byte)] = true;
                before = Some(byte);
                at += 1 + escaped;
            }
        }
    }
    if negated {
        bytes.iter_mut().for_each(|belongs| *belongs = !*belongs);
    }
    bytes[usize::from(b'/')] = false;
    Some((bytes, at + 1))
}

/// The bytes of a named class such as `digit` in `[[:digit:]]`.
fn named(name: &[u8]) -> Option<fn(&u8) -> bool> {
    Some(match name {
        b"alnum" => u8::is_ascii_alphanumeric,
        b"alpha" => u8::is_ascii_alphabetic,
        b"blank" => |byte| matches!(byte, b' ' | b'\t'),
        b"cntrl" => u8::is_ascii_control,
        b"digit" => u8::is_ascii_digit,
        b"graph" => u8::is_ascii_graphic,
        b"lower" => u8::is_ascii_lowercase,
        b"print" => |byte| matches!(byte, b' '..=b'~'),
        b"punct" => u8::is_ascii_punctuation,
        b"space" => |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'),
        b"upper" => u8::is_ascii_uppercase,
        b"xdigit" => u8::is_ascii_hexdigit,
        _ => return None,
    })
}
