//! The runner's side of the protocol: a subject's program, asked a line and answering one.

use crate::ground::Ground;
use crate::programs::Program;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use world::{Case, Failure};

pub struct Subject {
    pub name: &'static str,
    child: Child,
    // Closed before the child is waited for: its end tells the subject to go.
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What a turn took, for all its operations, and what the case tells besides: kilobytes, or nanoseconds of the 99th of 100.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub nanoseconds: f64,
    pub processor: f64,
    pub extra: f64,
}

impl Subject {
    pub fn start(program: &Program, setting: &str, ground: &mut dyn Ground) -> Result<Self, Failure> {
        let mut command = Command::new(&program.file);
        command.args(ground.copy(program.name, setting)?);
        if let Some(reads) = program.reads {
            command.env("WORLD_READS", reads);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let asks = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().ok_or("no stdout")?);
        let mut subject = Self { name: program.name, child, asks, answers };
        match subject.answer()?.as_str() {
            "ready" => Ok(subject),
            other => Err(format!("{} began with `{other}`", subject.name).into()),
        }
    }

    pub fn clear(&mut self) -> Result<(), Failure> {
        self.ask("clear").map(drop)
    }

    /// What it reads, as a number; nothing where the library cannot do this.
    pub fn check(&mut self, case: Case) -> Result<Option<String>, Failure> {
        let answer = self.ask(&format!("check {}", case.word()))?;
        Ok((answer != "no").then_some(answer))
    }

    pub fn turn(&mut self, case: Case, times: usize) -> Result<Turn, Failure> {
        let answer = self.ask(&format!("turn {} {times}", case.word()))?;
        let words: Vec<&str> = answer.split(' ').collect();
        let ["ok", nanoseconds, processor, extra] = words.as_slice() else {
            return Err(format!("{}: {answer}", self.name).into());
        };
        Ok(Turn { nanoseconds: nanoseconds.parse()?, processor: processor.parse()?, extra: extra.parse()? })
    }

    fn ask(&mut self, line: &str) -> Result<String, Failure> {
        let asks = self.asks.as_mut().ok_or("closed")?;
        writeln!(asks, "{line}").map_err(|error| format!("{} went away at `{line}`: {error}", self.name))?;
        let answer = self.answer()?;
        if answer.is_empty() { Err(format!("{} failed at `{line}`", self.name).into()) } else { Ok(answer) }
    }

    fn answer(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim_end().into())
    }
}

impl Drop for Subject {
    fn drop(&mut self) {
        drop(self.asks.take());
        let _ = self.child.wait();
    }
}
