import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TranscriptSchema, type Transcript, type TranscriptMessage } from '../message.js';
import { spokenIn } from './spoken.js';

const FOLDER = path.join(import.meta.dirname, 'runs');

/** Runs that were written by hand, by the name of their file. The formats: `README.md`. */
export const writtenRuns = (): ReadonlyMap<string, readonly Transcript[]> =>
  new Map(readdirSync(FOLDER).map((file) => [file, runsOf(file, readFileSync(path.join(FOLDER, file), 'utf8'))]));

/** Who wrote the runs of a file. */
export const handOf = (file: string): string => `${/^(\w+)-hand/.exec(file)?.[1] ?? 'first'} hand`;

/** Nothing is fitted on the runs of such a file. */
export const isKept = (file: string): boolean => file.includes('kept');

/** Somebody gives orders: as the file's name says, by the roles, or in a ledger. */
export const isLed = (file: string, { history }: Transcript): boolean =>
  /\bled\b/.test(file) ||
  history.some(({ role, content }) => role.includes('(->') || (typeof content === 'string' && LEDGER.test(content)));

const LEDGER = /"\w+": \{\s*"(?:reason|answer)":/;

const runsOf = (file: string, text: string): readonly Transcript[] =>
  file.endsWith('.jsonl')
    ? text
        .trim()
        .split('\n')
        .map((line) => TranscriptSchema.parse(JSON.parse(line)))
    : runsIn(text);

const runsIn = (text: string): readonly Transcript[] =>
  text
    .split(/^##### /m)
    .slice(1)
    .map(runOf);

function runOf(text: string): Transcript {
  const [head = '', ...parts] = text.split(/^--- /m);
  const [id = ''] = head.split('\n');
  const leader = fieldIn(head, 'leader');
  const history: TranscriptMessage[] = [];
  let truth: Pick<Transcript, 'mistake_agent' | 'mistake_step' | 'category'> = {};
  for (const part of parts) {
    const { fault, messages } = spokenIn(part, leader);
    history.push(...messages);
    const blamed = history.at(-1);
    if (fault !== undefined && blamed !== undefined)
      truth = { mistake_agent: blamed.name ?? blamed.role, mistake_step: history.length - 1, category: fault };
  }
  return { id, question: fieldIn(head, 'question') ?? '', history, ...truth };
}

const fieldIn = (head: string, name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1];
