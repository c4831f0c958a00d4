import type { Role } from '#events';
import type { ControlName } from '../control-name.js';
import type { MechanismName } from '../mechanism.js';
import type { Purpose } from '../view.js';

/**
 * All wording of one version. Once runs have used a version its texts never change: a conversation is built again from
 * events, and must come out as the same bytes. `{name}` in a text is filled in.
 */
export interface PromptSet {
  readonly version: string;
  /** Who the agent is: `{self}`, `{others}`, `{workers}`, `{orchestrator}`. */
  readonly roles: Readonly<Record<Role, string>>;
  /** What a mechanism changes for a role, said after it; filled in likewise. */
  readonly mechanisms: Readonly<Record<MechanismName, Readonly<Partial<Record<Role, string>>>>>;
  /** Said to every agent after its role. */
  readonly rules: string;
  /** `{tools}` */
  readonly tools: string;
  readonly noTools: string;
  /** What the agent is told when it is given the floor; a repair is followed by what was wrong. */
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly controls: Readonly<Record<ControlName, ControlWording>>;
  /** Where a purpose gives a control another meaning. */
  readonly controlsIn: Readonly<Partial<Record<Purpose, Readonly<Partial<Record<ControlName, ControlWording>>>>>>;
  /** Stands above the list of documents. */
  readonly documents: string;
  /** `{turns}` */
  readonly turns: string;
  readonly lastTurn: string;
  /** `{from}`, `{kind}`, `{round}` */
  readonly message: string;
  /** `{from}`, `{code}` */
  readonly failed: string;
  readonly accepted: string;
  readonly notAccepted: string;
  /** The result of a tool call that was not made. */
  readonly notMade: string;
}

/** `arguments` in the order in which they are offered. */
export interface ControlWording {
  readonly description: string;
  readonly arguments: Readonly<Record<string, string>>;
}

/** Fills in `{name}`s; one without a value stays as it is. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
