//! A guest that clones a repository by one plan, and tells what came. `README.md` runs it.

use pintle_guest::{Error, Value, guest, json, run_plan};
use serde::Deserialize;

/// What it is given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The repository.
    from: String,
    /// The folder to make.
    into: String,
    /// What to read there.
    files: Vec<String>,
}

fn run(Input { from, into, files }: Input) -> Result<Value, Error> {
    run_plan(&json!({
        "steps": [
            {
                "id": "clone",
                "method": "program.run",
                "params": { "program": "git", "args": ["clone", "--", from, into] },
            },
            {
                "id": "sums",
                "method": "hash.files",
                "params": { "root": into, "paths": files, "algorithm": "sha256" },
                "dependsOn": ["clone"],
            },
        ],
        "outputs": {
            "exitCode": { "resultOf": "clone", "path": "/exitCode" },
            "paths": { "resultOf": "sums", "path": "/paths" },
            "digests": { "resultOf": "sums", "path": "/digests" },
        },
    }))
}

guest!(run);

#[cfg(test)]
mod tests {
    use pintle_guest::testing::with_host;

    use super::*;

    #[test]
    fn what_it_is_given_goes_into_one_plan() {
        let input = Input {
            from: "here".to_owned(),
            into: "there".to_owned(),
            files: vec!["a.txt".to_owned()],
        };
        let host = |plan: Value| {
            let [clone, sums] = [0, 1].map(|step| &plan["steps"][step]["params"]);
            assert_eq!(clone["args"], json!(["clone", "--", "here", "there"]));
            assert_eq!(sums["paths"], json!(["a.txt"]));
            Ok(json!({ "ok": true, "outputs": { "exitCode": 0 }, "steps": [] }))
        };
        let outcome = with_host(host, || run(input));
        assert_eq!(outcome.unwrap(), json!({ "exitCode": 0 }));
    }
}
