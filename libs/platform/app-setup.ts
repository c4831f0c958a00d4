import type { NestExpressApplication } from '@nestjs/platform-express';

/** An operation of OpenAPI on a path. */
export interface DescribedRoute {
  readonly path: string;
  readonly method: 'post';
  readonly operation: { readonly responses: Record<string, { readonly description: string }> } & Record<
    string,
    unknown
  >;
}

type Setup = (app: NestExpressApplication) => void;

/** What modules do to the application once it is made, before it listens. */
export interface AppSetup {
  /** Before all that is contributed, whatever the order of the modules. */
  guard(setup: Setup): void;
  contribute(setup: Setup): void;
  /** Says of a route that no controller has what the API's description is to say. */
  describe(route: DescribedRoute): void;
  described(): readonly DescribedRoute[];
  apply(app: NestExpressApplication): void;
}

export function appSetup(): AppSetup {
  const [guards, setups]: [Setup[], Setup[]] = [[], []];
  const routes: DescribedRoute[] = [];
  return {
    guard: (setup) => {
      guards.push(setup);
    },
    contribute: (setup) => {
      setups.push(setup);
    },
    describe: (route) => {
      routes.push(route);
    },
    described: () => routes,
    apply: (app) => {
      for (const setup of [...guards, ...setups]) setup(app);
    },
  };
}
