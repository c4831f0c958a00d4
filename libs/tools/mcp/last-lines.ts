/** UTF-16 units. */
const KEPT = 2_000;

/** The end of a text that comes in pieces, never beginning within a line: half a secret could not be told as one. */
export class LastLines {
  private kept = '';

  get text(): string {
    return this.kept.trim();
  }

  add(piece: string): void {
    const all = this.kept + piece;
    this.kept = all.length <= KEPT ? all : fromNextLine(all.slice(-KEPT));
  }
}

function fromNextLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? '' : text.slice(end + 1);
}
