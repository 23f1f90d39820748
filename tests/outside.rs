//! Crates outside the workspace, which depend on `orm` by path: models in three modules and two crates, under
//! `#![deny(warnings)]`.

use std::path::Path;
use std::process::Command;

#[test]
fn two_crates_outside_the_workspace_build_without_warnings_and_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outside = root.join("tests/outside");
    // The same versions as ours, so that nothing has to be fetched; and our target directory, so that what is built is used.
    std::fs::copy(root.join("Cargo.lock"), outside.join("Cargo.lock")).expect("our lock file can be copied");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    let done = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "app"])
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .current_dir(&outside)
        .output()
        .expect("cargo can be run");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{err}");
    assert_eq!(out.trim(), "Some(\"B1\") 1 1 1 1", "{err}");
    assert!(!err.contains("warning"), "{err}");
}
