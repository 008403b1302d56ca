//! Plans, run on commands that need nothing but threads.

#![allow(missing_docs, clippy::needless_pass_by_value)]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use pintle::{
    Bytes, CancelToken, Context, Contract, Data, Error, Value, command,
    json::{from_json, to_json},
    plan::{Plan, Report, Status},
};

#[derive(Data)]
pub struct Found {
    pub count: u32,
    pub paths: Vec<String>,
    pub sizes: Vec<f64>,
    pub note: Option<String>,
}

mod test {
    use super::*;

    #[command(portable)]
    pub fn add(a: i32, b: i32) -> Result<i32, Error> {
        let overflow = || Error::new(&pintle::errors::OUT_OF_RANGE, "too large");
        a.checked_add(b).ok_or_else(overflow)
    }

    #[command]
    pub fn find(count: u32) -> Found {
        let paths = (0..count).map(|index| format!("file{index}")).collect();
        Found {
            count,
            paths,
            sizes: (0..count).map(f64::from).collect(),
            note: None,
        }
    }

    #[command]
    pub fn join(parts: Vec<String>, separator: Option<String>) -> String {
        parts.join(&separator.unwrap_or_default())
    }

    #[command]
    pub fn length(text: String) -> Result<u32, Error> {
        if text == "file3" {
            return Err(Error::new(&pintle::errors::INVALID_VALUE, "not this one").at("/text"));
        }
        Ok(text.len() as u32)
    }

    #[command]
    pub fn total(numbers: Vec<f64>) -> f64 {
        numbers.iter().sum()
    }

    #[command]
    pub fn echo(data: Bytes) -> Bytes {
        data
    }

    #[command]
    pub fn scale(target: &mut [f64], factor: f64) {
        for number in target {
            *number *= factor;
        }
    }

    #[command]
    pub fn fail() -> i32 {
        panic!("on purpose")
    }

    pub static RUNNING: AtomicUsize = AtomicUsize::new(0);
    pub static MOST: AtomicUsize = AtomicUsize::new(0);

