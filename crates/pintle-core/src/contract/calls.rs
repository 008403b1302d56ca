//! How each command is called: what a client must know to call one, without the whole contract.

use serde_json::{Map, Value as Json, json};

use super::Method;
use crate::{command::ParamKind, schema::Schema};

/// The table, as JSON text: by method, in the order of the contract.
pub(super) fn write<'a>(methods: impl Iterator<Item = &'a Method>) -> String {
    let calls: Map<_, _> = methods
        .map(|method| (method.name.clone(), call(method)))
        .collect();
    Json::Object(calls).to_string()
}

fn call(method: &Method) -> Json {
    json!({
        "blocking": method.blocking(),
        "inputs": inputs(method),
        "lines": method.lines(),
        "options": method.options().is_some(),
        "output": method.output().map(|output| match output.columns {
            Some(_) => "columns",
            None => "list",
        }),
        "pair": takes_pair(method),
        "values": method.split_fields().0.len(),
    })
}

/// The positions of the parameters that are inputs, by name.
fn inputs(method: &Method) -> Map<String, Json> {
    let params = method.params.iter().enumerate();
    let inputs = params.filter(|(_, param)| param.kind == ParamKind::Input);
    inputs
        .map(|(index, param)| (param.name.to_string(), index.into()))
        .collect()
}

/// Whether it takes two numbers and returns one, which WebAssembly has a shorter way for.
fn takes_pair(method: &Method) -> bool {
    let params = method.params.iter().map(|param| &param.schema);
    let mut schemas = params.chain([&method.result]);
    method.params.len() == 2
        && schemas.all(|schema| matches!(schema, Schema::Integer(_) | Schema::Number(_)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use crate::{
        Contract, Family,
        command::{Command, Param, ParamKind},
        schema::{Defs, Field, FloatType, Schema, Shape},
    };

    fn number(_: &mut Defs) -> Schema {
        Schema::Number(FloatType::F64)
    }

    fn text(_: &mut Defs) -> Schema {
        Schema::String
    }

    fn options(defs: &mut Defs) -> Schema {
        defs.named("Options", "Options", "", |_| {
            Shape::Struct(vec![Field {
                name: "deep".into(),
                description: "".into(),
                schema: Schema::Bool,
                optional: true,
                default: None,
            }])
        })
    }

    const fn value(name: &'static str, schema: fn(&mut Defs) -> Schema) -> Param {
        Param {
            name,
            kind: ParamKind::Value,
            schema,
            optional: false,
        }
    }

    const fn command(name: &'static str, params: &'static [Param], blocking: bool) -> Command {
        Command {
            name,
            description: "",
            receiver: None,
            params,
            result: number,
            item: None,
            errors: &[],
            effects: &[],
            variables: &[],
            blocking,
            portable: true,
            confined: false,
            lines: blocking,
            invoke: |_, _| Ok(crate::Value::Null),
            begin: None,
        }
    }

    static NUMBERS: [Param; 2] = [value("a", number), value("b", number)];
    static MIXED: [Param; 2] = [value("a", text), value("b", number)];
    static WITH_OPTIONS: [Param; 2] = [
        value("a", text),
        Param {
            name: "options",
            kind: ParamKind::Options,
            schema: options,
            optional: false,
        },
    ];

    static ADD: Command = command("add", &NUMBERS, false);
    static JOIN: Command = command("join", &MIXED, false);
    static RUN: Command = command("run", &WITH_OPTIONS, true);

    const SOME: Family = Family {
        name: "some",
        commands: &[&ADD, &JOIN, &RUN],
    };

    #[test]
    fn the_table_says_where_options_are_and_what_returns_a_promise() {
        let contract = Contract::new("addon", "1.0.0", &[SOME]);
        let table: Json = serde_json::from_str(&contract.calls()).unwrap();
        let call = |blocking, options, pair, values| json!({ "blocking": blocking, "inputs": {}, "lines": blocking, "options": options, "output": null, "pair": pair, "values": values });
        let expected = json!({
            "some.add": call(false, false, true, 2),
            "some.join": call(false, false, false, 2),
            "some.run": call(true, true, false, 1),
        });
        assert_eq!(table, expected);
        let one = json!({ "some.run": call(true, true, false, 1) });
        assert_eq!(
            serde_json::from_str::<Json>(&contract.call_of("some.run")).unwrap(),
            one
        );
        assert_eq!(contract.call_of("some.walk"), "{}");
    }
}
