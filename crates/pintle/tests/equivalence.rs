//! What the contract's JSON Schema accepts, what the check without types accepts, and what Rust
//! reads are the same set. The judge is the crate `jsonschema`, which is independent of our code.

#![allow(
    clippy::boxed_local,
    clippy::option_option,
    clippy::type_complexity,
    reason = "what is tested is how such types cross"
)]
#![allow(
    missing_docs,
    unused_variables,
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    reason = "the commands only take arguments"
)]

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime},
};

use pintle::{
    Bytes, Clamped, Context, Contract, Data, Date, Safe, Value, command,
    data::ColumnType,
    json::{from_json, to_json},
    schema::{Alternative, Defs, Field, Schema, Shape},
};
use proptest::{collection::vec, prelude::*, sample::select, strategy::Union};
use serde_json::{Value as Json, json};

#[derive(Data, PartialEq, Eq, Hash)]
pub enum Colour {
    Red,
    DarkGreen,
}

#[derive(Data)]
pub struct Inner {
    pub name: String,
    pub count: Option<u32>,
    pub colours: Vec<Colour>,
    pub more: Option<Vec<Inner>>,
}

#[derive(Data, Default)]
#[data(default)]
pub struct Options {
    pub flag: bool,
    pub level: u8,
    pub ratio: f64,
    pub labels: BTreeMap<String, String>,
}

/// Its fields are fields of others, with a default for some.
#[derive(Data)]
pub struct Limits {
    #[data(default = 3)]
    pub least: u8,
    pub most: u8,
    #[data(default = Some(Colour::Red))]
    pub colour: Option<Colour>,
}

/// One level further in.
#[derive(Data)]
pub struct Between {
    #[data(flatten)]
    pub limits: Limits,
    pub step: Option<f64>,
}

#[derive(Data)]
pub struct Flattened {
    pub name: String,
    #[data(flatten)]
    pub between: Between,
    #[data(flatten)]
    pub options: Options,
}

#[derive(Data)]
#[data(default)]
pub struct FlattenedOptions {
    #[data(default = true)]
    pub deep: bool,
    #[data(flatten, default = Limits { least: 1, most: 9, colour: None })]
    pub limits: Limits,
}

#[derive(Data)]
#[data(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "snake_case"
)]
pub enum Figure {
    RoundThing {
        half_width: f64,
        #[data(default = 3)]
        corner_count: u8,
        #[data(skip)]
        cache: Option<String>,
    },
    #[data(rename = "named one")]
    Named(Flattened),
    Group {
        #[data(rename = "all")]
        parts: Vec<Figure>,
        frame: Option<Box<Figure>>,
        #[data(flatten)]
        between: Between,
    },
    Empty,
}

#[derive(Data)]
#[data(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Renamed {
    pub first_name: String,
    #[data(rename = "@id")]
    pub number: Option<u32>,
    #[data(flatten)]
    pub limits: Limits,
    #[data(skip, default = 5)]
    pub hidden: u8,
}

#[derive(Data)]
#[data(untagged)]
pub enum Loose {
    Text(String),
    Number(f64),
    Flag(bool),
    Many(Vec<Loose>),
    At(Limits),
}

#[derive(Data)]
#[data(untagged)]
pub enum Exact {
    Big(i64),
    Column(Vec<f64>),
    Figure(Figure),
}

#[derive(Data)]
#[data(untagged)]
pub enum Wider {
    Key([u8; 2]),
    Whole(i32),
    Pair((bool, Loose)),
    Map(BTreeMap<String, Exact>),
}

#[derive(Data)]
pub struct Patch {
    pub name: Option<Option<String>>,
    pub level: Option<Option<u8>>,
    pub loose: Option<Option<Loose>>,
    pub plain: Option<bool>,
}

mod test {
    use super::*;

    #[command]
    pub fn scalars(
        flag: bool,
        tiny: i8,
        short: u16,
        int: i32,
        unsigned: u32,
        single: f32,
        float: f64,
        big: i64,
        bigger: u64,
        maybe: Option<i32>,
    ) {
    }

    #[command]
    pub fn texts(
        text: &str,
        path: PathBuf,
        bytes: Bytes,
        more: Vec<u8>,
        paths: Vec<PathBuf>,
        colour: Colour,
    ) {
    }

