import type { Config } from '#platform';
import { BUILT_IN_TOOLS, openToolCatalogue, SecretError, type SourceState } from '#tools';
import { bad, ok, type Finding } from './finding.js';

/** Starts the declared tool servers, hears what they say, and ends them. */
export async function toolFindings({
  tools,
  environment,
}: Pick<Config, 'tools' | 'environment'>): Promise<readonly Finding[]> {
  if (tools.servers.length + tools.http.length === 0) {
    return [ok('tools', 'none are declared beside the built-in ones (PARLEY_TOOLS)')];
  }
  try {
    const catalogue = await openToolCatalogue({
      builtIn: BUILT_IN_TOOLS,
      declarations: tools,
      environment: environment.reveal(),
      onProblem: () => undefined,
    });
    const states = catalogue.sources();
    await catalogue.close();
    return states.flatMap(findingsOn);
  } catch (error) {
    if (!(error instanceof SecretError || error instanceof RangeError)) throw error;
    return [bad('tools', error.message)];
  }
}

const findingsOn = ({ name, ready, problems }: SourceState): readonly Finding[] =>
  ready && problems.length === 0
    ? [ok('tools', `${name}: is there`)]
    : problems.map((problem) => bad('tools', `${name}: ${problem}`));
