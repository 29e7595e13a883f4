// Expands rules with rrule-temporal. Each line of standard input is ZONE|START|RULE|COUNT, with local times; each line of
// standard output has at most COUNT recurrences in order, as local times with their offsets, or says "refused".
import { createInterface } from 'node:readline';
import { RRuleTemporal } from 'rrule-temporal';

function expand(line) {
  const [zone, start, rule, count] = line.split('|');
  const set = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${start}\nRRULE:${rule}` });
  const found = [];
  set.all((next, index) => index < Number(count) && found.push(next.toString({ timeZoneName: 'never' })) > 0);
  return found.join(',');
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = expand(line);
  } catch {
    answer = 'refused';
  }
  process.stdout.write(`${answer}\n`);
}
