//! What the compiler says of mistakes: one case a file, one folder a rule. `TRYBUILD=overwrite` writes what it says now.

#[test]
fn every_mistake_is_told_once_and_with_the_way_out() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/right.rs");
    cases.compile_fail("tests/ui/*/*.rs");
}
