//! What `--help` and `--version` say.

use std::process::ExitCode;

use pintle_command_line::{Program, ProgramOption, usage};

use crate::{Host, exit::Failure, oneshot::write_line};

const USAGE: &str = "\
Serves commands to another process, or runs one command or plan.

Usage:
  pintle-host [--framing lines|blobs] [--max-message BYTES] [--concurrency N]
              [--max-resources N] [--policy FILE]
      Answers JSON-RPC 2.0 from stdin on stdout until stdin ends. If stdin is a plan
      document instead, and --framing is lines, runs it as `run -` does.
  pintle-host [--policy FILE] METHOD [VALUE ...] [--OPTION VALUE ...] [--json]
      Runs one command and writes its result; METHOD --help says what it takes.
  pintle-host [--policy FILE] run FILE|- [--input JSON] [--json] [--max-message BYTES]
      Runs a plan and writes its report.

Options:
  --framing lines|blobs  how messages are framed (default: lines)
  --max-message BYTES    the most bytes of a message, or of a plan (default: 67108864)
  --concurrency N        how many requests may run in parallel, 1 to 4096
                         (default: 1024)
  --max-resources N      how many resources a client may have at a time; a policy has
                         its own limit (default: 10000)
  --policy FILE          what may be run; without it everything may
  --json                 one line of JSON, for programs
  -h, --help             this text
  -V, --version          the version, and the hash of the contract

Exit codes: 0 ok, 1 a command failed, 2 the command line or a document is wrong,
3 the system does not let the program do its work, or what it writes is lost.
When SIGINT, SIGTERM or SIGHUP ends a command or plan, or nobody reads its result
(SIGPIPE), the process ends by that signal.
";

/// This program, and its options that may be after a method too. `--policy` may not: who writes the words
/// after a method may be someone to whom the policy applies.
pub(crate) fn program() -> Program {
    let json = ProgramOption {
        name: "json".into(),
        value: None,
        description: "write the result as one line of JSON".into(),
    };
    Program {
        name: "pintle-host".into(),
        options: vec![json],
    }
}

/// `--help`.
pub(crate) fn overview(host: &Host) -> Result<ExitCode, Failure> {
    let mut text = format!("{USAGE}\nMethods:\n");
    for method in host.contract.methods() {
        if !method.direct_only() {
            text.extend(["  ", &usage(method, host.contract.defs()), "\n"]);
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
