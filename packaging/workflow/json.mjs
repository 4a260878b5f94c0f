import { readFile } from 'node:fs/promises';

/** The parser imports its schema as bundlers allow it, and Node does not. */
export async function load(url, context, next) {
  return url.endsWith('.json')
    ? { format: 'module', shortCircuit: true, source: `export default ${await readFile(new URL(url), 'utf8')}` }
    : next(url, context);
}
