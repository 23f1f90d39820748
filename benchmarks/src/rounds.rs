//! Takes turns: every subject once in a round, who begins changes, so that what disturbs the machine disturbs all alike.

use crate::ground::Ground;
use crate::programs::LIMIT;
use crate::subject::{Subject, Turn};
use world::{CLIENTS, Case, Failure, REQUESTS};

/// How many rounds, and how long a turn is meant to be.
#[derive(Clone, Copy)]
pub struct Pace {
    rounds: usize,
    turn: f64,
}

impl Pace {
    // Turns are shorter than what a scheduler gives a thread at a time, so that on a busy machine most of them are not
    // interrupted, and the median is one that was not.
    pub const FULL: Self = Self { rounds: 61, turn: 3e6 };
    pub const QUICK: Self = Self { rounds: 15, turn: 2e6 };
}

/// One line of the table: a case, by one measure.
pub struct Measured {
    pub setting: &'static str,
    pub case: Case,
    pub measure: Measure,
    pub subjects: Vec<Sample>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Nanoseconds for one operation; of a request, the mean.
    Time,
    /// Nanoseconds that processors worked for one operation.
    Processor,
    /// Nanoseconds that 99 of 100 requests stay under.
    P99,
    /// Bytes at the peak beyond what was there before.
    Memory,
}

/// One subject's rounds, in their order: the same index is the same weather.
pub struct Sample {
    pub name: &'static str,
    pub rounds: Vec<f64>,
}

impl Measured {
    pub fn sample(&self, name: &str) -> Option<&Sample> {
        self.subjects.iter().find(|it| it.name == name)
    }

    /// The median of the rounds' ratios.
    pub fn ratio(&self, name: &str, to: &str) -> Option<f64> {
        let (a, b) = (self.sample(name)?, self.sample(to)?);
        Some(quartiles(a.rounds.iter().zip(&b.rounds).map(|(a, b)| a / b).collect())[1])
    }
}

/// The quarter, the middle and the three quarters of the sorted values.
pub fn quartiles(mut all: Vec<f64>) -> [f64; 3] {
    all.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| all.get(all.len().saturating_sub(1) * quarter / 4).copied().unwrap_or(f64::NAN))
}

/// Does each case once in each subject, and compares what they read and what they leave. Says who can do it.
pub fn check(
    subjects: &mut [Subject],
    ground: &mut dyn Ground,
    setting: &str,
    cases: &[Case],
) -> Result<Vec<Vec<bool>>, Failure> {
    let mut able = Vec::new();
    for case in cases {
        let mut seen = Vec::new();
        for subject in subjects.iter_mut() {
            ground.tidy(subject.name, *case)?;
            ground.ready(subject.name, *case)?;
            let found = subject.check(*case)?;
            let left = if case.writes() { ground.left(subject.name)? } else { None };
            subject.clear()?;
            seen.push(found.map(|found| (found, left)));
        }
        let known = subjects.iter().zip(&seen).find_map(|(it, seen)| seen.as_ref().filter(|_| it.name == LIMIT));
        for (subject, seen) in subjects.iter().zip(&seen) {
            if let (Some(known), Some(seen)) = (known, seen)
                && seen != known
            {
                let what =
                    format!("{setting}, {}: {} has {seen:?}, and by hand it is {known:?}", case.title(), subject.name);
                return Err(what.into());
            }
        }
        able.push(seen.iter().map(Option::is_some).collect());
    }
    Ok(able)
}

/// All rounds of one case.
pub fn turns(
    subjects: &mut [Subject],
    ground: &mut dyn Ground,
    setting: &'static str,
    case: Case,
    able: &[bool],
    pace: Pace,
) -> Result<Vec<Measured>, Failure> {
    let mut players: Vec<&mut Subject> =
        subjects.iter_mut().zip(able).filter(|(_, able)| **able).map(|(subject, _)| subject).collect();
    let mut times = Vec::new();
    for player in &mut players {
        ground.tidy(player.name, case)?;
        times.push(calibrate(player, ground, case, pace)?);
    }
    let rounds = match case {
        // What takes a second, or is made anew before each turn, which does.
        Case::Stream | Case::Cascade => pace.rounds.div_ceil(12),
        case if case.is_long() => pace.rounds.div_ceil(6),
        _ => pace.rounds,
    };
    let mut rows: Vec<Vec<Turn>> = players.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        for at in 0..players.len() {
            let at = (at + round) % players.len();
            let turn = turn(players[at], ground, case, times[at])?;
            rows[at].push(turn);
        }
    }
    let kinds: &[Measure] = match case {
        Case::Stream => &[Measure::Time, Measure::Processor, Measure::Memory],
        Case::Requests => &[Measure::Time, Measure::P99, Measure::Processor],
        _ => &[Measure::Time, Measure::Processor],
    };
    let measured = kinds.iter().map(|measure| {
        let samples = players.iter().zip(&rows).zip(&times).map(|((player, turns), times)| {
            let value = |turn: &Turn| match measure {
                // A request's mean is told by the subject.
                Measure::Time if case == Case::Requests => turn.nanoseconds,
                Measure::Time => turn.nanoseconds / *times as f64,
                Measure::Processor if case == Case::Requests => turn.processor / (CLIENTS * REQUESTS) as f64,
                Measure::Processor => turn.processor / *times as f64,
                Measure::P99 => turn.extra,
                Measure::Memory => turn.extra * 1024.0,
            };
            Sample { name: player.name, rounds: turns.iter().map(value).collect() }
        });
        Measured { setting, case, measure: *measure, subjects: samples.collect() }
    });
    Ok(measured.collect())
}

fn turn(subject: &mut Subject, ground: &mut dyn Ground, case: Case, times: usize) -> Result<Turn, Failure> {
    ground.ready(subject.name, case)?;
    let turn = subject.turn(case, times)?;
    if case.writes() || case == Case::Requests {
        subject.clear()?;
    }
    Ok(turn)
}

/// How many operations make a turn of the length that is meant. Warms up on the way, above all pools: what opening connections
/// takes says nothing about a turn.
fn calibrate(subject: &mut Subject, ground: &mut dyn Ground, case: Case, pace: Pace) -> Result<usize, Failure> {
    turn(subject, ground, case, 1)?;
    if case.is_long() {
        return Ok(1);
    }
    let mut times = least(case);
    turn(subject, ground, case, times)?;
    loop {
        let took = turn(subject, ground, case, times)?.nanoseconds.max(1.0);
        if took >= pace.turn / 2.0 || times >= 1 << 20 {
            let exact = (times as f64 * pace.turn / took).ceil();
            return Ok((exact as usize).max(least(case)));
        }
        times *= 2;
    }
}

/// How many operations a turn has at least. With fewer for each task it would be the starting of tasks that is measured.
fn least(case: Case) -> usize {
    match case {
        Case::Tasks(tasks) => 16 * tasks,
        _ => 1,
    }
}
