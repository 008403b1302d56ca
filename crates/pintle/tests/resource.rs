//! Resources without JavaScript: by number, in plans, in the contract.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::Relaxed},
};

use pintle::{
    AnyResource, Context, Contract, Error, Resource, ResourceTable, Value, command::CallError,
    errors, json, plan::Plan,
};

mod search {
    use super::{AtomicU32, Relaxed};
    use pintle::{Data, Resource, command};

    pub(super) static ALIVE: AtomicU32 = AtomicU32::new(0);

    /// Words.
    #[derive(Debug, Resource)]
    #[resource(memory = self.0.len())]
    pub struct Index(pub String);

    impl Index {
        fn new(text: String) -> Self {
            ALIVE.fetch_add(1, Relaxed);
            Self(text)
        }
    }

    impl Drop for Index {
        fn drop(&mut self) {
            ALIVE.fetch_sub(1, Relaxed);
        }
    }

    /// Another type.
    #[derive(Debug, Resource)]
    pub struct Cursor;

    #[derive(Debug, Data)]
    pub struct Found {
        pub index: Resource<Index>,
    }

    #[command]
    pub fn open(text: String) -> Index {
        Index::new(text)
    }

    #[command]
    pub fn cursor() -> Cursor {
        Cursor
    }

    #[command]
    pub fn several(count: u32) -> Vec<Index> {
        (0..count).map(|_| Index::new(String::new())).collect()
    }

    #[command]
    pub fn length(index: &Index) -> u32 {
        index.0.len() as u32
    }

    #[command(blocking)]
    pub fn length_later(index: Resource<Index>) -> u32 {
        index.0.len() as u32
    }

    #[command]
    pub fn inside(found: Vec<Found>) -> u32 {
        found.iter().map(|found| found.index.0.len() as u32).sum()
    }
}

pintle::families! { search => [cursor, inside, length, length_later, open, several] }

fn contract() -> Contract {
    Contract::new("mine", "1.0.0", FAMILIES)
}

fn table(limit: u64) -> Arc<ResourceTable> {
    Arc::new(ResourceTable::new(limit, ResourceTable::limit_reached))
}

/// Calls a command as a connection does.
fn call(method: &str, params: &str, table: &Arc<ResourceTable>) -> Result<Value, Error> {
    let context = Context::default().with_resources(Arc::clone(table));
    let contract = contract();
    let params = json::from_json(params)?;
    let result = contract.method(method)?.call(&params, &context);
    let result = result.map_err(|failed| match failed {
        CallError::Arguments(error) | CallError::Other(error) => error,
    })?;
    context.resources().expect("a lease").numbered(result)
}

