import type { TranscriptMessage } from '../message.js';
import type { Dice } from './dice.js';
import { heldAfter, RISKS, truthOf, WAYS, type Act, type Held, type Way } from './slips.js';
import { runnerOf, type Runner } from './talk/output.js';
import type { World } from './world.js';

/** How a dump says who speaks: by name, in the role with the addressee, or by name with turns of the model as `user`. */
export type Form = 'named' | 'addressed' | 'alternating';

interface Slip {
  readonly step: number;
  readonly agent: string;
  readonly way: Way;
}

/** A conversation as it comes about. At most one step goes wrong, and what is said later follows from it. */
export class Stage {
  readonly history: TranscriptMessage[] = [];
  held: Held;
  slip: Slip | undefined;
  /** Teams differ in what they are bad at: by how much each risk is larger or smaller than usual. */
  private readonly factors = new Map<Act, number>();
  /** How the code of this team is run. */
  readonly runner: Runner;
  /** The first request of a person. */
  asked: string | undefined;
  /** The rows stand in what was said or shown. */
  isShown = false;

  constructor(
    readonly world: World,
    readonly dice: Dice,
    private readonly form: Form,
  ) {
    this.held = truthOf(world);
    this.runner = runnerOf(dice);
  }

  /** Whether the message that its agent says next goes wrong, and how. */
  risk(agent: string, act: Act): Way | undefined {
    return this.errs(agent, act, (way) => {
      const held = heldAfter(way, this.world, this.held, this.dice);
      this.held = held ?? this.held;
      return held !== undefined;
    });
  }

  /** The same where what is held is not the team's view of the world; `matters`: a way that does nothing is no slip. */
  errs(agent: string, act: Act, matters: (way: Way) => boolean): Way | undefined {
    const { rate, ways } = RISKS[act];
    if (this.slip !== undefined || !this.dice.chance(rate * this.factorOf(act))) return undefined;
    const way = this.dice.one(ways);
    if (!matters(way)) return undefined;
    this.slip = { step: this.history.length, agent, way };
    return way;
  }

  private factorOf(act: Act): number {
    const factor = this.factors.get(act) ?? this.dice.one([0.3, 0.6, 1, 1.6, 2.4]);
    this.factors.set(act, factor);
    return factor;
  }

  asks(text: string): void {
    this.asked ??= text;
    this.history.push({ role: this.form === 'addressed' ? 'human' : 'user', content: text });
  }

  says(agent: string, content: string, to?: string): void {
    if (this.form === 'addressed') this.history.push({ role: to === undefined ? agent : `${agent} (${to})`, content });
    else this.history.push({ role: this.roleOf(agent), name: agent, content });
  }

  /** A call of a tool, and as the next message what comes of it. */
  calls(agent: string, tool: string, given: Readonly<Record<string, unknown>>, result: unknown): void {
    const called = { function: { name: tool, arguments: JSON.stringify(given) } };
    this.history.push({ role: 'assistant', name: agent, content: '', tool_calls: [called] });
    const content = typeof result === 'string' ? result : JSON.stringify(result);
    this.history.push({ role: 'tool', name: tool, content });
  }

  /** In dumps from one agent's view the others are users. */
  private roleOf(agent: string): string {
    const first = this.history.find(({ name }) => name != null)?.name ?? agent;
    return this.form === 'alternating' && agent !== first ? 'user' : 'assistant';
  }
}

export const modeOf = ({ way }: Slip) => WAYS[way];
