//! Which panics reach the hook that was there before: those that no call reports.

use std::{
    panic::{self, panic_any},
    sync::{Mutex, Once},
    thread,
};

use pintle_core::panic::{catch, contain, install_hook};

static PRINTED: Mutex<Vec<(thread::ThreadId, String)>> = Mutex::new(Vec::new());

/// Has the panics kept that are printed.
fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let text = info
                .payload()
                .downcast_ref::<&str>()
                .map_or("no text", |text| text)
                .to_owned();
            PRINTED.lock().unwrap().push((thread::current().id(), text));
        }));
        install_hook();
    });
}

/// What this thread has printed.
fn printed(thread: thread::ThreadId) -> Vec<String> {
    let all = PRINTED.lock().unwrap();
    let own = all.iter().filter(|(other, _)| *other == thread);
    own.map(|(_, text)| text.clone()).collect()
}

fn here() -> Vec<String> {
    printed(thread::current().id())
}

#[test]
fn a_panic_that_a_call_reports_is_not_printed() {
    install();
    catch::<()>(|| panic!("reported")).unwrap_err();
    let inner = catch(|| Ok(catch::<()>(|| panic!("inside")).unwrap_err()));
    assert!(inner.unwrap().message().ends_with(": inside"));
    // Nor is another one after it, on the same thread.
    catch::<()>(|| panic_any(1)).unwrap_err();
    assert_eq!(here(), [] as [String; 0]);
}

#[test]
fn a_panic_of_another_thread_is_printed() {
    install();
    let outcome = catch(|| {
        let beside = thread::spawn(|| panic!("beside"));
        let id = beside.thread().id();
        let payload = thread::spawn(|| panic_any(42));
        let other = payload.thread().id();
        assert!(beside.join().is_err() && payload.join().is_err());
        Ok([id, other])
    });
    let [id, other] = outcome.unwrap();
    assert_eq!(
        (printed(id), printed(other)),
        (vec!["beside".into()], vec!["no text".into()])
    );
    assert_eq!(here(), [] as [String; 0]);
}

#[test]
fn a_panic_outside_of_calls_is_printed() {
    install();
    contain(|| panic!("alone"));
    catch(|| {
        contain(|| panic!("contained"));
        Ok(())
    })
    .unwrap();
    catch::<()>(|| panic!("reported")).unwrap_err();
    contain(|| panic!("alone again"));
    assert_eq!(here(), ["alone", "contained", "alone again"]);
}

#[test]
fn a_panic_that_what_was_thrown_panics_with_is_no_end() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped")
        }
    }
    install();
    assert!(catch::<()>(|| panic_any(Bomb)).is_err());
    contain(|| panic_any(Bomb));
    assert!(here().contains(&"no text".to_owned()));
}
