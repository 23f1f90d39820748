//! Builds the subjects.

use std::path::{Path, PathBuf};
use std::process::Command;
use world::Failure;

/// A subject's program.
#[derive(Clone)]
pub struct Program {
    pub name: &'static str,
    pub file: PathBuf,
    /// How it is to read rows, where it can do so in more than one way.
    pub reads: Option<&'static str>,
}

/// What everything is measured against, and what this is about.
pub const LIMIT: &str = "limit";
pub const OURS: &str = "orm";

/// A subject by its name in the table, and its package.
pub struct Entry {
    pub name: &'static str,
    pub package: &'static str,
    pub reads: Option<&'static str>,
}

/// One that is in a workspace of its own.
const APART: &str = "toasty";

/// Builds these, in the two workspaces. Those of SQLite are built by themselves, so that they have nothing that servers need.
pub fn build(entries: &[Entry], is_in: impl Fn(&str) -> bool) -> Result<(), Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut args = vec!["build".to_owned(), "--release".into()];
    for entry in entries.iter().filter(|it| it.package != APART) {
        args.extend(["-p".into(), format!("subject-{}", entry.package)]);
    }
    run(here, &args)?;
    if entries.iter().any(|it| it.package == APART && is_in(it.name)) {
        run(&here.join("subjects").join(APART), &["build".into(), "--release".into()])?;
    }
    Ok(())
}

/// Where they are.
pub fn all(entries: &[Entry]) -> Vec<Program> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("CARGO_TARGET_DIR").map(|target| here.join(target));
    let program = |entry: &Entry| {
        let folder = if entry.package == APART { here.join("subjects").join(APART) } else { here.into() };
        let target = shared.clone().unwrap_or_else(|| folder.join("target"));
        let file = target.join("release").join(format!("subject-{}", entry.package));
        Program { name: entry.name, file, reads: entry.reads }
    };
    entries.iter().map(program).collect()
}

fn run(folder: &Path, args: &[String]) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(args).current_dir(folder).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("cargo {} failed in {}", args.join(" "), folder.display()).into())
    }
}
