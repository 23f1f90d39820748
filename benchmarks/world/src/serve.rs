//! A subject's side of the protocol.
//!
//! A line asks (`turn CASE TIMES`, `check CASE`, `clear`), a line answers (`ok NANOSECONDS PROCESSOR EXTRA`, `seen DIGEST`,
//! `no` where the library cannot do it). Only what stands between is timed.

use crate::clock;
use crate::{Case, Digest, Failure, Look, Setting};
use std::io::{BufRead, Write};
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How a turn ended.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    Done,
    /// The library has no way to do this.
    Cannot,
    /// The mean of one operation was measured inside, with the time that 99 of 100 stayed under.
    Tail {
        mean: Duration,
        p99: Duration,
    },
}

/// One library.
pub trait Subject: Sized {
    fn open(setting: Setting) -> Result<Self, Failure>;
    /// Empties the tables that cases insert into. Not timed.
    fn clear(&mut self) -> Result<(), Failure>;
    /// Does a case once for each of these numbers, which never come again: so that each write writes something new.
    fn run(&mut self, case: Case, turns: Range<usize>, look: &mut Look) -> Result<Answer, Failure>;
}

/// Serves a subject until the runner closes its side.
pub fn serve<S: Subject>() -> ExitCode {
    match serve_lines::<S>() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", std::env::args().next().unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

fn serve_lines<S: Subject>() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().collect();
    let [_, setting, path] = args.as_slice() else { return Err("arguments: SETTING PATH".into()) };
    let setting = Setting::parse(setting, path).ok_or("SETTING is normal, full or memory")?;
    let mut subject = S::open(setting.clone())?;
    let mut crowd: Option<S> = None;
    say("ready")?;
    // One was for the checks.
    let mut next = 2;
    for asked in std::io::stdin().lock().lines() {
        let asked = asked?;
        let words: Vec<&str> = asked.split(' ').collect();
        let case = |word: &str| Case::parse(word).ok_or_else(|| format!("no case `{word}`"));
        match words.as_slice() {
            ["clear"] => {
                subject.clear()?;
                say("ok 0 0 0")?;
            }
            ["check", word] => {
                let mut look = Look::At(Digest::default());
                let case = case(word)?;
                let answer = of(&mut subject, &mut crowd, &setting, case)?.run(case, 1..2, &mut look)?;
                match (answer, look) {
                    (Answer::Cannot, _) => say("no")?,
                    (_, Look::At(digest)) => say(&format!("seen {:016x}", digest.value()))?,
                    (_, Look::Away) => return Err("a look that goes away".into()),
                }
            }
            ["turn", word, times] => {
                let (case, times) = (case(word)?, times.parse::<usize>()?);
                let subject = of(&mut subject, &mut crowd, &setting, case)?;
                let memory = (case == Case::Stream).then(peak::begin);
                let (begun, worked) = (Instant::now(), clock::processor());
                let answer = subject.run(case, next..next + times, &mut Look::Away)?;
                let (took, worked) = (begun.elapsed(), (clock::processor() - worked).as_nanos());
                next += times;
                match answer {
                    Answer::Cannot => say("no")?,
                    Answer::Done => {
                        let kilobytes = memory.map_or(0, peak::end);
                        say(&format!("ok {} {worked} {kilobytes}", took.as_nanos()))?;
                    }
                    Answer::Tail { mean, p99 } => say(&format!("ok {} {worked} {}", mean.as_nanos(), p99.as_nanos()))?,
                }
            }
            _ => return Err(format!("not understood: {asked}").into()),
        }
    }
    Ok(())
}

/// The subject that does this case: another one, with its own runtime, where many tasks ask a server.
fn of<'a, S: Subject>(
    subject: &'a mut S,
    crowd: &'a mut Option<S>,
    setting: &Setting,
    case: Case,
) -> Result<&'a mut S, Failure> {
    let Some(setting) = setting.for_crowds().filter(|_| matches!(case, Case::Tasks(_) | Case::Requests)) else {
        return Ok(subject);
    };
    if crowd.is_none() {
        *crowd = Some(S::open(setting)?);
    }
    crowd.as_mut().ok_or_else(|| "no crowd".into())
}

fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// How much more memory a turn needed at its peak than stood there before, from Linux; nothing elsewhere.
mod peak {
    pub(super) fn begin() -> u64 {
        // 5 resets the peak: https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        field("VmRSS:")
    }

    pub(super) fn end(before: u64) -> u64 {
        field("VmHWM:").saturating_sub(before)
    }

    fn field(name: &str) -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }
}
