use xtask::test::Options;

#[test]
fn parts_are_left_out_only_by_name() {
    let all = Options::parse(&[]).unwrap();
    assert_ne!(Options::parse(&["--without-browser"]).unwrap(), all);
    assert_ne!(Options::parse(&["--without-postgres"]).unwrap(), Options::parse(&["--without-browser"]).unwrap());
    assert!(Options::parse(&["--without-tests"]).unwrap_err().contains("--without-tests"));
}
