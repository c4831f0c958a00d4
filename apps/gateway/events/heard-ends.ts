import { isTerminal, type RunEvent, type TurnDelta, type TurnId } from '#events';

/** Which attempts have ended as far as a client has been told: their words are no news, however late they come. */
export class HeardEnds {
  private readonly attempts = new Map<TurnId, number>();
  private isOver = false;

  note(event: RunEvent): void {
    if (isTerminal(event)) this.isOver = true;
    switch (event.type) {
      case 'TurnAnswered':
      case 'TurnRecorded':
      case 'TurnFailed':
        this.attempts.set(event.data.turnId, event.data.attempt);
        break;
      default:
    }
  }

  precede({ turnId, attempt }: TurnDelta): boolean {
    return this.isOver || attempt <= (this.attempts.get(turnId) ?? 0);
  }
}
