//! Takes turns between two ways to do the same, so that what disturbs the machine disturbs both.

use std::fmt;
use std::future::Future;
use std::time::{Duration, Instant};

const ROUNDS: usize = 101;
const WARM_UP: usize = 10;

/// What one side took, in nanoseconds for one operation.
pub struct Spread {
    low: f64,
    median: f64,
    high: f64,
}

/// One workload, both ways.
pub struct Compared {
    pub name: &'static str,
    pub ours: Spread,
    pub theirs: Spread,
    /// The highest ratio that was promised.
    pub target: f64,
    ratio: f64,
}

impl Compared {
    /// The median of the rounds' ratios: both sides of a round met the same weather.
    pub fn ratio(&self) -> f64 {
        self.ratio
    }
}

/// A workload: how many operations a turn has, and the highest ratio to the other side.
pub struct Workload {
    pub name: &'static str,
    pub operations: u32,
    pub target: f64,
}

impl Workload {
    /// Each round has a turn of both; who begins changes.
    pub async fn run<S, E, F: Future<Output = Result<(), E>>>(
        self,
        state: &mut S,
        ours: impl Fn(&mut S) -> F,
        theirs: impl Fn(&mut S) -> Result<(), rusqlite::Error>,
    ) -> Result<Compared, Box<dyn std::error::Error>>
    where
        E: std::error::Error + 'static,
    {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for round in 0..WARM_UP + ROUNDS {
            let mut turn = [Duration::ZERO; 2];
            for side in [round % 2, (round + 1) % 2] {
                let begun = Instant::now();
                if side == 0 {
                    ours(state).await?
                } else {
                    theirs(state)?
                }
                turn[side] = begun.elapsed();
            }
            if round >= WARM_UP {
                a.push(turn[0]);
                b.push(turn[1]);
            }
        }
        let each = |turn: &Duration| turn.as_secs_f64() * 1e9 / f64::from(self.operations);
        let (a, b): (Vec<_>, Vec<_>) = (a.iter().map(each).collect(), b.iter().map(each).collect());
        let ratio = Spread::of(a.iter().zip(&b).map(|(a, b)| a / b).collect()).median;
        let Self { name, target, .. } = self;
        Ok(Compared { name, ours: Spread::of(a), theirs: Spread::of(b), target, ratio })
    }
}

impl Spread {
    fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        let at = |part: usize| all[(all.len() - 1) * part / 4];
        Self { low: at(1), median: at(2), high: at(3) }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, name) = if self.median < 1e6 { (1e3, "µs") } else { (1e6, "ms") };
        write!(f, "{:.2} {name} ({:.2}–{:.2})", self.median / unit, self.low / unit, self.high / unit)
    }
}