    #[command]
    pub fn columns(
        ints: Vec<i32>,
        unsigned: Vec<u32>,
        singles: Vec<f32>,
        floats: &[f64],
        bigs: Vec<i64>,
        biggers: Vec<u64>,
    ) {
    }

    #[command]
    pub fn structures(
        inner: Inner,
        map: BTreeMap<String, i64>,
        any: Value,
        lists: Vec<Vec<bool>>,
        options: Options,
    ) {
    }

    #[command]
    pub fn unions(
        one: Figure,
        many: Vec<Figure>,
        maybe: Option<Figure>,
        map: BTreeMap<String, Figure>,
        renamed: Renamed,
    ) {
    }

    #[command]
    pub fn tuples(
        pair: (f64, String),
        mixture: (i64, Bytes, Vec<i32>, Option<Figure>),
        one: (bool,),
        nested: Option<((u8, u8), Vec<(String, u32)>)>,
    ) {
    }

    #[command]
    pub fn arrays(
        texts: [String; 2],
        column: [i32; 3],
        key: [u8; 4],
        keys: Vec<[u8; 2]>,
        matrix: [[f64; 2]; 2],
    ) {
    }

    #[command]
    pub fn kinds(
        loose: Loose,
        exact: Exact,
        wider: Option<Wider>,
        many: Vec<Wider>,
        absent: Option<Option<Loose>>,
        patch: Patch,
    ) {
    }

    #[command]
    pub fn others(
        moments: Vec<Option<SystemTime>>,
        date: Date,
        duration: Duration,
        numbers: BTreeSet<i32>,
        ids: HashSet<u64>,
        letter: char,
        safe: Safe<u64>,
        signed: Option<Safe<i64>>,
        names: HashMap<Box<str>, Option<i32>>,
        boxed: Box<Inner>,
        shared: Arc<str>,
        shorts: &[i16],
        pixels: Vec<Clamped>,
    ) {
    }

    #[command]
    pub fn maps(
        numbers: HashMap<u8, i32>,
        signed: BTreeMap<i32, Option<bool>>,
        ids: HashMap<u64, f32>,
        signed_ids: BTreeMap<i64, String>,
        colours: HashMap<Colour, i64>,
    ) {
    }

    #[derive(Data)]
    pub struct Holder {
        pub json: Json,
        pub maybe: Option<Json>,
        pub map: HashMap<String, Option<Json>>,
    }

    #[command]
    pub fn jsons(one: Json, maybe: Option<Json>, many: Vec<Option<Json>>, holder: Holder) {}

    #[command]
    pub fn flattened(inner: Flattened, options: FlattenedOptions) {}
}

pintle::addon! { test => [scalars, texts, columns, structures, unions, tuples, arrays, kinds, others, maps, jsons, flattened] }

/// Any JSON at all, small.
fn anything() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        numbers(),
        texts(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Json::from),
            vec((names(), inner), 0..3)
                .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
    .boxed()
}

/// Numbers around every edge there is.
fn numbers() -> BoxedStrategy<Json> {
    let edges = [
        0_i64,
        127,
        128,
        255,
        256,
        65_535,
        65_536,
        2_147_483_647,
        2_147_483_648,
        4_294_967_295,
        4_294_967_296,
        1 << 53,
    ];
    prop_oneof![
        (select(edges.to_vec()), -1_i64..=1, any::<bool>()).prop_map(|(edge, by, negative)| {
            let number = edge + by;
            json!(if negative { -number } else { number })
        }),
        any::<i32>().prop_map(Json::from),
        select(vec![
            json!(-0.0),
            json!(1.0),
            json!(1.5),
            json!(1e2),
            json!(1e300),
            json!(-1e-300),
            json!(2_147_483_647.5),
            // Where rounding to 32 bits becomes infinite, and right before.
            json!(3.402_823_567_797_336_6e38),
            json!(-3.402_823_567_797_336_6e38),
            json!(3.402_823_567_797_336_2e38),
            json!(1e-50)
        ]),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(Json::from),
    ]
    .boxed()
}

