//! What other systems use, which works here too.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use pintle::CancelToken;
use rustix::event::{PollFd, PollFlags, poll};

use super::{
    super::{
        launch::{Launch, Stage},
        limits::Limits,
        outcome::{Outcome, Stop},
        streams::input,
        threads,
        unix::{Exit, follow, start_as_elsewhere},
    },
    *,
};

fn supervise(script: &str, options: &RunOptions, context: &Context) -> Outcome {
    let limits = Limits::new(options, context, Instant::now()).unwrap();
    let args = ["-c".to_owned(), script.to_owned()];
    let launch = Launch::new("sh", &args, options, &limits, context).unwrap();
    threads::supervise(launch, input(options), &limits, context).unwrap()
}

#[test]
fn threads_carry_input_and_output() {
    let stdin = Some(vec![1; 1_000_000].into());
    let options = RunOptions {
        stdin,
        ..RunOptions::default()
    };
    let outcome = supervise("cat; echo err >&2; exit 4", &options, &Context::default());
    let code = outcome.status.and_then(|status| status.code());
    assert_eq!((code, outcome.stopped), (Some(4), None));
    assert_eq!(outcome.stdout.finish().0.len(), 1_000_000);
    assert_eq!(outcome.stderr.tail(), "err\n");
}

#[test]
fn threads_know_limits_and_cancellations() {
    let options = RunOptions {
        timeout_ms: Some(100.0),
        ..RunOptions::default()
    };
    let outcome = supervise("exec sleep 100", &options, &Context::default());
    assert_eq!(outcome.stopped, Some(Stop::TimedOut));
    let options = RunOptions {
        max_output_bytes: 10.0,
        ..RunOptions::default()
    };
    let outcome = supervise("exec yes", &options, &Context::default());
    assert_eq!(outcome.stopped, Some(Stop::OutputLimit));
    let token = CancelToken::new();
    token.cancel();
    let context = Context::default().with_cancel(token);
    let outcome = supervise("exec sleep 100", &RunOptions::default(), &context);
    assert_eq!(outcome.stopped, Some(Stop::Cancelled));
}

#[test]
fn a_thread_tells_of_an_end_without_reaping() {
    let mut child = Command::new("sleep").arg("0.2").spawn().unwrap();
    let exit = Exit::by_thread(rustix::process::Pid::from_child(&child)).unwrap();
    let mut files = [PollFd::new(&exit, PollFlags::IN)];
    let soon = Duration::from_millis(20).try_into().unwrap();
    assert_eq!(poll(&mut files, Some(&soon)).unwrap(), 0);
    assert_eq!(poll(&mut files, None).unwrap(), 1);
    assert!(child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn posix_spawn_starts_programs_as_here() {
    let run_script = |script: &str, options: &RunOptions| {
        let context = Context::default();
        let limits = Limits::new(options, &context, Instant::now()).unwrap();
        let args = ["-c".to_owned(), script.to_owned()];
        let launch = Launch::new("sh", &args, options, &limits, &context).unwrap();
        let started = start_as_elsewhere(&launch).unwrap();
        follow(started, input(options), &limits, &context).unwrap()
    };
    let folder = Folder::new("posix");
    let (file, gone) = (folder.join("file"), folder.join("gone"));
    fs::write(&file, "before, and longer").unwrap();
    let options = RunOptions {
        cwd: Some(folder.0.clone()),
        env: Some([("A".to_owned(), Some("1".to_owned()))].into()),
        stdin: Some(vec![b'x'; 100_000].into()),
        stderr_file: Some(file.clone()),
        ..RunOptions::default()
    };
    let script = "echo err >&2; echo $A; pwd -P; wc -c; ps -o sid= -p $$ | tr -d ' '; echo $$";
    let outcome = run_script(script, &options);
    let output = text(&outcome.stdout.finish().0);
    let lines: Vec<_> = output.lines().collect();
    let real = fs::canonicalize(&folder.0).unwrap();
    assert_eq!(lines[..3], ["1", &real.display().to_string(), "100000"]);
    assert_eq!(lines[3], lines[4]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "err\n");

    // What cannot be started says why, and where.
    let context = Context::default();
    let limits = Limits::new(&options, &context, Instant::now()).unwrap();
    let lost = folder.program("lost", "#!/no/such/interpreter\n");
    let lost = lost.display().to_string();
    let launch = Launch::new(&lost, &[], &options, &limits, &context).unwrap();
    let (stage, error) = start_as_elsewhere(&launch).unwrap_err();
    assert_eq!((stage, error.raw_os_error()), (Stage::Program, Some(2)));
    fs::create_dir(&gone).unwrap();
    let options = RunOptions {
        cwd: Some(gone.clone()),
        ..RunOptions::default()
    };
    let launch = Launch::new("true", &[], &options, &limits, &context).unwrap();
    fs::remove_dir(&gone).unwrap();
    let (stage, _) = start_as_elsewhere(&launch).unwrap_err();
    assert_eq!(stage, Stage::Folder);
}

#[test]
fn threads_say_what_was_left_behind() {
    let lingering = |linger_ms| RunOptions {
        linger_ms,
        ..RunOptions::default()
    };
    let context = Context::default();
    let late = supervise(
        "(sleep 0.3; echo late) & echo early",
        &lingering(None),
        &context,
    );
    assert!(!late.pipes_open);
    assert_eq!(text(&late.stdout.finish().0), "early\nlate\n");
    let left = supervise("sleep 2 & echo", &lingering(Some(20.0)), &context);
    assert!(left.pipes_open);
    let options = RunOptions {
        timeout_ms: Some(200.0),
        ..lingering(None)
    };
    let left = supervise("sleep 2 & echo", &options, &context);
    assert!(left.pipes_open);
    assert_eq!(left.stopped, None);
}
