//! What `--help` and `--version` say.

use std::process::ExitCode;

use pintle::{
    command::ParamKind,
    contract::Method,
    schema::{Defs, Schema},
};

use crate::{
    Host,
    exit::Failure,
    oneshot::{kebab, write_line},
};

const USAGE: &str = "\
Serves commands to another process, or runs one command or plan.

Usage:
  pintle-host [--framing lines|blobs] [--max-message BYTES] [--concurrency N]
              [--policy FILE]
      Answers JSON-RPC 2.0 from stdin on stdout until stdin ends. If stdin is a plan
      document instead, and --framing is lines, runs it as `run -` does.
  pintle-host [--policy FILE] METHOD [VALUE ...] [--OPTION VALUE ...] [--json]
      Runs one command and writes its result; METHOD --help tells what it takes.
  pintle-host [--policy FILE] run FILE|- [--input JSON] [--json] [--max-message BYTES]
      Runs a plan and writes its report.

Options:
  --framing lines|blobs  how messages stand in the stream (default: lines)
  --max-message BYTES    the most bytes of a message, or of a plan (default: 67108864)
  --concurrency N        how many requests run at once, 1 to 4096 (default: 1024)
  --policy FILE          what may be run; without it everything may
  --json                 one line of JSON, for programs
  -h, --help             this text
  -V, --version          the version, and the hash of the contract

Exit codes: 0 ok, 1 a command failed, 2 the command line or a document is wrong,
3 the system does not let the program do its work, or what it writes is lost.
When SIGINT, SIGTERM or SIGHUP ends a command or plan, or nobody reads its result
(SIGPIPE), the process ends by that signal.
";

/// `--help`.
pub(crate) fn program(host: &Host) -> Result<ExitCode, Failure> {
    let mut text = format!("{USAGE}\nMethods:\n");
    for method in host.contract.methods() {
        if !method.direct_only() {
            text.extend(["  ", &usage(method), "\n"]);
        }
    }
    write_line(text.trim_end())
}

/// `--version`.
pub(crate) fn version(host: &Host) -> Result<ExitCode, Failure> {
    write_line(&format!(
        "{} {} (protocol {}, contract {})",
        host.name,
        host.version,
        Host::PROTOCOL,
        host.contract.hash()
    ))
}

/// `METHOD --help`.
pub(crate) fn method(host: &Host, method: &Method) -> Result<ExitCode, Failure> {
    let mut text = format!("{}\n\n{}\n", usage(method), method.description());
    for field in method.fields() {
        let of = type_name(&field.schema, host.contract.defs());
        let description = field.description.replace('\n', " ");
        let line = format!("--{} <{of}>  {description}", kebab(&field.name));
        text.extend(["\n  ", line.trim_end()]);
    }
    write_line(&text)
}

fn usage(method: &Method) -> String {
    let mut text = method.name().to_owned();
    for param in method.params() {
        let word = match (param.kind, param.optional) {
            (ParamKind::Options, _) => " [--OPTION VALUE ...]".into(),
            (_, true) => format!(" [{}]", param.name),
            (_, false) => format!(" <{}>", param.name),
        };
        text.push_str(&word);
    }
    text
}

fn type_name(schema: &Schema, defs: &Defs) -> String {
    match schema {
        Schema::Optional(inner) => type_name(inner, defs),
        Schema::Ref(_) => match defs.variants(schema) {
            Some(variants) => variants
                .iter()
                .map(|variant| &*variant.name)
                .collect::<Vec<_>>()
                .join("|"),
            None => "json".into(),
        },
        Schema::Bool => "true|false".into(),
        Schema::Integer(of) => of.name().into(),
        Schema::Number => "f64".into(),
        Schema::Int64 => "i64".into(),
        Schema::Uint64 => "u64".into(),
        Schema::String => "text".into(),
        Schema::Path => "path".into(),
        Schema::Bytes => "text|@file".into(),
        Schema::Column(element) => format!("{} ...", type_name(&element.schema(), defs)),
        Schema::List(item) => format!("{} ...", type_name(item, defs)),
        Schema::Map(_) => "NAME=VALUE ...".into(),
        Schema::Any | Schema::Null => "json".into(),
    }
}