    /// Waits, and records how many wait simultaneously.
    #[command(blocking)]
    pub fn wait(milliseconds: u32, context: &Context) -> Result<u32, Error> {
        MOST.fetch_max(RUNNING.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let end = Instant::now() + Duration::from_millis(milliseconds.into());
        let waited = loop {
            if let Err(error) = context.check() {
                break Err(error);
            }
            if Instant::now() >= end {
                break Ok(milliseconds);
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        RUNNING.fetch_sub(1, Ordering::SeqCst);
        waited
    }
}

pintle::addon! { test => [add, find, join, length, total, echo, scale, fail, wait] }

/// Tests that look at `MOST` must not run beside others that wait.
static WAITING: Mutex<()> = Mutex::new(());

fn prepare(document: &str) -> Result<Arc<Plan>, Error> {
    Plan::from_json(document, &Contract::new("test", "1.0.0", FAMILIES)).map(Arc::new)
}

fn run(document: &str) -> Report {
    run_with(document, "null", &Context::default())
}

fn run_with(document: &str, input: &str, context: &Context) -> Report {
    prepare(document)
        .unwrap()
        .run(from_json(input).unwrap(), context)
}

fn outputs(report: &Report) -> String {
    assert!(report.ok(), "{report:?}");
    to_json(&report.outputs).unwrap()
}

fn statuses(report: &Report) -> Vec<Status> {
    report.steps.iter().map(|step| step.status).collect()
}

fn rejected(document: &str) -> (&'static str, String, String) {
    let error = prepare(document).expect_err(document);
    (error.code(), error.pointer().to_owned(), error.to_string())
}

#[test]
fn a_bare_array_runs_in_sequence_and_gives_every_result() {
    let report = run(
        r#"[{"method":"test.add","params":{"a":2,"b":40}},{"method":"test.find","params":{"count":1}}]"#,
    );
    assert_eq!(report.steps[0].result, Some(Value::Number(42.0)));
    let found = to_json(report.steps[1].result.as_ref().unwrap()).unwrap();
    assert_eq!(
        found,
        r#"{"count":1,"paths":["file0"],"sizes":[0],"note":null}"#
    );
}

#[test]
fn references_hand_results_on_without_json() {
    let report = run(r#"{"steps":[
            {"id":"found","method":"test.find","params":{"count":3}},
            {"id":"names","method":"test.join","params":{"separator":"+"},"refs":{"/parts":{"resultOf":"found","path":"/paths"}}},
            {"id":"size","method":"test.total","refs":{"/numbers":{"resultOf":"found","path":"/sizes"}}},
            {"id":"one","method":"test.join","params":{"parts":["x"]},"refs":{"/parts/1":{"resultOf":"found","path":"/paths/2"}}}],
          "outputs":{"names":{"resultOf":"names"},"size":{"resultOf":"size"},"one":{"resultOf":"one"},"all":{"resultOf":"found","path":"/count"}}}"#);
    assert_eq!(
        outputs(&report),
        r#"{"names":"file0+file1+file2","size":3,"one":"xfile2","all":3}"#
    );
    assert!(report.steps.iter().all(|step| step.result.is_none()));
}

#[test]
fn bulk_values_are_shared_between_steps_not_copied() {
    let data = Bytes::from(vec![7; 1000]);
    let input: Value = [("data".into(), Value::Bytes(data.clone()))]
        .into_iter()
        .collect();
    let plan = prepare(
        r#"{"steps":[{"id":"a","method":"test.echo","refs":{"/data":{"input":"/data"}}},
                     {"id":"b","method":"test.echo","refs":{"/data":{"resultOf":"a"}}}],
            "outputs":{"resultOf":"b"}}"#,
    );
    let report = plan.unwrap().run(input, &Context::default());
    let Value::Bytes(result) = &report.outputs else {
        panic!("{report:?}")
    };
    assert_eq!(result.as_ptr(), data.as_ptr());
}

#[test]
fn for_each_maps_one_call_or_a_block() {
    let report = run(r#"{"steps":[
            {"id":"found","method":"test.find","params":{"count":3}},
            {"id":"lengths","method":"test.length","forEach":{"resultOf":"found","path":"/paths"},"refs":{"/text":{"item":""}}},
            {"id":"sums","forEach":{"resultOf":"found","path":"/sizes"},
             "steps":[{"id":"first","method":"test.total","params":{"numbers":[1]},"refs":{"/numbers/0":{"item":""}}},
                      {"id":"second","method":"test.total","params":{"numbers":[]},
                       "refs":{"/numbers/0":{"resultOf":"first"},"/numbers/1":{"resultOf":"found","path":"/count"}}}],
             "outputs":{"resultOf":"second"}}],
          "outputs":{"lengths":{"resultOf":"lengths"},"sums":{"resultOf":"sums"}}}"#);
    assert_eq!(outputs(&report), r#"{"lengths":[5,5,5],"sums":[3,4,5]}"#);
}

#[test]
fn for_each_nests_and_takes_its_list_from_the_input() {
    let document = r#"{"steps":[{"id":"outer","forEach":{"input":"/rows"},
        "steps":[{"id":"inner","method":"test.add","forEach":{"item":"/cells"},
                  "params":{"b":10},"refs":{"/a":{"item":""}}}],
        "outputs":{"cells":{"resultOf":"inner"},"name":{"item":"/name"}}}],
      "outputs":{"resultOf":"outer"}}"#;
    let input = r#"{"rows":[{"name":"x","cells":[1,2]},{"name":"y","cells":[]}]}"#;
    let report = run_with(document, input, &Context::default());
    assert_eq!(
        outputs(&report),
        r#"[{"cells":[11,12],"name":"x"},{"cells":[],"name":"y"}]"#
    );
}

