//! Types of an author's own that nest deeper than any stack: as a result they are an error, and
//! nothing of them is dropped by recursion.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use pintle::{
    Data, Encode, Error, Value,
    data::{MAX_NESTING, Unwritten, ValueSink},
};

/// To drop a level takes more than a thousandth of this stack, in any build.
const STACK: usize = 512 << 10;
const DEEP: usize = 30_000;

#[derive(Data, Default)]
struct Node {
    first: f64,
    children: Vec<Node>,
    named: BTreeMap<String, Node>,
    #[data(flatten)]
    rest: Rest,
}

#[derive(Data, Default)]
struct Rest {
    only: Option<Vec<Node>>,
}

fn inside(inner: Node, way: usize) -> Node {
    let mut outer = Node::default();
    match way % 3 {
        0 => outer.children.push(inner),
        1 => drop(outer.named.insert("a".to_owned(), inner)),
        _ => outer.rest.only = Some(vec![inner]),
    }
    outer
}

fn deep(levels: usize) -> Node {
    (0..levels).fold(Node::default(), inside)
}

fn on_small_stack(test: impl FnOnce() + Send + 'static) {
    let small = thread::Builder::new().stack_size(STACK);
    small.spawn(test).unwrap().join().unwrap();
}

fn refused(outcome: Result<Value, Error>) {
    let error = outcome.unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE");
    assert!(error.message().contains("levels of nesting"), "{error}");
}

#[test]
fn is_refused_and_dropped() {
    on_small_stack(|| {
        refused(deep(DEEP).encode(ValueSink));
        refused(vec![deep(DEEP), deep(DEEP)].encode(ValueSink));
        refused(BTreeMap::from([("a".to_owned(), deep(DEEP))]).encode(ValueSink));
        refused(Some(deep(DEEP)).encode(ValueSink));
    });
}

/// Everything else that can be inside itself.
#[derive(Data)]
#[data(tag = "kind")]
enum Tagged {
    End,
    Inner { inner: Vec<Tagged> },
    Pair { pair: Vec<(f64, Tagged)> },
    Choice { choice: Box<Choice> },
}

#[derive(Data)]
#[data(untagged)]
enum Choice {
    Nothing(bool),
    Some(Vec<Tagged>),
}

fn tagged(levels: usize) -> Tagged {
    let inside = |inner, level| match level % 3 {
        0 => Tagged::Inner { inner: vec![inner] },
        1 => Tagged::Pair {
            pair: vec![(1.0, inner)],
        },
        _ => Tagged::Choice {
            choice: Box::new(Choice::Some(vec![inner])),
        },
    };
    (0..levels).fold(Tagged::End, inside)
}

#[test]
fn unions_and_tuples_are_refused_and_dropped() {
    let _ = Choice::Nothing(true);
    on_small_stack(|| {
        refused(tagged(DEEP).encode(ValueSink));
        refused((1.0, tagged(DEEP)).encode(ValueSink));
        let mut wrong = vec![(f64::NAN, Tagged::End)];
        wrong.push((1.0, tagged(DEEP)));
        let error = Tagged::Pair { pair: wrong }.encode(ValueSink).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_NOT_FINITE");
    });
}

/// What follows a wrong number in a list, a map or a struct is not written, but dropped as well.
#[test]
fn is_dropped_after_another_error() {
    let infinite = || Node {
        first: f64::INFINITY,
        ..Node::default()
    };
    on_small_stack(move || {
        let mut root = infinite();
        root.children.push(deep(DEEP));
        root.rest.only = Some(vec![deep(DEEP)]);
        let map = BTreeMap::from([("a".to_owned(), infinite()), ("b".to_owned(), deep(DEEP))]);
        for error in [
            root.encode(ValueSink).unwrap_err(),
            vec![infinite(), deep(DEEP)].encode(ValueSink).unwrap_err(),
            map.encode(ValueSink).unwrap_err(),
        ] {
            assert_eq!(error.code(), "ERR_PINTLE_NOT_FINITE");
        }
    });
}

#[test]
fn is_dropped_when_nobody_takes_it() {
    on_small_stack(|| drop(Unwritten::new(deep(DEEP))));
}

#[test]
fn every_part_is_dropped_once() {
    static DROPPED: AtomicUsize = AtomicUsize::new(0);

    /// A leaf that counts.
    struct Leaf;

    impl Drop for Leaf {
        fn drop(&mut self) {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }
    }

    impl pintle::Describe for Leaf {
        fn schema(_: &mut pintle::schema::Defs) -> pintle::schema::Schema {
            pintle::schema::Schema::Null
        }
    }

    impl pintle::Decode for Leaf {
        fn decode<'s, S: pintle::data::Source<'s>>(_: S) -> Result<Self, Error> {
            Ok(Self)
        }
    }

    impl Encode for Leaf {
        fn encode<K: pintle::data::Sink>(self, sink: K) -> Result<K::Output, Error> {
            sink.null()
        }
    }

    #[derive(Data)]
    struct Counted {
        leaf: Leaf,
        inner: Vec<Counted>,
    }

    on_small_stack(|| {
        let levels = (0..DEEP).fold(Vec::new(), |inner, _| vec![Counted { leaf: Leaf, inner }]);
        refused(levels.encode(ValueSink));
    });
    assert_eq!(DROPPED.load(Ordering::Relaxed), DEEP);
}

/// A panic while something is taken apart leaves the thread as it was.
#[test]
fn a_panic_in_a_drop_is_passed_on() {
    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("boom");
        }
    }

    impl pintle::Describe for Bomb {
        fn schema(_: &mut pintle::schema::Defs) -> pintle::schema::Schema {
            pintle::schema::Schema::Null
        }
    }

    impl pintle::Decode for Bomb {
        fn decode<'s, S: pintle::data::Source<'s>>(_: S) -> Result<Self, Error> {
            Ok(Self)
        }
    }

    impl Encode for Bomb {
        fn encode<K: pintle::data::Sink>(self, sink: K) -> Result<K::Output, Error> {
            sink.null()
        }
    }

    #[derive(Data)]
    struct Armed {
        inner: Vec<Armed>,
        bomb: Option<Bomb>,
    }

    on_small_stack(|| {
        let levels = (0..DEEP).fold(Vec::new(), |inner, level| {
            let bomb = (level == DEEP / 2).then(|| Bomb);
            vec![Armed { inner, bomb }]
        });
        let outcome = pintle::panic::catch(|| levels.encode(ValueSink));
        assert_eq!(outcome.unwrap_err().code(), "ERR_PINTLE_PANIC");
        refused(deep(DEEP).encode(ValueSink));
    });
}

#[test]
fn crosses_up_to_the_limit() {
    #[derive(Data)]
    struct Line {
        inner: Vec<Line>,
    }
    fn first(list: &Value) -> Option<&Value> {
        match list {
            Value::List(items) => items.first()?.get("inner"),
            _ => None,
        }
    }

    let line = |levels| (0..levels).fold(Vec::new(), |inner, _| vec![Line { inner }]);
    // A list and a struct for each level, and the innermost list.
    let most = (MAX_NESTING as usize - 1) / 2;
    let mut value = &line(most).encode(ValueSink).unwrap();
    let mut levels = 0;
    while let Some(inner) = first(value) {
        levels += 1;
        value = inner;
    }
    assert_eq!(levels, most);
    refused(line(most + 1).encode(ValueSink));
}
