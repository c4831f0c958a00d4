import type { Transcript, TranscriptMessage } from './message.js';

/** Other words for the same, other ways in which a runner of code tells what came of it. Nothing of what is said changes. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^exitcode: (\d) \(execution \w+\)\nCode output: /, '[process ended with exit code $1]\n'],
  [/^exit code: (\d)\nstd(?:out|err): /, 'The program returned status $1.\nIt printed:\n'],
  [/^The script ran, then exited with code: (\d)\nIts output was:\n/, 'exit status $1\n'],
  [/^Execution result:\n/, 'Execution output:\n'],
  [/\bPlease (find|look up|write|extract)\b/g, 'Would you kindly $1'],
  [/\bPlease\b/g, 'Kindly'],
  [/\bFINAL ANSWER:/g, 'The answer is:'],
  [/\bTERMINATE\b/g, 'We are done.'],
  [/\bI have checked\b/g, 'I went through and checked'],
  [/\bThank you all\b/g, 'Thanks, everybody'],
  [/\bHello!/g, 'Good morning!'],
  [/\bHi,/g, 'Good day,'],
  [/\bI assume that\b/g, 'My assumption is that'],
  [/\bHere is\b/g, 'Below is'],
  [/\bHere are\b/g, 'Below are'],
  [/\bLet us\b/g, "Let's"],
  [/\bThe following (script|code)\b/g, 'This $1'],
  [/\bThe result is\b/g, 'The outcome is'],
  [/\bwe should\b/g, 'we ought to'],
  [/\bcollect\b/g, 'gather'],
  [/\bNext speaker\b/g, 'Now turning to'],
];

export const rephrased = (transcript: Transcript): Transcript => ({
  ...transcript,
  history: transcript.history.map(reworded),
});

function reworded(message: TranscriptMessage): TranscriptMessage {
  const { content } = message;
  if (typeof content !== 'string' || message.role === 'tool') return message;
  return { ...message, content: WORDS.reduce((text, [from, to]) => text.replace(from, to), content) };
}
