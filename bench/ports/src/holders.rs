//! Processes that hold listening sockets.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, UdpSocket};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Processes that end with the value.
pub(crate) struct Holders {
    processes: Vec<Child>,
}

impl Holders {
    /// Starts processes that share so many sockets evenly.
    pub(crate) fn start(sockets: usize, processes: usize) -> Result<Self> {
        let each = (sockets / processes.max(1)).to_string();
        let mut holders = Self { processes: Vec::new() };
        for _ in 0..processes {
            let mut command = Command::new(env::current_exe()?);
            command.args(["--taserver", "-", "--hold", &each]).stdin(Stdio::piped()).stdout(Stdio::piped());
            let mut process = command.spawn().context("a process that holds sockets")?;
            let mut line = String::new();
            BufReader::new(process.stdout.take().context("its output")?).read_line(&mut line)?;
            holders.processes.push(process);
            ensure!(line == "ready\n", "a process cannot hold {each} sockets");
        }
        Ok(holders)
    }
}

impl Drop for Holders {
    fn drop(&mut self) {
        for process in &mut self.processes {
            // It ends when nobody holds its standard input any more.
            drop(process.stdin.take());
            let _ = process.wait();
        }
    }
}

/// Holds sockets of each kind in turn until standard input ends.
pub(crate) fn hold(sockets: usize) -> Result<()> {
    let (mut tcp, mut udp) = (Vec::new(), Vec::new());
    for number in 0..sockets {
        match number % 4 {
            0 => tcp.push(TcpListener::bind("127.0.0.1:0")?),
            1 => tcp.push(TcpListener::bind("[::]:0")?),
            2 => udp.push(UdpSocket::bind("0.0.0.0:0")?),
            _ => udp.push(UdpSocket::bind("[::1]:0")?),
        }
    }
    let mut out = io::stdout();
    out.write_all(b"ready\n")?;
    out.flush()?;
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
