import type { TranscriptMessage } from '../message.js';

interface Spoken {
  /** Class of the fault that the last of the messages introduced. */
  readonly fault: string | undefined;
  readonly messages: readonly TranscriptMessage[];
}

const HEAD = /^(?:!(\w+) )?(.+)$/;
const NEXT = /^@next (\w+): (.*) \| (.*)$/;

/** The messages that one part of a file stands for; `leader`: who speaks where a part is an order or a note. */
export function spokenIn(part: string, leader: string | undefined): Spoken {
  const [head = '', ...lines] = part.split('\n');
  const [, fault, speaker = ''] = HEAD.exec(head) ?? [];
  const order = NEXT.exec(speaker);
  if (order !== null) return { fault, messages: ordering(leader ?? '', order) };
  if (speaker === '@done') return { fault, messages: [{ role: `${leader} (thought)`, content: notes('', '', true) }] };
  const content = lines.map(screenOf).join('\n').trim();
  const message = leader === undefined ? { role: 'assistant', name: speaker, content } : { role: speaker, content };
  return { fault, messages: [message] };
}

/** A leader's notes, and the order. */
const ordering = (leader: string, [, worker = '', order = '', reason = '']: RegExpExecArray) => [
  { role: `${leader} (thought)`, content: notes(worker, order, false, reason) },
  { role: `${leader} (-> ${worker})`, content: order },
];

function notes(worker: string, order: string, isDone: boolean, reason = 'The request has been answered.'): string {
  const ledger = {
    is_request_satisfied: { reason, answer: isDone },
    is_in_loop: { reason: 'No action has been repeated.', answer: false },
    is_progress_being_made: { reason: 'The last step brought us further.', answer: true },
    next_speaker: { reason, answer: worker },
    instruction_or_question: { reason, answer: order },
  };
  return `Updated Ledger:\n${JSON.stringify(ledger, null, 2)}`;
}

const SCREEN = /^@(typed|clicked|scrolled) (.*)$/;

/** A line that stands for what a browser reports: what was done, the title of the page, how much of it is in sight. */
function screenOf(line: string): string {
  const [, verb, rest = ''] = SCREEN.exec(line) ?? [];
  if (verb === undefined) return line;
  const [object = '', title = object, share = title] = rest.split(' | ');
  const done = {
    typed: `I typed '${object}' into the browser search bar.`,
    clicked: `I clicked '${object}'.`,
    scrolled: 'I scrolled down one page in the browser.',
  }[verb];
  const page = verb === 'scrolled' ? object : title;
  return [
    `${done}\n\nHere is a screenshot of [${page}](https://www.example.org/${encodeURIComponent(page)}). The viewport shows ${share}% of the webpage, and is positioned at the top of the page.`,
    'The following metadata was extracted from the webpage:',
    `{ "meta_tags": { "og:title": ${JSON.stringify(page)}, "viewport": "width=device-width" } }`,
    'The following text is visible in the viewport:\n',
  ].join('\n');
}
