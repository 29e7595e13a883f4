//! The audit beside `ss` and `lsof`.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use procfs::process::Process;
use ta_ports::{Registry, audit, survey};

use crate::Options;

/// A way to look at all sockets.
struct Contender {
    title: &'static str,
    command: Vec<String>,
    times: Vec<Duration>,
    /// Of all runs together, in the kernel and outside.
    processor: Duration,
}

/// Runs each in turn, and gives a row for each.
pub(crate) fn measure(options: &Options) -> Result<Vec<[String; 5]>> {
    let mut contenders = [
        contender("audit within the program", ""),
        contender(
            "`taserver port --listening --json`",
            &format!("{} port --listening --json", options.taserver),
        ),
        contender("`ss -tulpn`", "ss -tulpn"),
        contender("`lsof -i -P`", "lsof -i -P"),
        contender("`lsof -i -P -n`, which looks up no names", "lsof -i -P -n"),
    ];
    ensure_they_see(options)?;
    for _ in 0..options.rounds {
        for contender in &mut contenders {
            let (began, used) = (Instant::now(), processor_time()?);
            contender.run()?;
            contender.times.push(began.elapsed());
            contender.processor += processor_time()?.saturating_sub(used);
        }
    }
    for contender in &mut contenders {
        contender.times.sort();
    }
    let first = contenders.first().map(Contender::mean_processor).unwrap_or_default();
    Ok(contenders.iter().map(|contender| contender.row(first)).collect())
}

/// What this process and the children that it has waited for have used of the processors, in ticks of a hundredth of a second.
/// Other programs at work hardly change it.
fn processor_time() -> Result<Duration> {
    let stat = Process::myself()?.stat()?;
    let children = u64::try_from(stat.cutime + stat.cstime)?;
    Ok(Duration::from_secs(stat.utime + stat.stime + children) / u32::try_from(procfs::ticks_per_second())?)
}

fn contender(title: &'static str, command: &str) -> Contender {
    Contender {
        title,
        command: command.split_whitespace().map(str::to_owned).collect(),
        times: Vec::new(),
        processor: Duration::ZERO,
    }
}

/// An answer is worth nothing unless it has all the sockets.
fn ensure_they_see(options: &Options) -> Result<()> {
    let found = survey()?.listeners.iter().filter(|one| one.process.is_some()).count();
    ensure!(found >= options.sockets, "{found} sockets with their process instead of {}", options.sockets);
    Ok(())
}

impl Contender {
    fn run(&self) -> Result<()> {
        let Some((program, arguments)) = self.command.split_first() else {
            let survey = survey()?;
            black_box(audit(&survey.listeners, &Registry::built_in()));
            return Ok(());
        };
        let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("{program} is needed"))?;
        ensure!(output.stdout.len() > 10_000, "{program} printed next to nothing");
        Ok(())
    }

    fn median(&self) -> Duration {
        self.times.get(self.times.len() / 2).copied().unwrap_or_default()
    }

    fn mean_processor(&self) -> Duration {
        self.processor / u32::try_from(self.times.len().max(1)).unwrap_or(u32::MAX)
    }

    fn row(&self, first: Duration) -> [String; 5] {
        let quickest = self.times.first().copied().unwrap_or_default();
        let times = self.mean_processor().as_secs_f64() / first.as_secs_f64();
        let processor = millis(self.mean_processor());
        [self.title.to_owned(), millis(self.median()), millis(quickest), processor, format!("{times:.1}")]
    }
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
