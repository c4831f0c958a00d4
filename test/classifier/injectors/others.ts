import { isTool, type Injector, type Planted } from './injector.js';
import { callsOf, speakerOf, textOf, type Transcript } from '../message.js';

const ERRORS = [
  'Error: the service is not available',
  '{"error": "internal server error"}',
  'Error: request timed out',
  'Traceback (most recent call last):\n  File "tool.py", line 7\nConnectionError: the host cannot be reached',
];

/** A call fails, and its agent tells what it would have told if it had gone well. */
export const ignoredFailure: Injector = {
  name: 'ignored-failure',
  mode: 'other',
  plant: ({ history }, pick) => {
    const sites = history.flatMap((message, at) => {
      const [before, next] = [history[at - 1], history[at + 1]];
      if (!isTool(message) || before === undefined || next === undefined) return [];
      const isTold = callsOf(before).length === 1 && callsOf(next).length === 0 && textOf(next) !== '';
      return isTold && speakerOf(before).name === speakerOf(next).name ? [at] : [];
    });
    const [at, error] = [pick(sites), pick(ERRORS)];
    if (at === undefined || error === undefined) return undefined;
    return {
      history: history.map((message, place) => (place === at ? { ...message, content: error } : message)),
      step: at + 1,
    };
  },
};

const ANNOUNCEMENTS = [
  'Next, I will look up what is still missing.',
  'Let me work out the rest.',
  "I'll collect the remaining figures now.",
  'Now I need to check the other entries.',
];

/** The run ends when an agent has said what it would do next. */
export const prematureStop: Injector = {
  name: 'premature-stop',
  mode: 'other',
  plant: ({ history }, pick) => {
    const sites = history.flatMap((message, at) => (callsOf(message).length > 0 && at > 0 ? [at] : []));
    const at = pick(sites);
    const announced = pick(ANNOUNCEMENTS);
    const message = at === undefined ? undefined : history[at];
    if (at === undefined || announced === undefined || message === undefined) return undefined;
    const { role, name } = message;
    return stopped(history.slice(0, at), { role, ...(name != null && { name }), content: announced });
  },
};

const stopped = (history: Transcript['history'], last: Transcript['history'][number]): Planted => ({
  history: [...history, last],
  step: history.length,
});
