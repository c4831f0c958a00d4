#!/usr/bin/env node
// The `parley` command: builds when nothing is built yet, then runs the CLI with the project's own Node 24.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runWithNode24 } from './run-with-node24.mjs';

const root = path.resolve(import.meta.dirname, '..');
const cli = path.join(root, 'dist/apps/cli/main.js');

if (!existsSync(cli)) {
  const build = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) {
    console.error('parley: the build failed; run `npm ci` and try again');
    process.exit(1);
  }
}
runWithNode24('node', ['--enable-source-maps', cli, ...process.argv.slice(2)], { tied: true });
