/** What is looked at in a step that may have introduced a fault, each from 0 to 1. Nothing of it is a name. */
export const SIGNS = {
  briefing: 'it passes on the task before anybody has worked',
  plan: 'the first speech of who gives orders',
  firstOrder: 'the first order',
  leads: 'its speaker gives orders to others',
  order: 'it is an order',
  worker: 'its speaker takes orders and gives none',
  active: 'share of the speeches that say something which its speaker has, orders and notes left out',
  firstOfSpeaker: 'the first speech of its speaker that says something',
  soon: 'one divided by its place among the speeches that say something',
  early: 'from 1 for the first speech to 0 for the last',
  firstClaim: 'the first speech that says something and is neither brief nor order',
  firstWork: 'the first code or call of the run',
  code: 'it brings code that others run',
  reworked: 'it brings code where there was some before',
  interprets: 'it follows on what a tool or a runner has shown',
  answerOrigin: 'it brought up what the run ends with',
  feedsOrigin: 'it brought up the numbers and names that the step works on which brought up what the run ends with',
  answer: 'the last speech that says something',
  refused: 'a tool or a runner answered it with an error',
  firstRefused: 'and it was the first to be refused',
  act: 'it changed a thing that is on record',
  lastAct: 'and no later step changed anything',
  onlyReads: 'a call that only read, and went well',
  loops: 'its speaker says the same again later',
  repeats: 'it says again what its speaker has said',
  echo: 'share of its words that somebody has said before',
  opposed: 'somebody else objects to it next',
  objects: 'it objects to what another has said',
  supposes: 'it supposes, simulates or makes up what it does not know',
  unsupported: 'names and numbers that nothing before it had',
  dataInCode: 'its code holds names and numbers that nothing before it had',
  standsIn: 'the same where what was to show them has just failed',
  retries: 'it tries again what has just failed',
  confirms: 'it checks or confirms what was said',
  ledger: 'notes on how things stand, as data',
  losesCondition: 'it tells others the task without one of its conditions',
  computes: 'it calculates',
  findsNothing: 'it reports that something was not found or did not work',
  empty: 'a greeting, a thanks, a sign-off',
  asks: 'it asks somebody else something',
  soonReport: 'one divided by its place among the reports to a leader',
  fallsShort: 'a report: share of the words of the order that it does not have',
  renewed: 'a report after which the same is ordered again',
  firstRenewed: 'and it was the first such',
  fruitful: 'a report whose numbers and names others use later',
  lastFruitful: 'the last such',
  firstWasted: 'the first report of which nothing is used later',
  afterFruit: 'the first report after the last of which anything is used',
  beforeReplan: 'the last report before a leader plans anew',
  replans: 'its speaker, who gives orders, plans anew',
  turning: 'a report after which the notes of a leader judge otherwise than before it',
  request: 'a request of a person, not a step of an agent',
} as const;

export type Sign = keyof typeof SIGNS;
/** Signs that are absent are 0. */
export type Signs = Readonly<Partial<Record<Sign, number>>>;

/** How much signs speak for a step, on a log-odds scale. */
export type Weights = Readonly<Record<Sign, number>>;

export const flag = (holds: boolean): number => (holds ? 1 : 0);
