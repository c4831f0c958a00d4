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

export function healthRegistry(): Health {
  const contributions = new Map<string, () => Promise<State>>();
  return {
    contribute: (name, readiness, wellbeing = () => 'ok') => {
      contributions.set(name, () => stateOf(readiness, wellbeing));
    },
    async report() {
      const states = await Promise.all([...contributions].map(async ([name, ask]) => ({ name, ...(await ask()) })));
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

async function stateOf(readiness: Readiness, wellbeing: Wellbeing): Promise<State> {
  try {
    await readiness();
    return { ready: true, words: await wellbeing() };
  } catch (error) {
    return { ready: false, words: error instanceof Error ? error.message : 'not ready' };
  }
}
