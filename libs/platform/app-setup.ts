import type { NestExpressApplication } from '@nestjs/platform-express';

type Setup = (app: NestExpressApplication) => void;

/** What modules do to the application once it is made, before it listens. */
export interface AppSetup {
  contribute(setup: Setup): void;
  apply(app: NestExpressApplication): void;
}

export function appSetup(): AppSetup {
  const setups: Setup[] = [];
  return {
    contribute: (setup) => {
      setups.push(setup);
    },
    apply: (app) => {
      for (const setup of setups) setup(app);
    },
  };
}
