//! Builds the subjects.

use std::path::{Path, PathBuf};
use std::process::Command;
use world::Failure;

/// A subject's program.
pub struct Program {
    pub name: &'static str,
    pub file: PathBuf,
}

/// What everything is measured against, what this is about, and the others.
pub const LIMIT: &str = "limit";
pub const OURS: &str = "orm";
pub const NAMES: [&str; 7] = [LIMIT, OURS, "rusqlite", "diesel", "sqlx", "sea-orm", "toasty"];

/// Builds all of them, in the two workspaces.
pub fn build() -> Result<(), Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    run(here, &["build", "--release", "--workspace"])?;
    run(&here.join("subjects/toasty"), &["build", "--release"])
}

/// Where they are.
pub fn all() -> Vec<Program> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let apart = here.join("subjects/toasty");
    let program = |name| {
        let target = if name == "toasty" { apart.join("target") } else { here.join("target") };
        Program { name, file: target.join("release").join(format!("subject-{name}")) }
    };
    NAMES.into_iter().map(program).collect()
}

fn run(folder: &Path, args: &[&str]) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(args).current_dir(folder).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("cargo {} failed in {}", args.join(" "), folder.display()).into())
    }
}
