//! The command line.

use std::{
    ffi::OsString,
    io::{self, BufReader, Cursor, IsTerminal, Read},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use lexopt::{
    Arg::{Long, Short, Value},
    Parser, ValueExt,
};
use pintle_policy::Policy;

use crate::{
    Framing, Host, Limits, bounded,
    exit::{Failure, tell},
    help,
    oneshot::{self, CallCommand, RunPlan, first},
    serve::serve,
    signals::Stop,
};

/// The most bytes that a policy has.
const MAX_POLICY: u64 = 16 << 20;

/// What the command line asks for.
enum Asked {
    Serve(Framing, Limits),
    Call(CallCommand),
    Run(RunPlan),
    Help,
    Version,
}

/// Does what the command line says.
pub(crate) fn run(host: Host, stop: &Stop) -> ExitCode {
    let asked = parse(Parser::from_env()).map_err(|error| match error {
        Fault::Line(error) => Failure::usage(format!("{error}; see --help")),
        Fault::Ours(failure) => failure,
    });
    let done = asked.and_then(|(asked, policy)| {
        let host = match policy {
            Some(file) => under(host, Path::new(&file))?,
            None => host,
        };
        perform(asked, host, stop)
    });
    let code = done.unwrap_or_else(|failure| failure.report());
    stop.end();
    code
}

fn perform(asked: Asked, host: Host, stop: &Stop) -> Result<ExitCode, Failure> {
    match asked {
        Asked::Serve(framing, limits) => converse(host, framing, limits, stop),
        Asked::Call(command) => oneshot::call(&host, command, stop),
        Asked::Run(plan) => oneshot::run(&host, &plan, stop),
        Asked::Help => help::overview(&host),
        Asked::Version => help::version(&host),
    }
}

/// The host under the policy in a file, whose relative paths start from the file's folder.
fn under(host: Host, file: &Path) -> Result<Host, Failure> {
    let name = file.display().to_string();
    let unreadable =
        |error: io::Error| Failure::Environment(format!("{name} cannot be read: {error}"));
    let text = bounded::read_file(file, MAX_POLICY).map_err(unreadable)?;
    let text = String::from_utf8(text)
        .map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let policy = Policy::from_json(&text, folder, &host.contract);
    Ok(host.under(policy.map_err(|error| Failure::before(error, &name))?))
}

enum Fault {
    Line(lexopt::Error),
    Ours(Failure),
}

impl From<lexopt::Error> for Fault {
    fn from(error: lexopt::Error) -> Self {
        Self::Line(error)
    }
}

/// What is asked, and the file of the policy to do it under.
fn parse(mut parser: Parser) -> Result<(Asked, Option<OsString>), Fault> {
    let mut framing = Framing::default();
    let mut limits = Limits::default();
    let mut policy = None;
    let mut one_line = false;
    let mut serves = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok((Asked::Help, None)),
            Short('V') | Long("version") => return Ok((Asked::Version, None)),
            Long("policy") => {
                policy = Some(parser.value()?);
                continue; // It goes with everything.
            }
            Long("json") => {
                one_line = true;
                continue;
            }
            Long("framing") => framing = parser.value()?.parse_with(named)?,
            Long("max-message") => {
                limits.message_bytes = parser.value()?.parse_with(|text| within(text, u64::MAX))?;
            }
            Long("concurrency") => {
                let most = Limits::MAX_CONCURRENCY as u64;
                let number = parser.value()?.parse_with(|text| within(text, most))?;
                limits.concurrency = number as usize;
            }
            Long("max-resources") => {
                limits.resources = parser.value()?.parse_with(|text| within(text, u64::MAX))?;
            }
            Value(word) if serves => {
                let message = format!(
                    "{}: commands and plans cannot follow options of a conversation; see --help",
                    word.display()
                );
                return Err(Fault::Ours(Failure::usage(message)));
            }
            Value(word) if word == "run" => return Ok((run_plan(&mut parser, one_line)?, policy)),
            Value(word) => {
                let call = CallCommand {
                    method: word.string()?,
                    words: parser.raw_args()?.collect(),
                    one_line,
                };
                return Ok((Asked::Call(call), policy));
            }
            other => return Err(other.unexpected().into()),
        }
        serves = true;
    }
    if one_line {
        return Err(Fault::Ours(Failure::usage(
            "--json needs a command or a plan; see --help",
        )));
    }
    Ok((Asked::Serve(framing, limits), policy))
}

fn run_plan(parser: &mut Parser, one_line: bool) -> Result<Asked, lexopt::Error> {
    let mut file = None;
    let mut plan = RunPlan {
        file: OsString::new(),
        input: None,
        one_line,
        most_bytes: Limits::default().message_bytes,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(Asked::Help),
            Long("input") => plan.input = Some(parser.value()?.string()?),
            Long("json") => plan.one_line = true,
            Long("max-message") => {
                plan.most_bytes = parser.value()?.parse_with(|text| within(text, u64::MAX))?;
            }
            Value(name) if file.is_none() => file = Some(name),
            other => return Err(other.unexpected()),
        }
    }
    plan.file = file.ok_or("run needs a file, or - for stdin")?;
    Ok(Asked::Run(plan))
}

fn named(text: &str) -> Result<Framing, String> {
    let found = Framing::NAMES.iter().find(|(name, _)| *name == text);
    found
        .map(|(_, framing)| *framing)
        .ok_or_else(|| "expected lines or blobs".into())
}

fn within(text: &str, most: u64) -> Result<u64, String> {
    match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!("expected a whole number from 1 to {most}")),
    }
}

/// A conversation over stdin and stdout, or the plan that stdin turns out to be.
fn converse(
    host: Host,
    framing: Framing,
    limits: Limits,
    stop: &Stop,
) -> Result<ExitCode, Failure> {
    if io::stdin().is_terminal() {
        tell("reading messages, one on each line; see --help");
    }
    stop.greet();
    let mut input = BufReader::with_capacity(64 << 10, io::stdin());
    let mut start = Vec::new();
    if framing == Framing::Lines {
        start = first::read(&mut input, limits.message_bytes).map_err(|error| no_input(&error))?;
        if first::is_plan(&start) {
            stop.rest();
            let mut whole = Cursor::new(start).chain(input);
            let plan = bounded::read(&mut whole, limits.message_bytes);
            let plan =
                plan.map_err(|error| Failure::usage(format!("stdin cannot be read: {error}")))?;
            return oneshot::piped(&host, plan, stop);
        }
    }
    let input = Cursor::new(start).chain(input);
    stop.work();
    let output = io::stdout();
    let served = serve(Arc::new(host), framing, limits, input, output, stop.token());
    served.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Unread,
        _ => Failure::Environment(format!("the connection failed: {error}")),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn no_input(error: &io::Error) -> Failure {
    Failure::Environment(format!("stdin cannot be read: {error}"))
}
