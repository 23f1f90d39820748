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

/// Those that are in workspaces of their own.
const APART: [&str; 2] = ["toasty", "butane"];

/// The second limit on PostgreSQL, by its name and its package. It needs a library of the system, so it is built by itself, and
/// first: what fails without it is told at once.
pub const LIBPQ: &str = "libpq";
const NO_LIBPQ: &str = "subject-libpq was not built. Where the linker said so, PostgreSQL's C library is missing: `libpq-dev`, \
                        `libpq-devel` or `libpq` of the system, found by `pkg-config` or `pg_config`, or by PQ_LIB_DIR. \
                        `--without libpq` leaves it out";

/// Builds these, each in its workspace. Those of SQLite are built by themselves, so that they have nothing that servers need.
/// Those that stand alone are built only where they are asked for.
pub fn build(entries: &[Entry], is_asked: impl Fn(&Entry) -> bool) -> Result<(), Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_asked = |package: &str| entries.iter().any(|it| it.package == package && is_asked(it));
    let command = ["build".to_owned(), "--release".into()];
    let of = |package: &str| ["-p".to_owned(), format!("subject-{package}")];
    if is_asked(LIBPQ) {
        let args: Vec<String> = command.iter().cloned().chain(of(LIBPQ)).collect();
        run(here, &args).map_err(|error| format!("{error}: {NO_LIBPQ}"))?;
    }
    let together = entries.iter().map(|it| it.package).filter(|it| *it != LIBPQ && !APART.contains(it));
    let args: Vec<String> = command.iter().cloned().chain(together.flat_map(of)).collect();
    run(here, &args)?;
    let mut apart = APART.into_iter().filter(|package| is_asked(package));
    apart.try_for_each(|package| run(&here.join("subjects").join(package), &command))
}

/// Where they are.
pub fn all(entries: &[Entry]) -> Vec<Program> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("CARGO_TARGET_DIR").map(|target| here.join(target));
    let program = |entry: &Entry| {
        let is_apart = APART.contains(&entry.package);
        let folder = if is_apart { here.join("subjects").join(entry.package) } else { here.into() };
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
