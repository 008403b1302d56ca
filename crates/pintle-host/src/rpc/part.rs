//! Messages as they are written: individually, or as a batch.

use pintle::{Bytes, Error, Value, errors, json};

use crate::framing::{Frame, Framing, take_out};

/// A message as text, with its blobs separate.
#[derive(Debug)]
pub(crate) struct Part {
    /// A JSON object.
    text: String,
    blobs: Vec<(String, Bytes)>,
}

/// What a 32-bit length can represent.
const LONGEST: usize = u32::MAX as usize;

impl Part {
    /// Writes a message, which is an object.
    ///
    /// # Errors
    /// `ERR_PINTLE_NOT_FINITE`, `ERR_PINTLE_MESSAGE_LIMIT`.
    pub(crate) fn new(mut message: Value, framing: Framing) -> Result<Self, Error> {
        let blobs = match framing {
            Framing::Lines => Vec::new(),
            Framing::Blobs => take_out(&mut message),
        };
        let text = json::to_json(&message)?;
        let longest = blobs
            .iter()
            .map(|(_, blob)| blob.len())
            .fold(text.len(), usize::max);
        if framing == Framing::Blobs && longest > LONGEST {
            let message =
                format!("{longest} bytes are more than the {LONGEST} that a frame can hold");
            return Err(Error::new(&errors::MESSAGE_LIMIT, message));
        }
        Ok(Self { text, blobs })
    }

    /// A single message.
    pub(crate) fn alone(self) -> Frame {
        let mut frame = Frame::default();
        self.add_to(&mut frame);
        frame
    }

    /// A batch.
    pub(crate) fn batch(parts: impl IntoIterator<Item = Self>) -> Frame {
        let mut frame = Frame::default();
        for part in parts {
            frame
                .text
                .push(if frame.text.is_empty() { b'[' } else { b',' });
            part.add_to(&mut frame);
        }
        frame.text.push(b']');
        frame
    }

    fn add_to(self, frame: &mut Frame) {
        if self.blobs.is_empty() {
            frame.text.append(&mut self.text.into_bytes());
            return;
        }
        let mut open = self.text.into_bytes();
        open.pop();
        frame.text.append(&mut open);
        let mut before = ",\"blobs\":{";
        for (place, blob) in self.blobs {
            let number = frame.blobs.len();
            let place = serde_json::Value::String(place);
            frame
                .text
                .extend(format!("{before}{place}:{number}").bytes());
            frame.blobs.push(blob);
            before = ",";
        }
        frame.text.extend(b"}}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> Value {
        let fields = [
            ("id".into(), Value::Number(1.0)),
            ("a\"/b".into(), Value::Bytes(bytes.into())),
        ];
        fields.into_iter().collect()
    }

    fn part(bytes: &[u8]) -> Part {
        Part::new(message(bytes), Framing::Blobs).unwrap()
    }

    #[test]
    fn blobs_of_a_batch_are_numbered_through() {
        let frame = Part::batch([part(b"x"), part(b"y")]);
        assert_eq!(
            String::from_utf8(frame.text).unwrap(),
            r#"[{"id":1,"a\"/b":null,"blobs":{"/a\"~1b":0}},{"id":1,"a\"/b":null,"blobs":{"/a\"~1b":1}}]"#
        );
        assert_eq!(frame.blobs, [b"x"[..].into(), b"y"[..].into()]);
    }

    #[test]
    fn on_lines_bytes_are_base64() {
        let part = Part::new(message(b"x"), Framing::Lines).unwrap();
        assert_eq!(part.alone().text, br#"{"id":1,"a\"/b":"eA=="}"#);
    }
}
