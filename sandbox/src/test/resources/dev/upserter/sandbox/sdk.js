// Calls methods of the official SDK: a line of input is [method, arguments], a line of output {status, body}.
const { TrackClient } = require('customerio-node');
const { createInterface } = require('readline');

const [url, siteId, apiKey] = process.argv.slice(2);
const client = new TrackClient(siteId, apiKey, { url: url + '/api/v1', retry: { maxRetries: 0 } });
const methods = Object.getOwnPropertyNames(TrackClient.prototype).filter((name) => name !== 'constructor');
console.log(JSON.stringify({ methods }));

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    const [method, args] = JSON.parse(line);
    try {
      console.log(JSON.stringify({ status: 200, body: await client[method](...args) }));
    } catch (error) {
      console.log(JSON.stringify({ status: error.statusCode ?? 0, body: String(error.message) }));
    }
  }
}
main();
