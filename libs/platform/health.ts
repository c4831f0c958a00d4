import { timely } from './timely.js';

/** Resolves when this part can do its work; rejects with the reason when it cannot. */
export type Readiness = () => void | Promise<void>;
/** How a part that is ready does. */
export type Wellbeing = () => string | Promise<string>;

export interface HealthReport {
  readonly ready: boolean;
  /** What each part says: `ok` or how it does, or why not. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Where the parts of a process say how to find out whether they are ready. */
export interface Health {
  contribute(name: string, readiness: Readiness, wellbeing?: Wellbeing): void;
  report(): Promise<HealthReport>;
}

/** A part that does not answer within `answerMs` is not ready. */
export function healthRegistry(answerMs?: number): Health {
  const contributions = new Map<string, () => Promise<string>>();
  return {
    contribute: (name, readiness, wellbeing = () => 'ok') => {
      const ask = async (): Promise<string> => {
        await readiness();
        return wellbeing();
      };
      contributions.set(name, timely(ask, answerMs === undefined ? {} : { ms: answerMs }));
    },
    async report() {
      const states = await Promise.all(
        [...contributions].map(async ([name, ask]) => ({ name, ...(await stateOf(ask)) })),
      );
      return {
        ready: states.every(({ ready }) => ready),
        checks: Object.fromEntries(states.map(({ name, words }) => [name, words])),
      };
    },
  };
}

interface State {
  readonly ready: boolean;
  readonly words: string;
}

async function stateOf(ask: () => Promise<string>): Promise<State> {
  try {
    return { ready: true, words: await ask() };
  } catch (error) {
    return { ready: false, words: error instanceof Error ? error.message : 'not ready' };
  }
}