/// Texts that are nearly what some type wants.
fn texts() -> BoxedStrategy<Json> {
    let fixed = [
        "",
        "red",
        "Red",
        "darkGreen",
        "dark_green",
        "a/b",
        "nul\0",
        "2000-02-29T12:34:56.789Z",
        "1900-02-29T00:00:00.000Z",
        "2026-02-29T00:00:00.000Z",
        "2026-04-31T00:00:00.000Z",
        "2026-11-29T24:00:00.000Z",
        "2026-11-29T20:00:00Z",
        "2026-11-29T20:00:00.000+00:00",
        "+02026-11-29T20:00:00.000Z",
        "é😀",
        "\u{FFFD}",
        "__proto__",
        "AAAA",
        "AAA=",
        "AA==",
        "AAB=",
        "AB==",
        "A===",
        "AAA",
        "AA-_",
        "A A=",
        "AAAA\n",
        "0",
        "-0",
        "00",
        "01",
        "+1",
        "-1",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "1\n",
        "9223372036854775806",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999",
        "１",
    ];
    prop_oneof![
        select(fixed.to_vec()).prop_map(Json::from),
        ".{0,4}".prop_map(Json::from),
        "-?[0-9]{1,20}".prop_map(Json::from),
        "[A-Za-z0-9+/]{2,4}={0,2}".prop_map(Json::from),
    ]
    .boxed()
}

fn names() -> BoxedStrategy<String> {
    prop_oneof![
        select(vec![
            "name",
            "count",
            "__proto__",
            "constructor",
            "flag",
            "least",
            "limits",
            ""
        ])
        .prop_map(String::from),
        "[a-z]{1,3}"
    ]
    .boxed()
}

/// A value that the type accepts, or nearly so.
fn near(schema: &Schema, defs: &Defs, depth: u32) -> BoxedStrategy<Json> {
    let good = match schema {
        // No type here has a resource or a callback.
        Schema::Any | Schema::Json | Schema::Resource(_) | Schema::Callback { .. } => anything(),
        Schema::Null => Just(Json::Null).boxed(),
        Schema::Bool => any::<bool>().prop_map(Json::from).boxed(),
        Schema::Integer(of) => prop_oneof![of.min()..=of.max(), Just(of.min()), Just(of.max())]
            .prop_map(Json::from)
            .boxed(),
        Schema::Number(_) | Schema::Duration => numbers(),
        Schema::Int64 => prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX)]
            .prop_map(|n| n.to_string().into())
            .boxed(),
        Schema::Uint64 => any::<u64>().prop_map(|n| n.to_string().into()).boxed(),
        Schema::String | Schema::Path => "[^\0]{1,5}".prop_map(Json::from).boxed(),
        Schema::Bytes => vec(any::<u8>(), 0..5)
            .prop_map(|bytes| from_bytes(&bytes))
            .boxed(),
        Schema::Char => "[aé😀]".prop_map(Json::from).boxed(),
        Schema::Date => select(vec![
            "2026-11-29T20:00:00.000Z",
            "0000-02-29T00:00:00.000Z",
            "9999-12-31T23:59:59.999Z",
        ])
        .prop_map(Json::from)
        .boxed(),
        Schema::Column(element) => list(near(&element.schema(), defs, depth)),
        Schema::List(item) | Schema::Set(item) => list(near(item, defs, depth + 1)),
        Schema::Tuple(items) => {
            let right: Vec<_> = items
                .iter()
                .map(|item| near(item, defs, depth + 1))
                .collect();
            let most = right.len() + 1;
            prop_oneof![
                12 => right.prop_map(Json::from),
                1 => vec(anything(), 0..=most).prop_map(Json::from),
            ]
            .boxed()
        }
        Schema::Fixed(list, length) => fixed(list, *length, defs, depth),
        Schema::Map { key, value } => {
            map(names_near(key, defs), near(value, defs, depth + 1), 0..3).boxed()
        }
        Schema::Optional(inner) => prop_oneof![Just(Json::Null), near(inner, defs, depth)].boxed(),
        Schema::Ref(name) => match &defs.get(name).expect("a named type").shape {
            Shape::Enum(variants) => {
                let names = variants.iter().map(|variant| variant.name.to_string());
                select(names.collect::<Vec<_>>())
                    .prop_map(Json::from)
                    .boxed()
            }
            _ if depth > 2 => anything(),
            Shape::Untagged(choices) => {
                let choices = choices.iter().map(|one| near(&one.schema, defs, depth + 1));
                Union::new(choices).boxed()
            }
            Shape::Tagged(union) => {
                let one = |one: &Alternative| {
                    let tag = json!(one.name);
                    let tag = (union.tag.to_string(), tag_near(tag), false);
                    let fields = known(&one.fields, defs, depth + 1);
                    object([vec![tag], fields].concat(), None)
                };
                Union::new(union.alternatives.iter().map(one)).boxed()
            }
            Shape::Struct(fields) => fields_near(fields, defs, depth + 1),
        },
    };
    prop_oneof![40 => good, 1 => numbers(), 1 => texts(), 1 => anything()].boxed()
}

