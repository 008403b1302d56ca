//! The host has the commands that the addon has.

#[test]
fn the_list_is_that_of_the_addon() {
    let list = |source: &str| {
        let start = source.find("math => [").unwrap();
        let end = start + source[start..].find("\n}").unwrap();
        source[start..end].to_owned()
    };
    assert_eq!(
        list(include_str!("../src/main.rs")),
        list(include_str!("../../../src/lib.rs"))
    );
}
