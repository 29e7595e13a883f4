//! Libraries in other languages, as programs that answer a line with a line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::Options;

/// How long a library may think. Some look for ever for what never comes.
const PATIENCE: Duration = Duration::from_secs(3);

/// Every library that is no crate.
pub(crate) struct Peers {
    pub(crate) libical: Peer,
    pub(crate) libical_rules: Peer,
    pub(crate) dateutil: Peer,
}

/// One of them. It is started again when it does not answer.
pub(crate) struct Peer {
    command: Vec<String>,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl Peers {
    pub(crate) fn of(options: &Options) -> Self {
        let script = format!("{}/peers/dateutil_speed.py", options.folder);
        Self {
            libical: Peer::of([&options.libical]),
            libical_rules: Peer::of([&options.libical_rules]),
            dateutil: Peer::of([&options.python, &script]),
        }
    }
}

impl Peer {
    fn of<const N: usize>(command: [&String; N]) -> Self {
        Self { command: command.map(Clone::clone).into(), running: None }
    }

    /// The answer to a line; empty where there is none in time.
    pub(crate) fn ask(&mut self, question: &str) -> Result<String> {
        let running = match self.running.take() {
            Some(running) => self.running.insert(running),
            None => self.running.insert(Running::start(&self.command)?),
        };
        writeln!(running.input, "{question}").and_then(|()| running.input.flush())?;
        if let Ok(answer) = running.answers.recv_timeout(PATIENCE) {
            return Ok(answer.trim().to_owned());
        }
        self.running = None;
        Ok(String::new())
    }
}

impl Running {
    fn start(command: &[String]) -> Result<Self> {
        let (program, arguments) = command.split_first().context("no program")?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| program.clone())?;
        let input = child.stdin.take().context("no input")?;
        let output = child.stdout.take().context("no output")?;
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.all(|line| sender.send(line).is_ok())
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
