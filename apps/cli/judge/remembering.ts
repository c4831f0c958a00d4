import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ask, Question } from './question.js';

/** Keeps every answer in a directory, by the hash of the model's name and the whole question: what is known is not asked again. */
export function remembering(ask: Ask, directory: string, model: string): Ask {
  return async (question) => {
    const file = path.join(directory, `${keyOf(question, model)}.txt`);
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known !== undefined) return known;
    const answer = await ask(question);
    if (typeof answer === 'string') await keep(file, answer);
    return answer;
  };
}

const keyOf = (question: Question, model: string): string =>
  createHash('sha256')
    .update(JSON.stringify([model, question]))
    .digest('hex');

/** A process that dies while it writes leaves no half an answer. */
async function keep(file: string, answer: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, answer);
  await rename(draft, file);
}
