//! Another engine, as a program that answers a line with a line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// How long an engine may take to start.
const START: Duration = Duration::from_secs(5);

/// Another engine. It is started again when it does not answer.
pub(crate) struct Engine {
    command: Vec<String>,
    /// How long it may think about one rule. Some look for ever for what never comes.
    patience: Duration,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

/// What an engine says about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Its recurrences, as it writes them.
    Recurrences(Vec<String>),
    /// It does not take the rule.
    Refused,
    /// It did not come to an end.
    None,
    /// It died of the rule.
    Died,
}

impl Engine {
    pub(crate) const fn start(command: Vec<String>, patience: Duration) -> Self {
        Self { command, patience, running: None }
    }

    pub(crate) fn ask(&mut self, question: &str) -> Result<Answer> {
        let (running, patience) = match self.running.take() {
            Some(running) => (self.running.insert(running), self.patience),
            None => (self.running.insert(Running::start(&self.command)?), START),
        };
        writeln!(running.input, "{question}").and_then(|()| running.input.flush())?;
        match running.answers.recv_timeout(patience) {
            Ok(answer) if answer == "refused" => Ok(Answer::Refused),
            Ok(answer) => Ok(Answer::Recurrences(
                answer.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
            )),
            Err(RecvTimeoutError::Timeout) => {
                self.running = None;
                Ok(Answer::None)
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.running = None;
                Ok(Answer::Died)
            }
        }
    }
}

impl Running {
    fn start(command: &[String]) -> Result<Self> {
        let (program, arguments) = command.split_first().context("no program")?;
        let mut child =
            Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().context("no input")?;
        let output = child.stdout.take().context("no output")?;
        let (sender, answers) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.into_iter().all(|line| sender.send(line).is_ok())
        });
        Ok(Self { child, input, answers })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already cannot be ended, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
