import type { FailureMode } from '#taxonomy';
import type { Transcript, TranscriptMessage } from '../message.js';
import { speakerOf, textOf } from '../message.js';

/** Takes one of several, the same one every time for the same transcript. */
export type Pick = <T>(items: readonly T[]) => T | undefined;

/** Plants one known error of one class in a run without a fault. */
export interface Injector {
  readonly name: string;
  readonly mode: FailureMode;
  /** Undefined where the run has no place for the error. */
  readonly plant: (transcript: Transcript, pick: Pick) => Planted | undefined;
}

export interface Planted {
  readonly history: readonly TranscriptMessage[];
  /** Index of the message that now has the error. */
  readonly step: number;
}

/** A message that an agent says, with its place. */
export interface Said {
  readonly at: number;
  readonly speaker: string;
  readonly text: string;
}

const OUTSIDE = new Set(['user', 'human', 'system', 'tool', 'function']);

export const isTool = ({ role }: TranscriptMessage): boolean => role === 'tool' || role === 'function';

/** Texts that agents say, calls left out. */
export const saidIn = ({ history }: Transcript): readonly Said[] =>
  history.flatMap((message, at) => {
    const { name } = speakerOf(message);
    const text = textOf(message);
    const isSaid = !isTool(message) && !OUTSIDE.has(name.toLowerCase()) && text !== '';
    return isSaid ? [{ at, speaker: name, text }] : [];
  });

export const withText = ({ history }: Transcript, at: number, text: string): Planted => ({
  history: history.map((message, position) => (position === at ? { ...message, content: text } : message)),
  step: at,
});

export const withMore = (transcript: Transcript, { at, text }: Said, sentence: string): Planted =>
  withText(transcript, at, `${text}\n\n${sentence}`);

export const inserted = ({ history }: Transcript, at: number, messages: readonly TranscriptMessage[]): Planted => ({
  history: [...history.slice(0, at), ...messages, ...history.slice(at)],
  step: at,
});

/** What tools and requests have shown before a message. */
export const sourcesBefore = ({ history }: Transcript, at: number): string =>
  history
    .slice(0, at)
    .filter((message) => isTool(message) || message.role === 'user')
    .map(textOf)
    .join('\n');
