//! What crosses in both directions.

mod support;

use serde_json::{Value, json};
use support::{BOTH, Folder, Framing, Host, Message, frame, told};

#[test]
fn values_of_each_kind() {
    let folder = Folder::new("kinds");
    std::fs::write(folder.file("a"), "abc").unwrap();
    std::fs::create_dir(folder.file("b")).unwrap();
    for framing in BOTH {
        let mut host = Host::start(framing);
        for (method, params, result) in [
            ("math.add", json!({"a": -1, "b": 3}), json!(2)),
            ("math.addF64", json!([0.5, 1e300]), json!(1e300)),
            (
                "math.addI64",
                json!(["9007199254740993", "1"]),
                json!("9007199254740994"),
            ),
            ("math.sum", json!([[1, 2, -4]]), json!(-1)),
            (
                "math.sumI64",
                json!([["9223372036854775807", "-1"]]),
                json!("9223372036854775806"),
            ),
            ("math.sumF64", json!({"values": [0.25, 0.5]}), json!(0.75)),
            // An enum, and options beside the parameters, by name and by position.
            (
                "hash.bytes",
                json!({"data": "YWJj", "algorithm": "sha256"}),
                json!("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ),
            (
                "hash.bytes",
                json!(["", {"algorithm": "sha256", "encoding": "base64"}]),
                json!("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ),
        ] {
            assert_eq!(host.result(method, params), result, "{method}");
        }
        // A struct with lists of paths, a column of bytes, and what is not there.
        let params = json!([folder.0, {"kinds": ["file", "directory"]}]);
        host.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "tree.walk", "params": params}));
        let Message {
            json: answer,
            blobs,
        } = host.next();
        let kinds = match framing {
            Framing::Lines => json!("AAE="),
            Framing::Blobs => Value::Null,
        };
        assert_eq!(
            answer["result"],
            json!({
                "count": 2,
                "paths": ["a", "b"],
                "kinds": kinds,
                "sizes": null,
                "mtimesMs": null,
                "errors": [],
            })
        );
        if framing == Framing::Blobs {
            assert_eq!(answer["blobs"], json!({"/result/kinds": 0}));
            assert_eq!(blobs, [[0, 1]]);
        }
    }
}

#[test]
#[cfg(unix)]
fn bytes_are_base64_on_lines_and_blobs_in_frames() {
    let data: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let run = |text: Value| {
        json!({"jsonrpc": "2.0", "id": 1, "method": "program.run",
            "params": {"program": "cat", "stdin": text}})
    };
    let mut lines = Host::start(Framing::Lines);
    lines.send(&run(json!("AP8K")));
    let answer = lines.json();
    assert_eq!(answer["result"]["stdout"], json!("AP8K"));
    assert_eq!(answer["result"]["stderr"], json!(""));
    // Only frames have blobs.
    let mut request = run(json!("AP8K"));
    request["blobs"] = json!({"/params/stdin": 0});
    lines.send(&request);
    let error = &lines.json()["error"];
    assert_eq!(
        told(error),
        (-32600, "ERR_PINTLE_INVALID_REQUEST", "/blobs")
    );

    let mut blobs = Host::start(Framing::Blobs);
    // Base64 is understood too, null counts for nothing, and the member may be left out.
    for (text, places, sent) in [
        (json!("AP8K"), None, &b"\0\xff\n"[..]),
        (Value::Null, Some(json!({"/params/stdin": 1})), &data),
        (json!([1]), Some(json!({"/params/stdin": 0})), b""),
    ] {
        let mut request = run(text);
        if let Some(places) = places {
            request["blobs"] = places;
        }
        blobs.send_bytes(&frame(&request.to_string(), &[b"", &data]));
        let answer = blobs.next();
        let result = &answer.json["result"];
        assert_eq!(
            (&result["stdout"], &result["stderr"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(
            answer.json["blobs"],
            json!({"/result/stdout": 0, "/result/stderr": 1})
        );
        assert!(answer.blobs == [sent.to_vec(), Vec::new()]);
    }
    let request = r#"{"jsonrpc":"2.0","id":1,"method":"hash.bytes","params":{"algorithm":"sha256"},"blobs":{"/params/data":0}}"#;
    blobs.send_bytes(&frame(request, &[b"abc"]));
    let hash = blobs.json()["result"].take();
    assert!(hash.as_str().unwrap().starts_with("ba7816bf"));
}

#[test]
fn blobs_of_a_batch_have_one_frame() {
    let mut host = Host::start(Framing::Blobs);
    let request = |id: u32, blob: u32| {
        json!({"jsonrpc": "2.0", "id": id, "method": "hash.bytes",
            "params": {"algorithm": "sha256", "encoding": "base64"}, "blobs": {"/params/data": blob}})
    };
    let batch = json!([request(1, 1), request(2, 0), request(3, 1), request(4, 2)]);
    host.send_bytes(&frame(&batch.to_string(), &[b"", b"abc"]));
    let answers = host.json();
    let abc = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    assert_eq!(answers[0]["result"], json!(abc));
    assert_eq!(
        answers[1]["result"],
        json!("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    );
    assert_eq!(answers[2]["result"], json!(abc));
    assert_eq!(answers[3]["id"], json!(4));
    let expected = (
        -32600,
        "ERR_PINTLE_INVALID_REQUEST",
        "/blobs/~1params~1data",
    );
    assert_eq!(told(&answers[3]["error"]), expected);
}

#[test]
#[cfg(unix)]
fn bytes_go_through_a_plan() {
    let mut host = Host::start(Framing::Blobs);
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": "pintle.runPlan", "params": {
        "plan": {
            "steps": [{"id": "cat", "method": "program.run", "params": {"program": "cat"},
                "refs": {"/stdin": {"input": "/0"}}}],
            "outputs": {"all": {"resultOf": "cat", "path": "/stdout"}},
        },
        "input": [null],
    }, "blobs": {"/params/input/0": 0}});
    host.send_bytes(&frame(&request.to_string(), &[b"\0\xff"]));
    let answer = host.next();
    assert_eq!(answer.json["blobs"], json!({"/result/outputs/all": 0}));
    assert_eq!(answer.blobs, [b"\0\xff"]);
}
