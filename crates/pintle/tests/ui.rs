//! Mistakes of authors, and what the compiler then advises them to write. One program for each
//! mistake, with the message beside it.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
