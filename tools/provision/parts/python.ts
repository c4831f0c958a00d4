import path from 'node:path';
import type { Part } from '../part.js';
import { runTool, type Tool } from '../run-tool.js';

const REQUIREMENTS = path.resolve(import.meta.dirname, '../python/requirements.txt');
const PYTHON: Tool = { command: 'python3', fix: 'install CPython 3.10 to 3.13, with pip' };
const WHEELS = ['--no-deps', '--only-binary', ':all:', '--quiet', '--no-compile', '--require-hashes'];

/** Modules for those who read what is ours in Python; a program finds them with `PYTHONPATH`. */
export const python: Part = {
  name: 'python',
  madeFrom: { files: [REQUIREMENTS], words: [] },
  async make(directory) {
    const where = ['--target', directory, '--requirement', REQUIREMENTS];
    await runTool(PYTHON, ['-m', 'pip', 'install', ...WHEELS, ...where]);
  },
};
