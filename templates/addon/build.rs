//! The settings that the linker needs.

fn main() {
    napi_build::setup();
}
