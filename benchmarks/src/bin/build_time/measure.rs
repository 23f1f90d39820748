//! Builds, and what it took.

use std::error::Error;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn cargo(place: &Path, target: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(place).env("CARGO_TARGET_DIR", target).stderr(Stdio::null());
    command
}

/// Builds the program, and gives the seconds that processors worked for it.
pub fn build(place: &Path, target: &Path) -> Result<f64> {
    let before = children()?;
    let done = cargo(place, target).arg("build").stderr(Stdio::inherit()).args(["--quiet"]).status()?;
    if !done.success() {
        return Err(format!("{} does not build", place.display()).into());
    }
    Ok(children()? - before)
}

/// Builds what the program depends on, with an empty program, and gives the same.
pub fn dependencies(place: &Path, target: &Path) -> Result<f64> {
    let main = place.join("src/main.rs");
    let kept = std::fs::read_to_string(&main)?;
    std::fs::write(&main, "fn main() {}\n")?;
    let took = build(place, target);
    std::fs::write(&main, kept)?;
    took
}

/// Takes away what was built of the program itself.
pub fn clean(place: &Path, target: &Path) -> Result<()> {
    let name = place.file_name().and_then(|it| it.to_str()).ok_or("no name")?;
    let done = cargo(place, target).args(["clean", "--quiet", "-p", name]).status()?;
    if done.success() { Ok(()) } else { Err(format!("{name} could not be cleaned").into()) }
}

/// The bytes of the program without debug information and names.
pub fn stripped(place: &Path, target: &Path) -> Result<u64> {
    let name = place.file_name().ok_or("no name")?;
    let copy = target.join("stripped");
    let done = Command::new("strip").arg("-o").arg(&copy).arg(target.join("debug").join(name)).status()?;
    if !done.success() {
        return Err("`strip` failed".into());
    }
    Ok(std::fs::metadata(copy)?.len())
}

/// The lines of the program with every macro expanded.
pub fn expanded(place: &Path, target: &Path) -> Result<usize> {
    // What expands is not for a stable compiler to show; it shows it when asked so. Asked for this program alone: a build
    // script of a dependency that looks at the variable would have much built again.
    let asking = target.join("asking");
    std::fs::write(&asking, "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec \"$@\"\n")?;
    std::fs::set_permissions(&asking, PermissionsExt::from_mode(0o755))?;
    let mut command = cargo(place, target);
    command.env("RUSTC_WORKSPACE_WRAPPER", &asking).args(["rustc", "--quiet", "--", "-Zunpretty=expanded"]);
    let out = command.output()?;
    if !out.status.success() {
        return Err("the program could not be expanded".into());
    }
    Ok(out.stdout.iter().filter(|byte| **byte == b'\n').count())
}

/// The seconds that all children that were waited for have used, of which Linux keeps hundredths:
/// <https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>.
fn children() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| -> Result<f64> { Ok(fields.get(at).ok_or("a short stat")?.parse()?) };
    // `cutime` and `cstime` are fields 16 and 17 of the line, and the first after the name is the third.
    Ok((ticks(13)? + ticks(14)?) / 100.0)
}
