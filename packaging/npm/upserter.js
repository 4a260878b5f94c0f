#!/usr/bin/env node
// Starts the program that npm has installed for this system.
'use strict';
const { spawn } = require('node:child_process');
const path = require('node:path');

const NOT_STARTED = 70;
const system = `${process.platform}-${process.arch}`;

function launcher() {
  try {
    return path.join(path.dirname(require.resolve(`customer-upserter-${system}/package.json`)), 'upserter');
  } catch {
    console.error(`error: the package customer-upserter-${system} is not installed`);
    console.error('hint: there are packages for linux-x64 and linux-arm64; install again without --omit=optional');
    process.exit(NOT_STARTED);
  }
}

const program = spawn(launcher(), process.argv.slice(2), {
  stdio: 'inherit',
  env: { ...process.env, UPSERTER_CALLED: 'upserter' },
});
// Ctrl-C reaches the program by itself; what is sent to this process alone is passed on, and its end is waited for.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) {
  process.on(signal, () => program.kill(signal));
}
program.on('error', (problem) => {
  console.error(`error: the program does not start: ${problem.message}`);
  process.exit(NOT_STARTED);
});
program.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exit(code);
  }
});
