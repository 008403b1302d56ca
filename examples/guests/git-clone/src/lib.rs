//! A guest that clones a repository with one plan, and reports its contents. `README.md` runs it.

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
}

fn run(Input { from, into }: Input) -> Result<Value, Error> {
    run_plan(&json!({
        "steps": [
            {
                "id": "clone",
                "method": "program.run",
                "params": { "program": "git", "args": ["clone", "--", from, into] },
            },
            {
                "id": "found",
                "method": "tree.walk",
                "params": { "root": into, "exclude": ["**/.git"] },
                "dependsOn": ["clone"],
            },
            {
                "id": "sums",
                "method": "hash.files",
                "params": { "root": into, "algorithm": "sha256" },
                "refs": { "/paths": { "resultOf": "found", "path": "/paths" } },
            },
        ],
        "outputs": {
            "exitCode": { "resultOf": "clone", "path": "/exitCode" },
            "paths": { "resultOf": "found", "path": "/paths" },
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
        };
        let host = |plan: Value| {
            let [clone, found] = [0, 1].map(|step| &plan["steps"][step]["params"]);
            assert_eq!(clone["args"], json!(["clone", "--", "here", "there"]));
            assert_eq!(found["root"], "there");
            Ok(json!({ "ok": true, "outputs": { "exitCode": 0 }, "steps": [] }))
        };
        let outcome = with_host(host, || run(input));
        assert_eq!(outcome.unwrap(), json!({ "exitCode": 0 }));
    }
}
