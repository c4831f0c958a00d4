import type { NestExpressApplication } from '@nestjs/platform-express';

type Setup = (app: NestExpressApplication) => void;

/** What modules do to the application once it is made, before it listens. */
export interface AppSetup {
  /** Before all that is contributed, whatever the order of the modules. */
  guard(setup: Setup): void;
  contribute(setup: Setup): void;
  apply(app: NestExpressApplication): void;
}

export function appSetup(): AppSetup {
  const [guards, setups]: [Setup[], Setup[]] = [[], []];
  return {
    guard: (setup) => {
      guards.push(setup);
    },
    contribute: (setup) => {
      setups.push(setup);
    },
    apply: (app) => {
      for (const setup of [...guards, ...setups]) setup(app);
    },
  };
}