#[test]
fn numbers_are_of_one_table() {
    let (one, other) = (table(10), table(10));
    assert_eq!(
        call("search.open", r#"{"text":"abc"}"#, &one).unwrap(),
        Value::Number(1.0)
    );
    assert_eq!(
        call("search.open", r#"{"text":"abcd"}"#, &one).unwrap(),
        Value::Number(2.0)
    );
    assert_eq!(
        call("search.length", r#"{"index":2}"#, &one).unwrap(),
        Value::Number(4.0)
    );
    assert_eq!(
        call("search.lengthLater", r#"{"index":1}"#, &one).unwrap(),
        Value::Number(3.0)
    );
    let found = r#"{"found":[{"index":1},{"index":2}]}"#;
    assert_eq!(
        call("search.inside", found, &one).unwrap(),
        Value::Number(7.0)
    );
    let error = call("search.length", r#"{"index":2}"#, &other).unwrap_err();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_DISPOSED", "/index")
    );
    assert!(one.release(2));
    assert!(!one.release(2));
    let error = call("search.inside", found, &one).unwrap_err();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_DISPOSED", "/found/1/index")
    );
    // A number is not used again.
    assert_eq!(
        call("search.open", r#"{"text":""}"#, &one).unwrap(),
        Value::Number(3.0)
    );
    assert_eq!(
        call("search.cursor", "{}", &one).unwrap(),
        Value::Number(4.0)
    );
    let error = call("search.length", r#"{"index":4}"#, &one).unwrap_err();
    assert_eq!(
        error.message(),
        "expected a resource of type Index, got a resource of type Cursor"
    );
    for index in ["0", "-1", "1.5", "\"1\"", "null", "{}"] {
        let error = call("search.length", &format!(r#"{{"index":{index}}}"#), &one).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_INVALID_TYPE", "{index}");
    }
}

#[test]
fn a_caller_has_no_more_than_its_limit() {
    let table = table(3);
    let before = search::ALIVE.load(Relaxed);
    let error = call("search.several", r#"{"count":4}"#, &table).unwrap_err();
    assert_eq!(error.kind(), &errors::RESOURCE_LIMIT);
    assert!(table.is_empty());
    call("search.several", r#"{"count":3}"#, &table).unwrap();
    assert_eq!(table.len(), 3);
    assert!(call("search.open", r#"{"text":""}"#, &table).is_err());
    table.release_all(&[2.0, 2.0, 7.0, -1.0, f64::NAN]);
    assert_eq!(table.len(), 2);
    call("search.open", r#"{"text":""}"#, &table).unwrap();
    table.clear();
    assert!(search::ALIVE.load(Relaxed) <= before + 10); // Other tests have some.
}

#[test]
fn those_of_a_plan_count_while_it_runs() {
    let plan = r#"{ "steps": [
        { "id": "a", "method": "search.open", "params": { "text": "abc" } },
        { "id": "b", "method": "search.open", "params": { "text": "abcd" } },
        { "id": "c", "method": "search.length", "refs": { "/index": { "resultOf": "a" } } }
    ], "outputs": { "length": { "resultOf": "c" }, "index": { "resultOf": "b" } } }"#;
    let plan = Arc::new(Plan::from_json(plan, &contract()).unwrap());
    for (limit, ok) in [(1, false), (2, true)] {
        let table = table(limit);
        let context = Context::default().with_resources(Arc::clone(&table));
        let report = plan.run(Value::Null, &context);
        assert_eq!(report.ok(), ok, "{limit}");
        if ok {
            let report = context
                .resources()
                .unwrap()
                .numbered(report.to_value())
                .unwrap();
            let outputs = report.get("outputs").unwrap();
            assert_eq!(outputs.get("length"), Some(&Value::Number(3.0)));
            assert_eq!(outputs.get("index"), Some(&Value::Number(1.0)));
        }
        drop(context);
        assert_eq!(table.len(), usize::from(ok));
    }
}

#[test]
fn the_contract_has_them_and_reads_them_back() {
    let contract = contract();
    assert_eq!(
        contract.resources(),
        r#"{"Cursor":[],"Index":["search.length","search.lengthLater"]}"#
    );
    let read = Contract::from_document(contract.text()).unwrap();
    assert_eq!(read.text(), contract.text());
    for (params, error) in [
        (r#"{"index":1}"#, None),
        (r#"{"index":"1"}"#, Some("ERR_PINTLE_INVALID_TYPE")),
    ] {
        let params = json::from_json(params).unwrap();
        let method = read.method("search.length").unwrap();
        let checked = method.check_params(params.view(), read.defs());
        assert_eq!(checked.err().map(|error| error.code()), error);
    }
    for (from, to) in [
        (r#""x-resources":{"#, r#""x-resources":{"Other":{},"#),
        (r#""x-resource":"Index""#, r#""x-resource":"Nothing""#),
    ] {
        let text = contract.text().replacen(from, to, 1);
        assert_ne!(text, contract.text());
        assert!(Contract::from_document(&text).is_err(), "{to}");
    }
}

#[test]
fn two_are_equal_if_they_are_the_same() {
    let (one, other) = (Resource::new(search::Cursor), Resource::new(search::Cursor));
    assert!(one == one.clone() && one != other);
    let any = AnyResource::new(search::Cursor);
    assert_eq!(any, any.clone());
    assert_eq!(Value::Resource(any.clone()), Value::Resource(any.clone()));
    assert_ne!(any, AnyResource::new(search::Cursor));
    let error = json::to_json(&Value::list(vec![Value::Resource(any)])).unwrap_err();
    assert_eq!(error.kind(), &errors::NOT_CARRIED);
}
