//! What values take in memory, by which streams are bounded: everything that grows is counted.

#![allow(missing_docs, reason = "the types are only measured")]

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use pintle::{Bytes, Data, Describe, Json, Value};

const LONG: usize = 100_000;

fn text() -> String {
    "x".repeat(LONG)
}

#[derive(Data)]
pub struct Holder {
    pub text: String,
    #[data(skip)]
    pub hidden: String,
}

fn holder() -> Holder {
    Holder {
        text: text(),
        hidden: text(),
    }
}

#[derive(Data)]
#[data(tag = "kind")]
pub enum Tagged {
    Unit,
    Fields {
        text: String,
        #[data(skip)]
        hidden: String,
        #[data(flatten)]
        more: Flat,
    },
    Struct(Holder),
    Group {
        parts: Vec<Tagged>,
    },
}

#[derive(Data)]
pub struct Flat {
    pub label: Option<String>,
}

#[derive(Data)]
#[data(untagged)]
pub enum Loose {
    Text(String),
    Flag(bool),
    Many(Vec<Loose>),
}

/// Counts so many long texts, and little else.
fn counts<T: Describe>(value: &T, texts: usize) {
    let found = value.footprint();
    let expected = texts * LONG..=texts * LONG + 1000;
    assert!(expected.contains(&found), "{found}, not {expected:?}");
}

#[test]
fn types_that_hold_others() {
    counts(&Box::new(text()), 1);
    counts(&Arc::new(text()), 1);
    counts(&Some(Box::new(holder())), 1);
    counts(&(text(), 1, Some(text())), 2);
    counts(&[text(), text(), text()], 3);
    counts(&vec![(1, text()), (2, text())], 2);
    counts(&BTreeSet::from([text(), "y".into()]), 1);
    counts(&HashSet::from([text()]), 1);
    counts(&BTreeMap::from([(text(), text())]), 2);
    counts(&HashMap::from([("a".to_owned(), [text()])]), 1);
}

#[test]
fn texts_of_every_kind() {
    counts(&text().into_boxed_str(), 1);
    counts(&Arc::<str>::from(text()), 1);
    counts(&Cow::<'static, str>::Owned(text()), 1);
    counts(&Bytes::from(text().into_bytes()), 1);
    counts(&Value::list(vec![text().into()]), 1);
    counts(&serde_json::json!({ "a": [text()], (text()): null }), 2);
    counts(&Json(1), 0);
}

#[test]
fn unions() {
    assert_eq!(Tagged::Unit.footprint(), size_of::<Tagged>());
    let fields = || Tagged::Fields {
        text: text(),
        hidden: text(),
        more: Flat {
            label: Some(text()),
        },
    };
    counts(&fields(), 2);
    counts(&Tagged::Struct(holder()), 1);
    let parts = vec![fields(), Tagged::Unit, Tagged::Struct(holder())];
    counts(&Tagged::Group { parts }, 3);

    assert_eq!(Loose::Flag(true).footprint(), size_of::<Loose>());
    counts(&Loose::Text(text()), 1);
    counts(
        &Loose::Many(vec![Loose::Text(text()), Loose::Flag(true)]),
        1,
    );
}