/// Names of a map, or nearly so.
fn names_near(key: &Schema, defs: &Defs) -> BoxedStrategy<String> {
    if *key == Schema::String {
        return names().boxed();
    }
    let text = |json: Json| match json {
        Json::String(text) => text,
        other => other.to_string(),
    };
    let odd = [
        "01",
        "-0",
        "+1",
        "1.0",
        "1e3",
        " 1",
        "",
        "-1",
        "256",
        "4294967296",
    ];
    prop_oneof![
        20 => near(key, defs, 0).prop_map(text),
        1 => select(odd.to_vec()).prop_map(String::from),
        1 => names(),
    ]
    .boxed()
}

fn map(
    names: BoxedStrategy<String>,
    values: BoxedStrategy<Json>,
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Json> {
    let entries = vec((names, values), count);
    entries.prop_map(|entries| {
        entries
            .into_iter()
            .collect::<serde_json::Map<_, _>>()
            .into()
    })
}

/// A list of that length, or nearly so.
fn fixed(list: &Schema, length: usize, defs: &Defs, depth: u32) -> BoxedStrategy<Json> {
    let lengths = prop_oneof![12 => Just(length), 1 => length - 1..=length + 1];
    let item = list.item(defs).map(|item| near(&item, defs, depth + 1));
    lengths
        .prop_flat_map(move |length| match &item {
            Some(item) => vec(item.clone(), length).prop_map(Json::from).boxed(),
            None => vec(any::<u8>(), length)
                .prop_map(|bytes| from_bytes(&bytes))
                .boxed(),
        })
        .boxed()
}

fn from_bytes(bytes: &[u8]) -> Json {
    to_json(&Value::Bytes(bytes.into()))
        .map(|text| serde_json::from_str(&text).expect("JSON"))
        .expect("bytes")
}

fn list(item: BoxedStrategy<Json>) -> BoxedStrategy<Json> {
    vec(item, 0..3).prop_map(Json::from).boxed()
}

fn fields_near(fields: &[Field], defs: &Defs, depth: u32) -> BoxedStrategy<Json> {
    object(known(fields, defs, depth), None)
}

/// The name of a property, its value, and whether it may be missing.
type Property = (String, BoxedStrategy<Json>, bool);

fn known(fields: &[Field], defs: &Defs, depth: u32) -> Vec<Property> {
    let fields = fields.iter().map(|field| {
        let value = near(&field.schema, defs, depth);
        (field.name.to_string(), value, field.optional)
    });
    fields.collect()
}

/// A tag, or nearly so.
fn tag_near(tag: Json) -> BoxedStrategy<Json> {
    let others = ["empty", "Empty", "group", "round-thing", "roundThing"];
    prop_oneof![
        30 => Just(tag),
        1 => select(others.to_vec()).prop_map(Json::from),
        1 => anything(),
    ]
    .boxed()
}

/// An object that has most of the fields, and sometimes one more.
fn object(known: Vec<Property>, more: Option<BoxedStrategy<Json>>) -> BoxedStrategy<Json> {
    let fields: Vec<_> = known
        .into_iter()
        .map(|(name, value, optional)| {
            let kept = if optional { 0.5 } else { 0.97 };
            (Just(name), proptest::option::weighted(kept, value))
        })
        .collect();
    let extra = match more {
        Some(value) => vec((names(), value), 0..3).boxed(),
        None => Union::new_weighted(vec![
            (12, Just(vec![]).boxed()),
            (1, vec((names(), anything()), 1).boxed()),
        ])
        .boxed(),
    };
    (fields, extra)
        .prop_map(|(fields, extra)| {
            let fields = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?)));
            fields
                .chain(extra)
                .collect::<serde_json::Map<_, _>>()
                .into()
        })
        .boxed()
}

