import type { Encyclopedia, Hop } from './hop.js';
import type { Inquiry } from './inquiry.js';
import type { Route } from './route.js';

/** A question, what it can be answered from, and the way to the answer. */
export interface Problem extends Encyclopedia {
  readonly inquiry: Inquiry;
  readonly question: string;
  /** Of the entries, in their order. */
  readonly texts: readonly string[];
  /** One for each route of the inquiry. */
  readonly trails: readonly Trail[];
}

/** What has to be found out on a route. */
export interface Trail {
  readonly route: Route;
  readonly hops: readonly Hop[];
}
