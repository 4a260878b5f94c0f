// Sends people with Customer.io's official SDK for Node, as its documentation shows, some calls at once.
//
//   node sdk.mjs batch|single URL FILE CALLS_AT_ONCE      (in a folder with customerio-node installed)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { TrackClient } = createRequire(process.cwd() + '/')('customerio-node');
const [mode, url, file, calls] = process.argv.slice(2);
const client = new TrackClient('site', 'key', { url: `${url}/api/v1`, timeout: 60_000 });
const people = JSON.parse(readFileSync(file, 'utf8'));
const attributes = ({ email, first_name, balance }) => ({ email, first_name, balance });
const entry = (person) => ({
  type: 'person',
  action: 'identify',
  identifiers: { id: person.id },
  attributes: attributes(person),
});

let next = 0;
async function work() {
  while (next < people.length) {
    if (mode === 'single') {
      const person = people[next++];
      await client.identify(person.id, attributes(person));
    } else {
      const some = people.slice(next, next + 1000);
      next += some.length;
      await client.batch(some.map(entry));
    }
  }
}
await Promise.all(Array.from({ length: Number(calls) }, work));