fn check(method: &str, cases: u32) {
    let contract = Contract::new("test", "1.0.0", FAMILIES);
    let found = contract.method(method).unwrap();
    // What another program knows of it.
    let read_back = Contract::from_document(contract.text()).unwrap();
    assert_eq!(read_back.text(), contract.text());
    let described = read_back.method(method).unwrap();
    let document: Json = serde_json::from_str(contract.text()).unwrap();
    let mut schema = document["x-commands"][method]["paramsSchema"].clone();
    schema["$defs"] = document["$defs"].clone();
    let judge = jsonschema::draft202012::new(&schema).unwrap();

    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let (mut accepted, mut refused) = (0, 0);
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let strategy = fields_near(found.fields(), contract.defs(), 0);
    runner
        .run(&strategy, |document| {
            let by_schema = judge.is_valid(&document);
            let value = from_json(&document.to_string())
                .map_err(|error| TestCaseError::fail(error.to_string()))?;
            let by_check = described.check_params(value.view(), read_back.defs());
            let by_rust = found.call(&value, &Context::DETACHED);
            prop_assert_eq!(
                by_schema,
                by_rust.is_ok(),
                "schema and Rust: {} {:?}",
                document,
                by_rust
            );
            prop_assert_eq!(
                by_schema,
                by_check.is_ok(),
                "schema and check: {} {:?}",
                document,
                by_check
            );
            Ok(())
        })
        .unwrap();
    // A generator that only makes one kind would prove nothing.
    for _ in 0..300 {
        let tree = strategy.new_tree(&mut runner).unwrap();
        if judge.is_valid(&proptest::strategy::ValueTree::current(&tree)) {
            accepted += 1;
        } else {
            refused += 1;
        }
    }
    assert!(
        accepted > 15 && refused > 15,
        "{method}: {accepted} accepted, {refused} refused"
    );
}

#[test]
fn scalars() {
    check("test.scalars", 3000);
}

#[test]
fn texts_and_binary_data() {
    check("test.texts", 3000);
}

#[test]
fn columns() {
    check("test.columns", 3000);
}

#[test]
fn structures() {
    check("test.structures", 3000);
}

#[test]
fn unions_and_names() {
    check("test.unions", 3000);
}

#[test]
fn tuples() {
    check("test.tuples", 3000);
}

#[test]
fn arrays() {
    check("test.arrays", 3000);
}

#[test]
fn kinds_and_what_is_absent() {
    check("test.kinds", 3000);
}

#[test]
fn values_of_json() {
    check("test.jsons", 3000);
}

#[test]
fn flattened_fields_and_defaults() {
    check("test.flattened", 3000);
}

/// The ranges of 64-bit integers are regular expressions; every edge is tried, and many between.
#[test]
fn decimal_texts_of_64_bits() {
    let element = |element: ColumnType| {
        let contract = Contract::new("test", "1.0.0", FAMILIES);
        let document: Json = serde_json::from_str(contract.text()).unwrap();
        let name = if element == ColumnType::BigInt64Array {
            "big"
        } else {
            "bigger"
        };
        let schema = &document["x-commands"]["test.scalars"]["paramsSchema"]["properties"][name];
        jsonschema::draft202012::new(schema).unwrap()
    };
    let (signed, unsigned) = (
        element(ColumnType::BigInt64Array),
        element(ColumnType::BigUint64Array),
    );
    let mut numbers: Vec<i128> = [i64::MIN.into(), i64::MAX.into(), u64::MAX.into(), 0].to_vec();
    for power in 0..21 {
        numbers.push(10_i128.pow(power));
        // One digit of the limit changed at a time.
        for limit in [i128::from(i64::MAX), i128::from(u64::MAX)] {
            numbers.extend([limit + 10_i128.pow(power), limit - 10_i128.pow(power)]);
        }
    }
    for number in numbers
        .iter()
        .flat_map(|n| [*n - 1, *n, *n + 1, -*n - 1, -*n, -*n + 1])
    {
        let text = json!(number.to_string());
        assert_eq!(
            signed.is_valid(&text),
            i64::try_from(number).is_ok(),
            "{number}"
        );
        assert_eq!(
            unsigned.is_valid(&text),
            u64::try_from(number).is_ok(),
            "{number}"
        );
    }
}
