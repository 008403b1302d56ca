//! The output of a program as it arrives, in lines, for listeners.

use std::{
    borrow::Cow,
    collections::VecDeque,
    mem,
    sync::{Arc, Weak},
};

use pintle::{Context, Progress, Stream, Strings};

use super::limits::Limits;

/// A longer line is reported in pieces.
const LONGEST: usize = 1 << 20;

const STREAMS: [Stream; 2] = [Stream::Stdout, Stream::Stderr];

/// Reports the lines of both outputs.
pub(super) struct Lines<'a> {
    context: &'a Context,
    /// The beginnings of incomplete lines.
    begun: [Vec<u8>; 2],
    /// How much the program has written.
    bytes: f64,
    /// What was reported, and its size. A listener drops it once it has processed it.
    told: VecDeque<(Weak<Strings>, usize)>,
    /// While more than this has been reported but not processed, nothing more is read.
    ahead: usize,
}

impl<'a> Lines<'a> {
    /// Nothing, if nobody listens.
    pub fn new(context: &'a Context, limits: &Limits) -> Option<Self> {
        context.wants_progress().then(|| Self {
            context,
            begun: Default::default(),
            bytes: 0.0,
            told: VecDeque::new(),
            ahead: limits.ahead,
        })
    }

    /// Reports the lines that end in `bytes`.
    pub fn take(&mut self, output: usize, bytes: &[u8]) {
        self.bytes += bytes.len() as f64;
        let mut lines = Strings::new();
        let begun = &mut self.begun[output];
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            begun.extend_from_slice(piece);
            while begun.len() > LONGEST {
                let rest = begun.split_off(boundary(begun, LONGEST));
                lines.push(&text(&mem::replace(begun, rest)));
            }
            if let Some(line) = begun.strip_suffix(b"\n") {
                lines.push(&text(line.strip_suffix(b"\r").unwrap_or(line)));
                begun.clear();
            }
        }
        self.tell(output, lines);
    }

    /// Reports the last line, which may lack a line ending.
    pub fn end(&mut self, output: usize) {
        let begun = mem::take(&mut self.begun[output]);
        if !begun.is_empty() {
            self.tell(output, Strings::from_iter([text(&begun)]));
        }
    }

    fn tell(&mut self, output: usize, lines: Strings) {
        if lines.is_empty() {
            return;
        }
        let bytes = lines.bytes() + lines.len() * size_of::<String>();
        let lines = Arc::new(lines);
        self.told.push_back((Arc::downgrade(&lines), bytes));
        let progress = Progress::of_lines(self.bytes, STREAMS[output], lines);
        self.context.progress(progress);
    }

    /// Whether the listener lags so far behind that the program must wait.
    pub fn is_ahead(&mut self) -> bool {
        while self
            .told
            .front()
            .is_some_and(|(lines, _)| lines.strong_count() == 0)
        {
            self.told.pop_front();
        }
        self.told.iter().map(|(_, bytes)| bytes).sum::<usize>() > self.ahead
    }
}

/// The last position up to `at` that does not split a character.
fn boundary(bytes: &[u8], at: usize) -> usize {
    let continues = |place: &usize| bytes[*place] & 0xC0 == 0x80;
    (at - 3..=at)
        .rev()
        .find(|place| !continues(place))
        .unwrap_or(at)
}

fn text(line: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(line)
}

#[cfg(test)]
mod tests {
    use std::{sync::Mutex, time::Instant};

    use pintle::Value;

    use super::{super::options::RunOptions, *};

    type Heard = Arc<Mutex<Vec<Progress>>>;

    fn listener() -> (Context, Heard) {
        let heard = Heard::default();
        let told = Arc::clone(&heard);
        let listen = move |progress| told.lock().unwrap().push(progress);
        (
            Context::default().with_progress(Some(Arc::new(listen))),
            heard,
        )
    }

    fn limits() -> Limits {
        Limits::new(&RunOptions::default(), &Context::default(), Instant::now()).unwrap()
    }

    /// The lines of an output that arrives in pieces.
    fn lines_of(pieces: &[&[u8]]) -> Vec<String> {
        let (context, heard) = listener();
        let mut lines = Lines::new(&context, &limits()).unwrap();
        for piece in pieces {
            lines.take(0, piece);
        }
        lines.end(0);
        lines.end(0);
        let heard = heard.lock().unwrap();
        let details = heard
            .iter()
            .map(|progress| progress.detail.as_ref().unwrap());
        details
            .flat_map(|detail| match detail.get("lines") {
                Some(Value::Strings(lines)) => lines.iter().map(str::to_owned).collect::<Vec<_>>(),
                other => panic!("these are not lines: {other:?}"),
            })
            .collect()
    }

    #[test]
    fn lines_end_with_a_newline_wherever_they_are_cut() {
        let output = "a\r\n\nž\rb\r\n\u{1F40E} c".as_bytes();
        let expected = ["a", "", "ž\rb", "\u{1F40E} c"];
        assert_eq!(lines_of(&[output]), expected);
        let bytes: Vec<&[u8]> = output.chunks(1).collect();
        assert_eq!(lines_of(&bytes), expected);
        assert_eq!(lines_of(&[b"a\n"]), ["a"]);
        assert_eq!(lines_of(&[b"\xFF\n"]), ["\u{FFFD}"]);
    }

    #[test]
    fn a_long_line_comes_in_pieces_that_cut_no_character() {
        let line = "x".to_owned() + &"ž".repeat(LONGEST);
        let pieces: Vec<&[u8]> = line.as_bytes().chunks(70_000).collect();
        let lines = lines_of(&pieces);
        assert!(lines.iter().all(|piece| piece.len() <= LONGEST));
        assert_eq!(lines.len(), 3);
        assert!(lines.concat() == line);
    }

    #[test]
    fn who_does_not_listen_holds_the_program_up() {
        for (limits, most) in [(limits(), 1024), (limits().for_passing_on(), 128)] {
            let (context, heard) = listener();
            let mut lines = Lines::new(&context, &limits).unwrap();
            let chunk = ["y".repeat(1023), "\n".to_owned()].concat();
            let mut chunks = 0;
            while !lines.is_ahead() {
                lines.take(1, chunk.as_bytes());
                chunks += 1;
                assert!(chunks <= most, "nothing holds it up");
            }
            heard.lock().unwrap().clear();
            assert!(!lines.is_ahead());
        }
        assert!(Lines::new(&Context::default(), &limits()).is_none());
    }
}
