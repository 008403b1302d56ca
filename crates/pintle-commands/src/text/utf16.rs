//! UTF-16 in files, with a byte order mark at their beginning.

/// The order of the two bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    /// The order according to the byte order mark, if there is one.
    pub(super) fn of(content: &[u8]) -> Option<Self> {
        match content {
            [0xff, 0xfe, ..] => Some(Self::Little),
            [0xfe, 0xff, ..] => Some(Self::Big),
            _ => None,
        }
    }

    /// The text after the byte order mark, if it is well-formed.
    pub(super) fn decode(self, content: &[u8]) -> Option<String> {
        let (units, rest) = content[2..].as_chunks::<2>();
        let units = units.iter().map(|unit| match self {
            Self::Little => u16::from_le_bytes(*unit),
            Self::Big => u16::from_be_bytes(*unit),
        });
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok().filter(|_| rest.is_empty())
    }

    /// The text with a byte order mark before it.
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units
            .flat_map(|unit| match self {
                Self::Little => unit.to_le_bytes(),
                Self::Big => unit.to_be_bytes(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back() {
        for order in [Order::Little, Order::Big] {
            let bytes = order.encode("a\u{1f600}ü\r\n");
            assert_eq!(Order::of(&bytes), Some(order));
            assert_eq!(order.decode(&bytes).as_deref(), Some("a\u{1f600}ü\r\n"));
            assert_eq!(order.decode(&bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(Order::Little.decode(b"\xff\xfe\x00\xd8"), None);
        assert_eq!(Order::of(b"\xef\xbb\xbfa"), None);
    }
}
