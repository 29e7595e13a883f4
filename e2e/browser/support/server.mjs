/** A real server with a team of its own, in a temporary folder. */

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who is in the team. */
export const ANNA = { login: 'anna', password: 'a long enough password' };

const TEAM = `
[team]
name = "Browser tests"
time_zone = "Europe/Paris"

[[members]]
login = "${ANNA.login}"
name = "Anna Brown"
emails = ["anna@example.com"]
password = "${ANNA.password}"
time_zone = "Europe/Paris"
`;

/** Milliseconds that a server may take to answer. */
const START_MS = 20_000;

/**
 * Starts a server. `stop` ends it and removes its data; `away` ends it, and resolves to what brings it back at the same address.
 */
export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'teamagenda-browser-'));
  const data = ['--data', join(folder, 'data')];
  await writeFile(join(folder, 'team.toml'), TEAM);
  await run(binaryUnderTest(), ['team', 'apply', 'team.toml', ...data], optionsIn(folder));
  let { child, url } = await serve(folder, data, '127.0.0.1:0');
  return {
    url,
    async stop() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
    async away() {
      await end(child);
      return async () => ({ child } = await serve(folder, data, new URL(url).host));
    },
  };
}

async function serve(folder, data, listen) {
  const child = spawn(binaryUnderTest(), ['serve', ...data, '--listen', listen], {
    ...optionsIn(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, url: await addressOf(child) };
}

function optionsIn(folder) {
  return { cwd: folder, env: { TASERVER_LOG: 'warn', ...process.env, XDG_DATA_HOME: folder } };
}

function binaryUnderTest() {
  const named = process.env['TASERVER_BIN'];
  if (!named)
    throw new Error('TASERVER_BIN must name the server to test, such as ../../target/debug/taserver');
  return resolve(named);
}

/** The address that the server prints once it answers, without the slash at its end. */
async function addressOf(child) {
  const lines = createInterface({ input: child.stdout });
  const timer = setTimeout(() => child.kill(), START_MS);
  try {
    for await (const line of lines) {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) return found[0];
    }
  } finally {
    clearTimeout(timer);
    child.stdout.resume();
  }
  throw new Error('the server ended without saying where it answers');
}

async function end(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
