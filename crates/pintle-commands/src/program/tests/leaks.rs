#![cfg(target_os = "linux")]

//! In a process of their own, as other tests open files and start programs meanwhile.

use std::{fs, process::Command};

use super::*;

const ALONE: &str = "PINTLE_TEST_ALONE";

fn files() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

fn children() -> String {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let read = |task: fs::DirEntry| fs::read_to_string(task.path().join("children"));
    tasks.filter_map(|task| read(task.unwrap()).ok()).collect()
}

#[test]
fn nothing_is_left_behind() {
    if std::env::var_os(ALONE).is_none() {
        let name = "program::tests::leaks::nothing_is_left_behind";
        let mut alone = Command::new(std::env::current_exe().unwrap());
        let output = alone
            .args(["--exact", name])
            .env(ALONE, "1")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.contains("1 passed"),
            "{text}"
        );
        return;
    }
    let before = files();
    for index in 0..200 {
        let stdin = Some(vec![0; 10].into());
        let timeout_ms = (index % 10 == 0).then_some(2.0);
        let options = RunOptions {
            stdin,
            timeout_ms,
            ..RunOptions::default()
        };
        let script = if index % 10 == 0 {
            "sleep 5 & sleep 5"
        } else {
            "cat"
        };
        assert_eq!(sh(script, options).is_ok(), timeout_ms.is_none());
        let _ = run(
            "/dev/null".into(),
            None,
            RunOptions::default(),
            &Context::default(),
        );
    }
    assert_eq!(files(), before);
    assert_eq!(children(), "");
}
