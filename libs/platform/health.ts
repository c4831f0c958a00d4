/** Resolves when this part can do its work; rejects with the reason when it cannot. */
export type Readiness = () => void | Promise<void>;

export interface HealthReport {
  readonly ready: boolean;
  /** What each part says: `ok`, or why not. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Where the parts of a process say how to find out whether they are ready. */
export interface Health {
  contribute(name: string, readiness: Readiness): void;
  report(): Promise<HealthReport>;
}

export function healthRegistry(): Health {
  const contributions = new Map<string, Readiness>();
  return {
    contribute: (name, readiness) => {
      contributions.set(name, readiness);
    },
    async report() {
      const checks = await Promise.all(
        [...contributions].map(async ([name, readiness]) => [name, await stateOf(readiness)] as const),
      );
      return { ready: checks.every(([, state]) => state === OK), checks: Object.fromEntries(checks) };
    },
  };
}

const OK = 'ok';

async function stateOf(readiness: Readiness): Promise<string> {
  try {
    await readiness();
    return OK;
  } catch (error) {
    return error instanceof Error ? error.message : 'not ready';
  }
}
