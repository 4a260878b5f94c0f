// Fails if a link of the built site leads to a page, a file or an anchor that is not there.
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

const site = process.argv[2];
const files = readdirSync(site, {recursive: true}).filter(name => name.endsWith('.html'));
const anchors = new Map();

function anchorsOf(file) {
  if (!anchors.has(file)) {
    anchors.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]*)"/g)].map(found => found[1])));
  }
  return anchors.get(file);
}

function target(path) { // the file that a server gives for this path
  const candidates = [path, `${path}.html`, join(path, 'index.html')];
  return candidates.find(candidate => existsSync(candidate) && (statSync(candidate).isFile() || candidate === path));
}

const dead = [];
let links = 0;
for (const name of files) {
  const page = join(site, name);
  for (const [, href] of readFileSync(page, 'utf8').matchAll(/<(?:a|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)) {
    if (/^[a-z]+:|^\/\//.test(href)) continue;
    links++;
    const [path, anchor] = decodeURI(href).split('#');
    const file = path === '' ? page : target(path.startsWith('/') ? join(site, path) : join(dirname(page), path));
    if (!file) dead.push(`${relative(site, page)}: ${href} is not there`);
    else if (anchor && file.endsWith('.html') && !anchorsOf(file).has(anchor)) dead.push(`${relative(site, page)}: ${href} has no such heading`);
  }
}
dead.forEach(line => console.error(line));
console.log(`${files.length} pages, ${links} links, ${dead.length} of them dead`);
process.exit(dead.length === 0 && files.length > 20 ? 0 : 1);
