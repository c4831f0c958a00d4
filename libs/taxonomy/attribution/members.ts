import { observationsOf, type Narrative } from '../narrative/narrative.js';
import { tokensOf } from './prose.js';

/** The words of the names of agents, tools and runners: to mention one brings up nothing. */
export const membersIn = (narrative: Narrative): readonly string[] =>
  [...narrative.agents, ...observationsOf(narrative).map(({ source }) => source)].flatMap((name) => tokensOf(name));
