//! A panic ends a guest by a trap, which has no message. So the panic's message is kept until the
//! host asks for it.

use std::{panic, sync::Mutex};

static MESSAGE: Mutex<String> = Mutex::new(String::new());

/// Keeps the message of a panic from now on.
pub fn keep() {
    panic::set_hook(Box::new(|info| {
        if let Ok(mut message) = MESSAGE.lock() {
            *message = info.to_string();
        }
    }));
}

/// The message of the panic, or nothing.
pub fn kept() -> Vec<u8> {
    MESSAGE
        .lock()
        .map(|message| message.clone().into_bytes())
        .unwrap_or_default()
}