#[test]
fn a_failing_item_fails_its_step_and_is_named() {
    let report = run(r#"{"onError":"continue","steps":[
            {"id":"found","method":"test.find","params":{"count":6}},
            {"id":"lengths","method":"test.length","forEach":{"resultOf":"found","path":"/paths"},"refs":{"/text":{"item":""}}},
            {"id":"after","method":"test.join","params":{},"refs":{"/parts":{"resultOf":"lengths"}}},
            {"id":"other","method":"test.add","params":{"a":1,"b":1}}]}"#);
    assert_eq!(
        statuses(&report),
        [Status::Ok, Status::Error, Status::Skipped, Status::Ok]
    );
    let error = report.steps[1].error.as_ref().unwrap();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_INVALID_VALUE", "/steps/1/params/text")
    );
    assert_eq!(report.steps[1].item, Some(3));
}

#[test]
fn an_error_stops_the_plan_unless_it_says_continue() {
    let steps = r#""steps":[{"method":"test.add","params":{"a":2147483647,"b":1}},
        {"method":"test.add","params":{"a":1,"b":1}},
        {"method":"test.add","params":{"a":1},"refs":{"/b":{"resultOf":"0"}}}]"#;
    let stopped = run(&format!(r#"{{"concurrency":1,{steps}}}"#));
    assert_eq!(
        statuses(&stopped),
        [Status::Error, Status::Skipped, Status::Skipped]
    );
    let error = stopped.steps[0].error.as_ref().unwrap();
    assert_eq!(
        (error.command(), error.pointer()),
        (Some("test.add"), "/steps/0/params")
    );
    let continued = run(&format!(r#"{{"onError":"continue",{steps}}}"#));
    assert_eq!(
        statuses(&continued),
        [Status::Error, Status::Ok, Status::Skipped]
    );
}

#[test]
fn a_panic_is_an_error_and_the_next_run_works() {
    pintle::panic::install_hook();
    let plan = prepare(r#"{"onError":"continue","steps":[{"method":"test.fail"},{"method":"test.add","params":{"a":1,"b":1}}]}"#).unwrap();
    for _ in 0..2 {
        let report = plan.run(Value::Null, &Context::default());
        assert_eq!(statuses(&report), [Status::Error, Status::Ok]);
        assert_eq!(
            report.steps[0].error.as_ref().unwrap().code(),
            "ERR_PINTLE_PANIC"
        );
    }
}

#[test]
fn independent_steps_run_in_parallel_up_to_the_limit() {
    let _alone = WAITING.lock().unwrap();
    let step = r#"{"method":"test.wait","params":{"milliseconds":30}}"#;
    for (concurrency, most) in [(1, 1), (3, 3)] {
        test::MOST.store(0, Ordering::SeqCst);
        let steps = [step; 6].join(",");
        let report = run(&format!(
            r#"{{"concurrency":{concurrency},"steps":[{steps}]}}"#
        ));
        assert!(report.ok());
        assert_eq!(test::MOST.load(Ordering::SeqCst), most);
    }
    test::MOST.store(0, Ordering::SeqCst);
    let report = run(
        r#"{"concurrency":2,"steps":[{"id":"w","method":"test.wait","forEach":{"input":""},"refs":{"/milliseconds":{"item":""}}}]}"#,
    );
    assert_eq!(
        report.steps[0].error.as_ref().unwrap().code(),
        "ERR_PINTLE_INVALID_TYPE"
    );
    let document = r#"{"concurrency":2,"steps":[{"id":"w","method":"test.wait","forEach":{"input":"/list"},"refs":{"/milliseconds":{"item":""}}}],"outputs":{"resultOf":"w"}}"#;
    let report = run_with(document, r#"{"list":[20,10,15,5]}"#, &Context::default());
    assert_eq!(outputs(&report), "[20,10,15,5]");
    assert_eq!(test::MOST.load(Ordering::SeqCst), 2);
}

#[test]
fn what_a_cheap_step_waits_for_and_leads_to_runs_beside_a_step_that_blocks() {
    let _alone = WAITING.lock().unwrap();
    test::MOST.store(0, Ordering::SeqCst);
    let report = run(r#"{"steps":[
            {"id":"one","method":"test.wait","params":{"milliseconds":200}},
            {"id":"cheap","method":"test.add","params":{"a":100,"b":100}},
            {"id":"two","method":"test.wait","refs":{"/milliseconds":{"resultOf":"cheap"}}}]}"#);
    assert!(report.ok());
    assert_eq!(test::MOST.load(Ordering::SeqCst), 2);
}

#[test]
fn a_cheap_step_that_fails_stops_one_that_blocks_beside_it() {
    let report = run(
        r#"{"steps":[{"method":"test.wait","params":{"milliseconds":60000}},{"method":"test.fail"}]}"#,
    );
    assert_eq!(statuses(&report), [Status::Cancelled, Status::Error]);
}

#[test]
fn an_output_that_is_not_in_a_result_is_an_error() {
    let found = r#"{"id":"found","method":"test.find","params":{"count":2}}"#;
    let report = run(&format!(
        r#"{{"steps":[{found}],"outputs":{{"last":{{"resultOf":"found","path":"/paths/9"}},"count":{{"resultOf":"found","path":"/count"}}}}}}"#
    ));
    assert!(!report.ok());
    assert_eq!(statuses(&report), [Status::Ok]);
    assert_eq!(
        to_json(&report.outputs).unwrap(),
        r#"{"last":null,"count":2}"#
    );
    let error = report.error.unwrap();
    assert_eq!(
        (error.code(), error.pointer()),
        ("ERR_PINTLE_PATH_NOT_FOUND", "/outputs/last")
    );
    assert_eq!(
        rejected(&format!("[{}]", found.replace("}}", r#"},"outputs":{}}"#))).1,
        "/0/outputs"
    );
}

#[test]
fn depends_on_orders_steps_that_share_no_value() {
    let _alone = WAITING.lock().unwrap();
    test::MOST.store(0, Ordering::SeqCst);
    let report = run(r#"{"concurrency":4,"steps":[
            {"id":"c","method":"test.wait","params":{"milliseconds":5},"dependsOn":["b"]},
            {"id":"b","method":"test.wait","params":{"milliseconds":5},"dependsOn":["a"]},
            {"id":"a","method":"test.wait","params":{"milliseconds":5}}]}"#);
    assert!(report.ok());
    assert_eq!(test::MOST.load(Ordering::SeqCst), 1);
}

#[test]
fn time_limits_end_a_step_or_the_plan() {
    let _alone = WAITING.lock().unwrap();
    let wait = r#""method":"test.wait","params":{"milliseconds":10000}"#;
    let report = run(&format!(
        r#"{{"onError":"continue","steps":[{{{wait},"timeoutMs":20}},{{"method":"test.add","params":{{"a":1,"b":1}}}}]}}"#
    ));
    assert_eq!(statuses(&report), [Status::Error, Status::Ok]);
    assert_eq!(
        report.steps[0].error.as_ref().unwrap().code(),
        "ERR_PINTLE_TIMEOUT"
    );
    let report = run(&format!(
        r#"{{"timeoutMs":20,"steps":[{{{wait}}},{{{wait},"dependsOn":["0"]}}]}}"#
    ));
    assert_eq!(statuses(&report), [Status::Error, Status::Skipped]);
    assert_eq!(
        report.steps[0].error.as_ref().unwrap().code(),
        "ERR_PINTLE_TIMEOUT"
    );
}

#[test]
fn cancelling_reaches_running_steps() {
    let _alone = WAITING.lock().unwrap();
    let wait = r#""method":"test.wait","params":{"milliseconds":10000}"#;
    let document = format!(r#"{{"steps":[{{{wait}}},{{{wait}}},{{{wait},"dependsOn":["0"]}}]}}"#);
    let token = CancelToken::new();
    let context = Context::default().with_cancel(token.clone());
    let started = Instant::now();
    std::thread::scope(|scope| {
        let report = scope.spawn(|| run_with(&document, "null", &context));
        std::thread::sleep(Duration::from_millis(30));
        token.cancel();
        let report = report.join().unwrap();
        assert_eq!(
            statuses(&report),
            [Status::Cancelled, Status::Cancelled, Status::Skipped]
        );
    });
    assert!(started.elapsed() < Duration::from_secs(5));
    let report = run_with(&document, "null", &context);
    assert_eq!(
        statuses(&report),
        [Status::Cancelled, Status::Cancelled, Status::Skipped]
    );
}

#[test]
fn a_failing_step_cancels_those_that_run_beside_it() {
    let _alone = WAITING.lock().unwrap();
    let report = run(
        r#"{"steps":[{"method":"test.wait","params":{"milliseconds":10000}},
                     {"id":"short","method":"test.wait","params":{"milliseconds":10}},
                     {"method":"test.add","params":{"a":2147483647},"refs":{"/b":{"resultOf":"short"}}}]}"#,
    );
    assert_eq!(
        statuses(&report),
        [Status::Cancelled, Status::Ok, Status::Error]
    );
}

#[test]
fn a_listener_hears_of_every_step() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let context =
        Context::default().with_progress(Some(Arc::new(move |progress: pintle::Progress| {
            let detail = to_json(&progress.detail.unwrap()).unwrap();
            listener.lock().unwrap().push(format!(
                "{}/{} {detail}",
                progress.done,
                progress.total.unwrap()
            ));
        })));
    let document = r#"[{"id":"a","method":"test.add","params":{"a":1,"b":1}},{"id":"b","method":"test.find","params":{"count":1}}]"#;
    run_with(document, "null", &context);
    assert_eq!(
        *heard.lock().unwrap(),
        [
            r#"0/2 {"step":"a","status":"running"}"#,
            r#"1/2 {"step":"a","status":"ok"}"#,
            r#"1/2 {"step":"b","status":"running"}"#,
            r#"2/2 {"step":"b","status":"ok"}"#
        ]
    );
}

#[test]
fn a_thousand_steps_and_a_hundred_levels() {
    let steps: Vec<String> = (0..1000)
        .map(|n| format!(r#"{{"method":"test.add","params":{{"a":{n},"b":1}}}}"#))
        .collect();
    let report = run(&format!("[{}]", steps.join(",")));
    assert!(report.ok() && report.steps[999].result == Some(Value::Number(1000.0)));

    let mut steps = vec![r#"{"id":"s0","method":"test.add","params":{"a":0,"b":1}}"#.to_owned()];
    for level in 1..100 {
        steps.push(format!(r#"{{"id":"s{level}","method":"test.add","params":{{"b":1}},"refs":{{"/a":{{"resultOf":"s{}"}}}}}}"#, level - 1));
    }
    // Written backwards, so that order comes from the references alone.
    steps.reverse();
    let report = run(&format!(
        r#"{{"steps":[{}],"outputs":{{"resultOf":"s99"}}}}"#,
        steps.join(",")
    ));
    assert_eq!(outputs(&report), "100");
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn what_is_wrong_with_a_document_is_found_before_anything_runs() {
    let cases = [
        (
            r#"{"steps":1}"#,
            "INVALID_PLAN",
            "/steps",
            "expected an array, got 1",
        ),
        (
            r#"{"steps":[],"onEror":"stop"}"#,
            "INVALID_PLAN",
            "/onEror",
            "did you mean \"onError\"?",
        ),
        (
            r#"{"version":2,"steps":[]}"#,
            "INVALID_PLAN",
            "/version",
            "expected version 1",
        ),
        (
            r#"{"concurrency":0,"steps":[]}"#,
            "INVALID_PLAN",
            "/concurrency",
            "at least 1",
        ),
        (
            r#"{"timeoutMs":-1,"steps":[]}"#,
            "INVALID_PLAN",
            "/timeoutMs",
            "at least 0 ms",
        ),
        (
            r#"[{"method":"test.ad"}]"#,
            "UNKNOWN_COMMAND",
            "/0/method",
            "did you mean \"test.add\"?",
        ),
        (
            r#"{"steps":[{"params":{}}]}"#,
            "INVALID_PLAN",
            "/steps/0/method",
            "needs a method",
        ),
        (
            r#"[{"method":"test.add","params":{"a":1}}]"#,
            "MISSING_ARG",
            "/0/params/b",
            "required",
        ),
        (
            r#"[{"method":"test.add","params":{"a":1.5,"b":1}}]"#,
            "OUT_OF_RANGE",
            "/0/params/a",
            "got 1.5",
        ),
        (
            r#"[{"method":"test.add","params":{"a":1,"b":1,"c":1}}]"#,
            "UNKNOWN_ARG",
            "/0/params/c",
            "no such argument",
        ),
        (
            r#"[{"method":"test.scale","params":{"target":[1],"factor":2}}]"#,
            "DIRECT_ONLY",
            "/0/method",
            "its caller's memory",
        ),
        (
            r#"{"steps":[{"id":"a","method":"test.fail"},{"id":"a","method":"test.fail"}]}"#,
            "DUPLICATE_STEP",
            "/steps/1/id",
            "already a step \"a\"",
        ),
        (
            r#"{"steps":[{"id":"a","method":"test.fail","dependsOn":["b"]},{"id":"b","method":"test.fail","dependsOn":["a"]}]}"#,
            "PLAN_CYCLE",
            "/steps/0",
            "a needs b needs a",
        ),
        (
            r#"{"steps":[{"id":"a","method":"test.fail","dependsOn":["a"]}]}"#,
            "PLAN_CYCLE",
            "/steps/0",
            "a needs a",
        ),
        (
            r#"{"steps":[{"id":"first","method":"test.fail"},{"method":"test.add","params":{"a":1},"refs":{"/b":{"resultOf":"frist"}}}]}"#,
            "UNKNOWN_STEP",
            "/steps/1/refs/~1b/resultOf",
            "did you mean \"first\"?",
        ),
        (
            r#"{"steps":[{"id":"f","method":"test.find","params":{"count":1}},{"method":"test.join","refs":{"/parts":{"resultOf":"f","path":"/pats"}}}]}"#,
            "PATH_NOT_FOUND",
            "/steps/1/refs/~1parts/path",
            "an object with count, paths, sizes, note",
        ),
        (
            r#"{"steps":[{"id":"f","method":"test.find","params":{"count":1}},{"method":"test.add","params":{"a":1},"refs":{"/b":{"resultOf":"f","path":"/paths"}}}]}"#,
            "INVALID_TYPE",
            "/steps/1/refs/~1b",
            "the reference is to a list (of text)",
        ),
        (
            r#"{"steps":[{"id":"f","method":"test.find","params":{"count":1}},{"method":"test.total","refs":{"/numbers":{"resultOf":"f","path":"numbers"}}}]}"#,
            "INVALID_PLAN",
            "/steps/1/refs/~1numbers/path",
            "expected a JSON Pointer",
        ),
        (
            r#"{"steps":[{"method":"test.add","params":{"a":1},"refs":{"b":{"input":""}}}]}"#,
            "INVALID_PLAN",
            "/steps/0/refs/b",
            "expected a JSON Pointer",
        ),
        (
            r#"{"steps":[{"method":"test.add","params":{"a":1},"refs":{"/b":{}}}]}"#,
            "INVALID_PLAN",
            "/steps/0/refs/~1b",
            "exactly one of",
        ),
        (
            r#"{"steps":[{"method":"test.add","params":{"a":1},"refs":{"/b":{"item":""}}}]}"#,
            "INVALID_PLAN",
            "/steps/0/refs/~1b/item",
            "not inside a forEach",
        ),
        (
            r#"{"steps":[{"method":"test.join","params":{},"refs":{"/parts/0":{"input":""}}}]}"#,
            "INVALID_PLAN",
            "/steps/0/refs/~1parts~10",
            "no place",
        ),
        (
            r#"{"steps":[{"method":"test.join","params":{"parts":[]},"refs":{"/parts":{"input":""},"/parts/0":{"input":""}}}]}"#,
            "INVALID_PLAN",
            "/steps/0/refs/~1parts~10",
            "already fills",
        ),
        (
            r#"{"steps":[{"id":"f","method":"test.find","params":{"count":1}},{"method":"test.length","forEach":{"resultOf":"f","path":"/count"},"refs":{"/text":{"item":""}}}]}"#,
            "INVALID_TYPE",
            "/steps/1/forEach",
            "a reference to a list",
        ),
        (
            r#"{"steps":[{"steps":[]}]}"#,
            "INVALID_PLAN",
            "/steps/0/forEach",
            "require forEach",
        ),
        (
            r#"{"steps":[{"id":"e","forEach":{"input":""},"steps":[{"id":"in","method":"test.fail"}]}],"outputs":{"x":{"resultOf":"in"}}}"#,
            "UNKNOWN_STEP",
            "/outputs/x/resultOf",
            "inside a forEach",
        ),
        (
            r#"{"steps":[{"id":"e","forEach":{"input":""},"steps":[{"id":"in","method":"test.add","params":{"a":1},"refs":{"/b":{"resultOf":"e","path":"/0"}}}]}]}"#,
            "PLAN_CYCLE",
            "/steps/0",
            "e needs e",
        ),
        ("[1,", "INVALID_JSON", "", "line 1 column 3"),
    ];
    for (document, code, pointer, message) in cases {
        let (found_code, found_pointer, found_message) = rejected(document);
        assert_eq!(
            (found_code, found_pointer.as_str()),
            (&*format!("ERR_PINTLE_{code}"), pointer),
            "{document}: {found_message}"
        );
        assert!(
            found_message.contains(message),
            "{document}: {found_message}"
        );
    }
}

#[test]
fn limits_hold() {
    let steps = vec![r#"{"method":"test.fail"}"#; pintle::plan::MAX_STEPS + 1].join(",");
    assert_eq!(rejected(&format!("[{steps}]")).0, "ERR_PINTLE_PLAN_LIMIT");
    let mut nested = r#"{"method":"test.fail"}"#.to_owned();
    for _ in 0..=pintle::plan::MAX_DEPTH {
        nested = format!(r#"{{"forEach":{{"input":""}},"steps":[{nested}]}}"#);
    }
    assert_eq!(rejected(&format!("[{nested}]")).0, "ERR_PINTLE_PLAN_LIMIT");
    let plan = join_of(pintle::plan::MAX_REFERENCES + 1);
    assert_eq!(rejected(&plan).0, "ERR_PINTLE_PLAN_LIMIT");
}

/// A plan of one step with so many references into one list.
fn join_of(count: usize) -> String {
    let refs: Vec<_> = (0..count)
        .map(|index| format!(r#""/parts/{index}":{{"input":"/text"}}"#))
        .collect();
    let refs = refs.join(",");
    format!(r#"[{{"method":"test.join","params":{{"parts":[]}},"refs":{{{refs}}}}}]"#)
}

// In the square of their number, each of these would take from half a minute to hours.
#[test]
fn many_references_and_steps_take_no_longer_each() {
    let context = Context::default();
    let most = pintle::plan::MAX_REFERENCES;
    let report = run_with(&join_of(most), r#"{"text":"a"}"#, &context);
    assert_eq!(report.steps[0].result, Some("a".repeat(most).into()));

    let steps = pintle::plan::MAX_STEPS - 1;
    let inside = vec![r#"{"method":"test.add","params":{"a":1,"b":1}}"#; steps].join(",");
    let plan = format!(r#"[{{"forEach":{{"input":""}},"steps":[{inside}]}}]"#);
    assert!(run_with(&plan, "[1,2,3]", &context).ok());

    // All need the first, and the last needs all.
    let fails = r#"{"id":"f","method":"test.fail"}"#.to_owned();
    let waiting = |index| {
        format!(
            r#"{{"id":"s{index}","method":"test.add","params":{{"a":1,"b":1}},"dependsOn":["f"]}}"#
        )
    };
    let middle = (0..steps - 1).map(waiting);
    let all: Vec<_> = (0..steps - 1)
        .map(|index| format!(r#""s{index}""#))
        .collect();
    let last = format!(
        r#"{{"method":"test.add","params":{{"a":1,"b":1}},"dependsOn":[{}]}}"#,
        all.join(",")
    );
    let document: Vec<_> = [fails].into_iter().chain(middle).chain([last]).collect();
    let plan = format!(
        r#"{{"onError":"continue","steps":[{}]}}"#,
        document.join(",")
    );
    let report = run(&plan);
    let skipped = report
        .steps
        .iter()
        .filter(|step| step.status == Status::Skipped);
    assert_eq!(skipped.count(), steps);
}

#[test]
fn a_time_limit_ends_a_plan_that_calls_nothing() {
    let mut nested = r#"{"forEach":{"input":""},"steps":[]}"#.to_owned();
    for _ in 1..pintle::plan::MAX_DEPTH {
        nested = format!(r#"{{"forEach":{{"input":""}},"steps":[{nested}]}}"#);
    }
    let items: Vec<_> = (0..1000).map(|index| index.to_string()).collect();
    let input = format!("[{}]", items.join(","));
    let report = run_with(
        &format!(r#"{{"timeoutMs":100,"steps":[{nested}]}}"#),
        &input,
        &Context::default(),
    );
    let error = report.steps[0].error.as_ref().unwrap();
    assert_eq!(error.code(), "ERR_PINTLE_TIMEOUT");
}

#[test]
fn what_references_fill_in_is_checked_again_when_it_is_there() {
    let document =
        r#"{"steps":[{"method":"test.add","params":{"a":1},"refs":{"/b":{"input":"/b"}}}]}"#;
    for (input, code, pointer) in [
        (
            r#"{"b":"2"}"#,
            "ERR_PINTLE_INVALID_TYPE",
            "/steps/0/params/b",
        ),
        (
            r#"{"b":2147483648}"#,
            "ERR_PINTLE_OUT_OF_RANGE",
            "/steps/0/params/b",
        ),
        (
            r#"{"c":1}"#,
            "ERR_PINTLE_PATH_NOT_FOUND",
            "/steps/0/refs/~1b",
        ),
        ("null", "ERR_PINTLE_PATH_NOT_FOUND", "/steps/0/refs/~1b"),
    ] {
        let report = run_with(document, input, &Context::default());
        let error = report.steps[0].error.as_ref().unwrap();
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{input}");
    }
    assert!(run_with(document, r#"{"b":2}"#, &Context::default()).ok());
}

#[test]
fn a_prepared_plan_runs_many_times_and_at_once() {
    let plan = prepare(r#"{"steps":[{"id":"s","method":"test.add","params":{"b":1},"refs":{"/a":{"input":""}}}],"outputs":{"resultOf":"s"}}"#).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let plan = &plan;
            scope.spawn(move || {
                for number in 0..500 {
                    let report = plan.run(
                        Value::Number(f64::from(thread * 1000 + number)),
                        &Context::default(),
                    );
                    assert_eq!(
                        report.outputs,
                        Value::Number(f64::from(thread * 1000 + number + 1))
                    );
                }
            });
        }
    });
}
