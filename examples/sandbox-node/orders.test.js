import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';
import { orders } from './orders.js';

const program = process.env.UPSERTER ?? 'upserter';
let running, sandbox, place;

before(async () => {
  running = spawn(program, ['sandbox', '--port', '0', '--json', '--rules', 'strict'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(running.stdout), 'line');
  sandbox = JSON.parse(line);
  const { siteId, apiKey } = sandbox.workspaces[0];
  place = orders(`${sandbox.address}/api/v1`, siteId, apiKey);
});
after(() => running.kill());
beforeEach(() => control('POST', 'reset'));

async function control(method, path, body) {
  const answer = await fetch(`${sandbox.address}/sandbox/${path}`, { method, body: body && JSON.stringify(body) });
  assert.equal(answer.status, 200);
  return answer.json();
}

const order = { id: 'o1', customer: 'ana', email: 'ana@example.com', total: 5 };

test('an order arrives with its customer', async () => {
  await place(order);
  const person = await control('GET', 'people/ana');
  assert.deepEqual(person.attributes, { email: 'ana@example.com', last_order: 'o1' });
  const [event] = await control('GET', 'events');
  assert.equal(event.name, 'Order Placed');
  assert.deepEqual(event.attributes, { total: 5 });
  const { requests } = await control('GET', 'requests?unknown=true');
  assert.deepEqual(requests, []);
});

test('a short outage is survived: the SDK tries again', async () => {
  await control('POST', 'next', { answers: [{ status: 503 }] });
  await place(order);
  const { attributes } = await control('GET', 'people/ana');
  assert.equal(attributes.last_order, 'o1');
});

test('a refused customer is not hidden', async () => {
  await control('POST', 'refuse', { identifier: 'ana' });
  await assert.rejects(place(order), { statusCode: 400 });
  assert.deepEqual(await control('GET', 'people'), []);
});
